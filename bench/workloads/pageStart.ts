import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Bench } from '../lib/bench.ts';
import { openSignedIn, openTab } from '../lib/browser.ts';
import { findElectron, windowSeconds } from '../lib/electron.ts';
import { inPageScript } from '../lib/inPage.ts';
import { median } from '../lib/numbers.ts';
import { bareWindow, project } from '../lib/programs.ts';
import type { Facts } from '../lib/report.ts';
import type { Larder, Server } from '../lib/server.ts';

/** What the main button of the start says; the bare page has it too. */
const MAIN_BUTTON = 'Choose or drop a folder';

const usableInWindow = `${inPageScript}
  inPage.drawn(() => inPage.canPress('${MAIN_BUTTON}')).then(() => Date.now())`;

/** From the start of the process to a window whose main button is drawn and takes the focus. */
export async function startOfWindow(bench: Bench): Promise<void> {
  const electron = await findElectron(bench);
  if (!electron) return;
  const start = (app: string, home: string) => windowSeconds(bench, electron, { app, home, script: usableInWindow });
  const first: number[] = [];
  const again: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < bench.options.rounds; round++) {
    const bareHome = mkdtempSync(path.join(bench.folder, 'bare-window-'));
    const home = mkdtempSync(path.join(bench.folder, 'window-'));
    await start(bareWindow, bareHome);
    first.push(await start(project, home));
    bare.push(await start(bareWindow, bareHome));
    again.push(await start(project, home));
  }
  bench.raw.push({ bench: 'own window start', first, again, bare });
  const row: Facts = { unit: 's', bound: median(bare), boundIs: 'bare Electron window' };
  bench.report.add('start of Electron to a usable window', median(again), { ...row, aim: { limit: 1 } });
  bench.report.add('  first start, empty data folder', median(first), { ...row, aim: { limit: 2 } });
}

/** Milliseconds from the address to a start whose main button is drawn and takes the focus. */
async function usableAfter(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate((words) => inPage.drawn(() => inPage.canPress(words)), MAIN_BUTTON);
}

/** From the address of the start to a usable page, on a server that runs. Answers what a bare page takes. */
export async function startOfPage(
  bench: Bench,
  { browser, server, bare }: { browser: Browser; server: Larder; bare: Server },
): Promise<number> {
  const fresh: number[] = [];
  const cached: number[] = [];
  const bound: number[] = [];
  for (let round = 0; round <= bench.options.rounds; round++) {
    const page = await openSignedIn(browser, server);
    fresh.push(await usableAfter(page, server.url));
    await usableAfter(page, server.url); // the browser keeps what it compiled from the second time on
    cached.push(await usableAfter(page, server.url));
    await page.context().close();
    const tab = await openTab(browser);
    bound.push(await usableAfter(tab, `${bare.url}/start.html`));
    await tab.context().close();
  }
  bench.raw.push({ bench: 'own page start', fresh, cached, bound });
  const least = median(bound.slice(1)); // the first round warms the browser
  const row: Facts = { unit: 'ms', bound: least, boundIs: 'bare page' };
  bench.report.add('address to a usable page, empty cache', median(fresh.slice(1)), row);
  bench.report.add('  what it loads is in the cache', median(cached.slice(1)), row);
  return least;
}
