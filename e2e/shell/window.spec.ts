import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { startAgain } from '../support/electronApp.ts';
import { dataFolderIn } from '../support/host.ts';
import { expect, test } from '../support/journey.ts';

test('the window is shut off from Node and keeps its sandbox', async ({ page, host }) => {
  const wishes = await host.app?.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
    const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
  });
  expect(wishes).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(await page.evaluate(() => ['require', 'process', 'module'].map((name) => name in window))).toEqual([
    false,
    false,
    false,
  ]);
});

test('every question for a permission is answered with no', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'];
    const answers = asked.map((name) => navigator.permissions.query({ name: name as PermissionName }));
    return (await Promise.all(answers)).map(({ state }) => state);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  // Asked at a press, as a page would.
  await page.evaluate(() => {
    const answers: Record<string, string> = {};
    const ask = (name: string, question: () => Promise<unknown>) => {
      answers[name] = 'not answered';
      void question().then(
        () => (answers[name] = 'given'),
        () => (answers[name] = 'denied'),
      );
    };
    addEventListener('click', () => {
      void document.documentElement.requestFullscreen();
      ask('camera', () => navigator.mediaDevices.getUserMedia({ video: true }));
      ask('screen', () => navigator.mediaDevices.getDisplayMedia());
      ask('place', () => new Promise((given, denied) => navigator.geolocation.getCurrentPosition(given, denied)));
      ask('reading the clipboard', () => navigator.clipboard.readText());
      ask('writing the clipboard', () => navigator.clipboard.writeText('x'));
      ask('pointer', async () => document.body.requestPointerLock());
    });
    Object.assign(window, { answers });
  });
  await page.mouse.click(5, 5);
  const answers = () => page.evaluate(() => (window as unknown as { answers: Record<string, string> }).answers);
  await expect.poll(async () => Object.values(await answers())).toEqual(Array(6).fill('denied'));
  // Chromium leaves this one without any answer.
  expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
});

test('the page reaches exactly the calls of the contract', async ({ page }) => {
  const names = await page.evaluate(() => Object.keys((window as unknown as { larder: object }).larder).sort());
  expect(names).toEqual(
    [
      'appFacts',
      'chooseDataFolder',
      'chooseDocumentRoot',
      'chooseFolder',
      'onMenuCommand',
      'onServerNotice',
      'openLogs',
      'quit',
      'resolveDropped',
      'retryStart',
      'saveText',
      'showInFileManager',
      'startTrouble',
    ].sort(),
  );
});

test('arguments that are not in the contract are refused', async ({ page }) => {
  const refused = await page.evaluate(async () => {
    const { larder } = window as unknown as { larder: Record<string, (input: unknown) => Promise<unknown>> };
    const calls = [
      larder.showInFileManager?.({ path: '' }),
      larder.showInFileManager?.({ path: '/etc/passwd', more: 1 }),
      larder.chooseFolder?.({ purpose: 'anything' }),
    ];
    return Promise.all(
      calls.map((call) =>
        call?.then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    );
  });
  expect(refused).toEqual(['refused', 'refused', 'refused']);
});

test('what lies outside of the document root is not shown in the file manager', async ({ page }) => {
  const answer = await page.evaluate(() => {
    const { larder } = window as unknown as {
      larder: { showInFileManager: (input: object) => Promise<{ shown: boolean; reason: string | null }> };
    };
    return larder.showInFileManager({ path: '/etc/passwd' });
  });
  expect(answer.shown).toBe(false);
  expect(answer.reason).toBeTruthy();
});

test('a second start brings the first one to the front and ends', async ({ host, folder }) => {
  const app = host.app as ElectronApplication;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await startAgain(app, { folder, dataDir: dataFolderIn(folder) })).toBe(0);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())),
    )
    .toEqual([false]);
});

test('the picker refuses a folder outside of the document root, and the page says what would allow it', async ({
  page,
  host,
  api,
  at,
  folder,
  root,
}) => {
  const outside = path.join(folder, 'user-data');
  await host.app?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, outside);
  const picked = await page.evaluate(() => {
    const { larder } = window as unknown as { larder: { chooseFolder: (input: object) => Promise<unknown> } };
    return larder.chooseFolder({ purpose: 'import' });
  });
  expect(picked).toEqual({
    status: 'refused',
    path: outside,
    reason: expect.stringContaining('is not inside the document root'),
  });
  const { id } = await api.expect(201, 'POST', '/api/projects/', { title: 'A project' });
  await page.goto(at(`/projects/${id}/sources/new`));
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('button', { name: `Make ${folder} the document root` })).toBeVisible();
  expect(root.startsWith(folder)).toBe(true);
});

test('a document root that is no folder is refused in words', async ({ page, host, at, folder }) => {
  const file = path.join(folder, 'no-folder.txt');
  writeFileSync(file, '');
  await host.app?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  await page.goto(at('/diagnostics'));
  await page.getByRole('button', { name: 'Change…' }).click();
  await expect(page.getByText(`"${file}" is not a folder that can be read. Choose a folder.`)).toBeVisible();
});

// Playwright's clicks hang on a page after a navigation was denied: nothing is clicked in here.
test('navigation and new windows lead nowhere in the app', async ({ page, host }) => {
  await host.app?.evaluate(({ shell }) => {
    const seen: string[] = [];
    (globalThis as { openedOutside?: string[] }).openedOutside = seen;
    shell.openExternal = async (url: string) => void seen.push(url);
  });
  const { url } = { url: page.url() };
  await page.evaluate(() => {
    window.open('https://example.org/?next=localhost:');
    window.open('file:///etc/passwd');
    location.href = 'http://127.0.0.1.example.org/';
  });
  await expect
    .poll(() => host.app?.evaluate(() => (globalThis as { openedOutside?: string[] }).openedOutside))
    .toEqual(['https://example.org/?next=localhost:', 'http://127.0.0.1.example.org/']);
  expect(host.app?.windows()).toHaveLength(1);
  expect(page.url()).toBe(url);
});
