import { cpSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { putFiles } from './support/folders.ts';
import { expect, test } from './support/journey.ts';
import { project as sources } from './support/process.ts';
import { wav } from './support/wav.ts';
import { newExport, newImport, newProject, newTask, sync } from './support/work.ts';

test('places without a project are whole views', async ({ page, at }) => {
  for (const [place, title] of [
    ['/new', 'A project begins with a folder'],
    ['/nowhere', 'Nothing is here'],
  ] as const) {
    await page.goto(at(place));
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto(at('/projects/999/tasks'));
  await expect(page.getByRole('alert')).toContainText('It is not there: it was deleted, or the address is wrong.');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

test('a new project: what is wrong with it, and what it would take', async ({ page, at, root }) => {
  putFiles(root, { 'ds/a.jpg': 'x', 'ds/deep/b.jpg': 'x', 'ds/deep/c.txt': 'x' });
  mkdirSync(path.join(root, 'empty'));
  await page.goto(at(`/new?path=${encodeURIComponent(path.join(root, 'ds'))}`));
  const outlook = page.getByRole('status').filter({ hasText: 'task' });
  await expect(outlook).toHaveText('2 files become tasks, one each. The filter leaves out 1 file.');
  await page.getByRole('switch', { name: 'Files in sub-folders too' }).click();
  await expect(outlook).toHaveText('1 file becomes a task.');
  await page.getByLabel('Sounds').check();
  await page.getByLabel('Images').uncheck();
  await expect(outlook).toContainText('No file passes the filter.');
  await page.getByLabel('Project name').fill('x');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByLabel('Regular expression').fill('(?=x)');
  await page.getByRole('button', { name: 'Create and import' }).click();
  await expect(page.getByText('at least 3 characters')).toBeVisible();
  await expectAccessible(page);
  await page.goto(at(`/new?path=${encodeURIComponent(path.join(root, 'empty'))}`));
  await expect(outlook).toContainText('The project begins without tasks');
  await expectAccessible(page);
});

test('the settings of a project, an error in them, and the question before it is deleted', async ({
  page,
  at,
  api,
}) => {
  const project = await newProject(api);
  await page.goto(at(`/projects/${project}/settings`));
  await page.getByLabel('Labeling config').fill('<View>');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Labeling config')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete…' })).toBeFocused();
});

test('the forms of stored folders', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const source = await newImport(api, project, path.join(root, 'ds'), { 'a.jpg': 'x' });
  const target = await newExport(api, project, path.join(root, 'labels'));
  await page.goto(at(`/projects/${project}/sources/${source}/edit`));
  await expect(page.getByRole('region', { name: 'What the sync will do' })).toContainText('1 file becomes a task.');
  await page.getByLabel('Absolute local path').fill('/usr');
  await expect(page.getByRole('button', { name: 'Make the whole disk (/) the document root' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose another document root…' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(at(`/projects/${project}/exports/${target}/edit`));
  await expect(page.getByLabel('Absolute local path')).toHaveValue(path.join(root, 'labels'));
  await expectAccessible(page);
});

test('a sync while it runs', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const folder = path.join(root, 'many');
  mkdirSync(folder);
  const lines = Array.from({ length: 100_000 }, (_, line) => `{"text": "line ${line}"}\n`).join('');
  writeFileSync(path.join(folder, '0.jsonl'), lines);
  for (let file = 1; file < 40; file += 1) linkSync(path.join(folder, '0.jsonl'), path.join(folder, `${file}.jsonl`));
  await newImport(api, project, folder, {}, { title: 'Many', use_blob_urls: false });
  await page.goto(at(`/projects/${project}/sources`));
  const card = page.getByRole('region', { name: 'Many' });
  await card.getByRole('button', { name: 'Sync now' }).click();
  await expect(card).toContainText(/tasks a second · about .+ left/);
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card).toContainText(/The sync was cancelled/);
  await expectAccessible(page);
});

test('a task of every kind is shown', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const folder = path.join(root, 'ds');
  mkdirSync(folder);
  cpSync(path.join(sources, 'assets', 'sample', 'shelf-01.jpg'), path.join(folder, 'a.jpg'));
  const files = { 'b.wav': wav(), 'c.txt': 'Hello', 'd.json': '{"a": 1}', 'e.pdf': '%PDF-1.4', 'f.mp4': 'no video' };
  await sync(api, await newImport(api, project, folder, files));
  await newTask(api, project, { series: [1, 2, 3] });
  await page.goto(at(`/projects/${project}/tasks`));
  await page.getByRole('link', { name: /a\.jpg/ }).click();
  const shown = [
    page.getByRole('img', { name: 'ds/a.jpg' }),
    page.locator('audio'),
    page.getByText('Hello'),
    page.locator('pre').filter({ hasText: '{"a": 1}' }),
    page.getByText('ds/e.pdf is served as it is, so that programs can read it.'),
    page.getByRole('alert').filter({ hasText: 'This file cannot be shown' }),
    page.getByText('This task names no file and has no text.'),
  ];
  for (const [place, sight] of shown.entries()) {
    await expect(sight).toBeVisible();
    await expectAccessible(page);
    if (place < shown.length - 1) await page.getByRole('link', { name: 'The next task' }).click();
  }
});

test('a source folder that is gone is said once, also when it is synced, and another one can be chosen', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const id = await newImport(api, project, path.join(root, 'ds'), { 'a.jpg': 'x' }, { title: 'Pictures' });
  await sync(api, id);
  rmSync(path.join(root, 'ds'), { recursive: true });
  await page.goto(at(`/projects/${project}/sources`));
  const card = page.getByRole('region', { name: 'Pictures' });
  await expect(card).toContainText('Folder cannot be used');
  await card.getByRole('button', { name: 'Sync now' }).click();
  await expect(card.getByRole('button', { name: 'Sync now' })).toBeEnabled();
  await expect(card.getByRole('alert')).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More for Pictures' }).click();
  await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await card.getByRole('link', { name: 'Choose another folder' }).click();
  await expect(page.getByRole('heading', { name: 'Change the source folder' })).toBeVisible();
});

test('a server that does not answer is said, until it does', async ({ page, at, api }) => {
  const project = await newProject(api);
  const events = '**/api/larder/events';
  await page.route(events, (route) => route.abort());
  await page.goto(at(`/projects/${project}/tasks`));
  const notice = page.getByRole('status').filter({ hasText: 'Larder’s server does not answer' });
  await expect(notice).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible();
  await expectAccessible(page);
  await page.unroute(events);
  await expect(notice).toBeHidden();
});

test.describe('a document root that a variable sets', () => {
  test.use({ rootChosen: false, variables: { LOCAL_FILES_DOCUMENT_ROOT: '/tmp' } });

  test('is legible in both themes', async ({ page, at }) => {
    await page.goto(at('/diagnostics?path=/usr/x'));
    await expect(page.getByText('This file is not shown.')).toBeVisible();
    await expect(page.getByText('set by LOCAL_FILES_DOCUMENT_ROOT').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto(at('/new?path=/usr'));
    await expect(page.getByRole('alert')).toContainText('This folder cannot be used now');
    await expectAccessible(page);
  });
});
