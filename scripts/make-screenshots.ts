// Makes the README's pictures of today's page (assets/screenshots), with Chromium: npm run screenshots
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { bundle, ensureBuilt, node, root } from './build.ts';

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
const signInLink = () => /http:\S+sign-in\S+/.exec(printed)?.[0];
while (!signInLink()) await sleep(50);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
const page = await context.newPage();
mkdirSync(target, { recursive: true });

/** One picture in each theme; in the address a folder of this machine has no place. */
async function shoot(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(target, `${name}-${colorScheme}.png`) });
  }
}

try {
  await page.goto(signInLink() ?? '');
  await page.getByRole('button', { name: /Choose or drop/ }).waitFor();
  await shoot('start');
  await page.goto(new URL(`/new?path=${encodeURIComponent(pictures)}`, page.url()).href);
  await page.getByText('No sub-folders.').waitFor();
  await shoot('new-project');
  await page.getByRole('button', { name: 'Create and import' }).click();
  await page.getByRole('grid').getByRole('link').nth(11).waitFor();
  const project = /projects\/\d+/.exec(page.url())?.[0];
  await page.evaluate(
    async ({ project, count }) => {
      const answer = await fetch(`/api/larder/${project}/tasks`);
      const { tasks }: { tasks: { id: number }[] } = JSON.parse(await answer.text());
      const headers = { 'Content-Type': 'application/json' };
      for (const { id } of tasks.slice(0, count))
        await fetch(`/api/tasks/${id}/annotations/`, { method: 'POST', headers, body: '{"result": []}' });
    },
    { project, count: LABELED },
  );
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
