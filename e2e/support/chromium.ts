import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';
import { chromiumFromNpm } from './chromiumFromNpm.ts';

type Browser = Pick<LaunchOptions, 'executablePath' | 'args' | 'env'>;

/** How the workers, which are processes of their own, learn what was chosen. */
const CHOSEN = 'LARDER_CHOSEN_BROWSER';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
    path.join(process.env[name] ?? '/', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ),
];

function systemBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => PROGRAMS.map((name) => path.join(folder, name)));
  return [...onPath, ...PLACES].find((file) => existsSync(file));
}

const sources: { name: string; find: () => Browser | null | Promise<Browser | null> }[] = [
  { name: 'CHROMIUM_PATH', find: () => at(process.env.CHROMIUM_PATH) },
  { name: 'the system', find: () => at(systemBrowser()) },
  { name: 'Playwright', find: () => at([chromium.executablePath()].find((file) => existsSync(file))) },
  { name: '@sparticuz/chromium', find: chromiumFromNpm },
];
const at = (executablePath: string | undefined): Browser | null => (executablePath ? { executablePath } : null);

/** The first Chromium that is there and where it is from; null when there is none. The bench measures in the same one. */
export async function findBrowser(): Promise<{ name: string; browser: Browser } | null> {
  for (const { name, find } of sources) {
    const browser = await find();
    if (browser) return { name, browser };
  }
  return null;
}

/** Finds a Chromium for the tests and says which. */
export async function chooseBrowser(): Promise<void> {
  const found = await findBrowser();
  if (!found) throw new Error('No Chromium was found for the tests. Name one in the variable CHROMIUM_PATH.');
  console.log(`The browser of the tests: ${found.browser.executablePath} (from ${found.name})`);
  process.env[CHOSEN] = JSON.stringify(found.browser);
}

export const chosenBrowser = (): Browser => JSON.parse(process.env[CHOSEN] ?? '{}');
