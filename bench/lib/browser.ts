import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { findBrowser } from '../../e2e/support/chromium.ts';
import type { Bench } from './bench.ts';
import { inPageScript } from './inPage.ts';
import type { Larder } from './server.ts';

const VIEWPORT = { width: 1280, height: 800 };
const MB = 2 ** 20;
/** Signals end the run, which ends the browser; Playwright would end the run itself. */
const OURS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

const signInLink = z.object({ url: z.string() });

/** A headless Chromium, the one that the journeys would take; null, which is said, when none is there. */
export async function openBrowser(bench: Bench): Promise<Browser | null> {
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
export async function openTab(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addInitScript(inPageScript);
  return context.newPage();
}

/** A window in which a person is signed in. */
export async function openSignedIn(browser: Browser, { client, url }: Larder): Promise<Page> {
  const page = await openTab(browser);
  const { url: link } = await client.json(signInLink, 'POST', '/api/larder/sign-in-links', {});
  await page.context().request.get(new URL(link, url).href);
  return page;
}

/** What a page holds once what it no longer needs is collected. */
export async function held(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { heap_mb: usedSize / MB, nodes, listeners: jsEventListeners };
}

/** The process that draws the page: of several the one that did the most. */
export async function rendererPid(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((a, b) => (b.cpuTime > a.cpuTime ? b : a)).id;
}
