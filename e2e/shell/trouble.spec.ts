import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { answerPicker, launchElectron } from '../support/electronApp.ts';
import { cleanUp, temporaryFolder } from '../support/folders.ts';
import { node } from '../support/process.ts';

base.afterEach(cleanUp);

base('a data folder that a file blocks: a screen that names it, and a way on', async () => {
  const folder = temporaryFolder();
  const dataDir = path.join(folder, 'so-long-a-name-'.repeat(12));
  writeFileSync(dataDir, 'not a folder');
  const app = await launchElectron({ folder, dataDir });
  const page = await app.firstWindow();
  await expect(page.getByText(dataDir).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByRole('button', { name: /another/i })).toBeVisible();
  // However long the path: it breaks, and nothing is cut.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await page.getByRole('alert').evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0);
  rmSync(dataDir);
  mkdirSync(dataDir);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
  await app.close();
});

base('from that screen the app quits, by its button and by the close of the window', async () => {
  for (const way of ['button', 'window']) {
    const folder = temporaryFolder();
    const dataDir = path.join(folder, 'blocked');
    writeFileSync(dataDir, 'not a folder');
    const app = await launchElectron({ folder, dataDir });
    const page = await app.firstWindow();
    const quit = page.getByRole('button', { name: 'Quit' });
    await expect(quit).toBeVisible();
    const ended = once(app.process(), 'exit');
    if (way === 'button') await quit.click();
    else await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await ended;
  }
});

base('a data folder that nobody may write: a screen that names it, and another folder leads on', async () => {
  const folder = temporaryFolder();
  // Root may write everywhere but in the kernel's own folders.
  const dataDir = process.getuid?.() === 0 ? '/sys/kernel' : path.join(folder, 'data');
  if (dataDir.startsWith(folder)) mkdirSync(dataDir, { mode: 0o555 });
  const app = await launchElectron({ folder, dataDir });
  const page = await app.firstWindow();
  await expect(page.getByRole('alert')).toContainText(`The data folder ${dataDir} cannot be written`);
  await expect(page.getByRole('alert')).toContainText('choose another data folder');
  await expect(page.locator('#path')).toHaveText(dataDir);
  const other = path.join(folder, 'other');
  mkdirSync(other);
  await answerPicker(app, other);
  await page.getByRole('button', { name: /another/i }).click();
  await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
  expect(existsSync(path.join(other, 'larder.db'))).toBe(true);
  await app.close();
});

base('a start that takes long is shown, and leads on by itself', async () => {
  const folder = temporaryFolder();
  const go = path.join(folder, 'go');
  const waiting = path.join(folder, 'waiting-node');
  writeFileSync(waiting, `#!/bin/sh\nwhile [ ! -e '${go}' ]; do sleep 0.1; done\nexec '${node}' "$@"\n`, {
    mode: 0o755,
  });
  const app = await launchElectron({ folder, dataDir: path.join(folder, 'data'), variables: { LARDER_NODE: waiting } });
  const page = await app.firstWindow();
  await expect(page.getByRole('heading', { name: 'Larder is starting…' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Larder is starting…' })).toBeVisible();
  writeFileSync(go, '');
  await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
  await app.close();
});

base('without any network the app starts and works', async () => {
  const folder = temporaryFolder();
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--proxy-server=127.0.0.1:9'];
  const app = await launchElectron({ folder, dataDir: path.join(folder, 'data'), args });
  const page = await app.firstWindow();
  await page.getByRole('button', { name: 'Try the sample project' }).click();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(12);
  await app.close();
});
