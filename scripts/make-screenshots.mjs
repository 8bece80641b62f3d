// Makes the README's pictures of today's page (assets/screenshots), with Chromium: npm run screenshots
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { bundle, ensureBuilt, node, root } from './build.mjs';

const target = path.join(root, 'assets', 'screenshots');
const VIEWPORT = { width: 1280, height: 800 };
const LABELED = 5;

ensureBuilt();
const home = path.join(tmpdir(), 'larder-demo');
rmSync(home, { recursive: true, force: true });
const pictures = path.join(home, 'photos', 'pantry');
cpSync(path.join(root, 'assets', 'sample'), pictures, { recursive: true });
writeFileSync(path.join(pictures, 'notes.txt'), 'Taken in November.\n');

const args = [bundle, 'serve', '--port', '0', '--data-dir', path.join(home, 'data')];
const server = spawn(node, args, { env: { PATH: process.env.PATH, HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
let printed = '';
server.stdout.on('data', (piece) => {
  printed += piece;
});
while (!/sign-in\S+/.test(printed)) await new Promise((resolve) => setTimeout(resolve, 50));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
const page = await context.newPage();
mkdirSync(target, { recursive: true });

/** One picture in each theme; in the address a folder of this machine has no place. */
async function shoot(name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(target, `${name}-${colorScheme}.png`) });
  }
}

try {
  await page.goto(/http:\S+sign-in\S+/.exec(printed)[0]);
  await page.getByRole('button', { name: /Choose or drop/ }).waitFor();
  await shoot('start');
  await page.goto(new URL(`/new?path=${encodeURIComponent(pictures)}`, page.url()).href);
  await page.getByText('No sub-folders.').waitFor();
  await shoot('new-project');
  await page.getByRole('button', { name: 'Create and import' }).click();
  await page.getByRole('grid').getByRole('link').nth(11).waitFor();
  await page.evaluate(async (count) => {
    const project = Number(/projects\/(\d+)/.exec(location.pathname)[1]);
    const { tasks } = await (await fetch(`/api/larder/projects/${project}/tasks`)).json();
    const headers = { 'Content-Type': 'application/json' };
    for (const { id } of tasks.slice(0, count))
      await fetch(`/api/tasks/${id}/annotations/`, { method: 'POST', headers, body: '{"result": []}' });
  }, LABELED);
  await page.reload();
  await page.getByText('1 annotation').first().waitFor();
  await shoot('tasks');
  await page.getByRole('tab', { name: 'Source folders' }).click();
  await page.getByRole('button', { name: 'Sync now' }).waitFor();
  await shoot('sources');
} finally {
  await browser.close();
  server.kill();
  rmSync(home, { recursive: true, force: true });
}
