import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../e2e/support/chromium.ts';
import { project } from './programs.mjs';

const VIEWPORT = { width: 1280, height: 800 };
const MB = 2 ** 20;
/** Signals end the run, which ends the browser; Playwright would end the run itself. */
const OURS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

export const inPageScript = path.join(project, 'bench', 'lib', 'inPage.js');

/** A headless Chromium, the one that the journeys would take; null, which is said, when none is there. */
export async function openBrowser(bench) {
  const found = await findBrowser();
  if (!found) {
    bench.say('no Chromium was found, so the page is not measured. Name one in the variable CHROMIUM_PATH.');
    return null;
  }
  const browser = await chromium.launch({ ...found.browser, ...OURS });
  bench.cleanup.step(() => browser.close());
  bench.say(`measuring in ${found.browser.executablePath} (from ${found.name}), version ${browser.version()}`);
  return browser;
}

/** A window with nothing in its cache, where `inPage` is there before the page's own scripts. */
export async function openTab(browser) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addInitScript({ path: inPageScript });
  return context.newPage();
}

/** A window in which a person is signed in. */
export async function openSignedIn(browser, { client, url }) {
  const page = await openTab(browser);
  const { url: link } = await client.json('POST', '/api/larder/sign-in-links', {});
  await page.context().request.get(new URL(link, url).href);
  return page;
}

/** What a page holds once what it no longer needs is collected. */
export async function held(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { heap_mb: usedSize / MB, nodes, listeners: jsEventListeners };
}

/** The process that draws the page: of several the one that did the most. */
export async function rendererPid(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((a, b) => (b.cpuTime > a.cpuTime ? b : a)).id;
}
