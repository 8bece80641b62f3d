import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { putFiles } from './support/folders.ts';
import { expect, test } from './support/journey.ts';
import { saveInto } from './support/saving.ts';
import { newImport, newProject, sync } from './support/work.ts';

test('a source folder is added: the preview says what the sync does, and the sync does it', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  putFiles(path.join(root, 'harbour'), { 'a.jpg': 'x', 'b.PNG': 'x', 'deep/c.webp': 'x', 'notes.txt': 'x' });
  await page.goto(at(`/projects/${project}/sources`));
  await expect(page.getByRole('heading', { name: 'No source folder yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add a source folder' }).click();
  await page.getByLabel('Absolute local path').fill(path.join(root, 'harbour'));
  await expect(page.getByLabel('Storage Title')).toHaveValue('harbour');
  const preview = page.getByRole('region', { name: 'What the sync will do' });
  await expect(preview).toContainText('4 files become tasks, one each.');
  await page.getByLabel('Images').check();
  await expect(preview).toContainText('3 files become tasks, one each. The filter leaves out 1 file.');
  await expect(preview.getByRole('listitem')).toHaveText([/a\.jpg/, /b\.PNG/, /deep\/c\.webp/]);
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByLabel('Regular expression').fill('[ab]\\.');
  await expect(preview.getByRole('listitem')).toHaveText([/a\.jpg/, /b\.PNG/]);
  await page.getByLabel('Regular expression').fill('');
  await page.getByLabel('Images').check();
  await page.getByRole('switch', { name: 'Include sub-folders' }).uncheck();
  await expect(preview.getByRole('listitem')).toHaveText([/a\.jpg/, /b\.PNG/]);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save and sync' }).click();
  const card = page.getByRole('region', { name: 'harbour' });
  await expect(card).toContainText('2 new tasks made; 1 left out by the filter.');
  expect((await api.get(`/api/tasks?project=${project}`)).json.total).toBe(2);
  await expectAccessible(page);
});

test('task files: the preview has their tasks and what is wrong with them', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  putFiles(path.join(root, 'old'), { 'a.json': '[{"text": "hello"}, {"text": "world"}]', 'b.json': 'nope' });
  await page.goto(at(`/projects/${project}/sources/new`));
  await page.getByLabel('Absolute local path').fill(path.join(root, 'old'));
  await page.getByRole('radio', { name: /^Tasks/ }).check();
  const preview = page.getByRole('region', { name: 'What the sync will do' });
  await expect(preview).toContainText('2 task files are read.');
  await expect(preview.getByRole('listitem').first()).toContainText('2 tasks');
  await expect(preview.getByRole('listitem').last()).toContainText('It begins with n');
  await expect(preview).toContainText('"text": "hello"');
});

test('a stored source folder is changed, and its sync goes by the change', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const id = await newImport(
    api,
    project,
    path.join(root, 'ds'),
    { 'a.jpg': 'x', 'b.mp3': 'x' },
    { title: 'Old name', regex_filter: '(?i).*\\.(wav)$' },
  );
  await page.goto(at(`/projects/${project}/sources/${id}/edit`));
  await expect(page.getByLabel('Regular expression')).toHaveValue('(?i).*\\.(wav)$');
  await page.getByLabel('Storage Title').fill('New name');
  await page.getByLabel('Sounds').check();
  await expect(page.getByRole('region', { name: 'What the sync will do' })).toContainText('1 file becomes a task.');
  await page.getByRole('button', { name: 'Save only' }).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('region', { name: 'New name' })).toContainText(
    '1 new task made; 1 left out by the filter.',
  );
});

test('a running sync shows its figures live and is cancelled; the next one brings the rest', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const folder = path.join(root, 'many');
  mkdirSync(folder);
  const lines = Array.from({ length: 100_000 }, (_, line) => `{"text": "line ${line}"}\n`).join('');
  for (let file = 0; file < 6; file += 1) writeFileSync(path.join(folder, `${file}.jsonl`), lines);
  await newImport(api, project, folder, {}, { title: 'Many', use_blob_urls: false });
  await page.goto(at(`/projects/${project}/sources`));
  const card = page.getByRole('region', { name: 'Many' });
  await card.getByRole('button', { name: 'Sync now' }).click();
  await expect(card.getByRole('progressbar')).toBeVisible();
  await expect(card).toContainText(/Reading task files · \d of 6 files · [\d,]+ tasks a second/);
  const made = async () => Number(((await card.locator('dd').nth(1).textContent()) ?? '').replaceAll(',', ''));
  await expect.poll(made).toBeGreaterThan(0);
  const before = await made();
  await expect.poll(made).toBeGreaterThan(before);
  await card.getByRole('button', { name: 'Cancel' }).click();
  await expect(card).toContainText(/The sync was cancelled after \d+ new tasks/);
  await card.getByRole('button', { name: 'Sync now' }).click();
  await expect(card).toContainText(/new tasks made/, { timeout: 60_000 });
  expect((await api.get(`/api/tasks?project=${project}&page_size=1`)).json.total).toBe(600_000);
  await card.getByRole('link', { name: 'Many' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveText([/When/, /Done/, /Cancelled/]);
});

test('bad files: found by reason and by name, copied, saved, mended, tried again', async ({
  page,
  host,
  at,
  api,
  root,
  folder: own,
}) => {
  const project = await newProject(api);
  const folder = path.join(root, 'tasks');
  const id = await newImport(
    api,
    project,
    folder,
    { 'good.json': '{"a": 1}', 'empty.json': '', 'no1.json': 'nope', 'no2.json': 'nope' },
    { title: 'Tasks', use_blob_urls: false },
  );
  await sync(api, id);
  await page.goto(at(`/projects/${project}/sources`));
  await page.getByRole('link', { name: 'See the 3 problems' }).click();
  const list = page.getByRole('region', { name: 'Files that could not be taken' });
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: /it begins with n/ }).click();
  await expect(list.getByRole('listitem')).toHaveText([/no1\.json/, /no2\.json/]);
  await page.getByLabel('Search').fill('no2');
  await expect(list.getByRole('listitem')).toHaveText([/tasks\/no2\.json/]);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('1 line copied.')).toBeVisible();
  const press = () => page.getByRole('button', { name: 'Save list…' }).click();
  const lines = await saveInto(host, path.join(own, 'problems.tsv'), press);
  expect(lines).toMatch(/^tasks\/no2\.json\t.*It begins with n.*\n$/);
  await expect(page.getByText(/1 line saved as .*problems\.tsv\./)).toBeVisible();
  await page.getByLabel('Search').fill('');
  await page.getByLabel('Search').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByLabel('Search')).toHaveValue(/tasks\/no2\.json.*It begins with n/);
  putFiles(folder, { 'empty.json': '{"a": 2}', 'no1.json': '{"a": 3}', 'no2.json': '{"a": 4}' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('3 new tasks made; 1 was there already.').first()).toBeVisible();
  await expect(list).toHaveCount(0);
});

test('100,000 bad rows: any of them is there at once, and only those in sight are drawn', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const lines = `{"text": "good"}\n${'"bad"\n'.repeat(100_000)}`;
  const id = await newImport(api, project, path.join(root, 'tasks'), { 'all.jsonl': lines }, { use_blob_urls: false });
  await sync(api, id);
  await page.goto(at(`/projects/${project}/sources/${id}`));
  await expect(page.getByRole('heading', { name: '100,000 problems' })).toBeVisible();
  const list = page.getByRole('region', { name: 'Files that could not be taken' });
  await expect(list.getByRole('listitem').first()).toContainText('line 2');
  await list.focus();
  await page.keyboard.press('End');
  await expect(list.getByRole('listitem').last()).toContainText('line 100001');
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await list.evaluate((box) => box.scrollTo({ top: box.scrollHeight / 2 }));
  await expect(list.getByText(/^line 500\d\d$/).first()).toBeVisible();
});

test('a deleted source folder is taken back; its tasks stay all the while', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const id = await newImport(api, project, path.join(root, 'ds'), { 'a.jpg': 'x' }, { title: 'Pictures' });
  await sync(api, id);
  await page.goto(at(`/projects/${project}/sources`));
  await page.getByRole('button', { name: 'More for Pictures' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Every file on the disk');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Delete the source folder' }).click();
  await expect(page.getByRole('heading', { name: 'No source folder yet' })).toBeVisible();
  expect((await api.get(`/api/tasks?project=${project}`)).json.total).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Pictures' })).toContainText('1 new task made.');
});

test('a sync that cannot start says so, though its form is left by then', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  putFiles(path.join(root, 'harbour'), { 'a.jpg': 'x' });
  await page.goto(at(`/projects/${project}/sources/new`));
  await page.getByLabel('Absolute local path').fill(path.join(root, 'harbour'));
  await page.route('**/api/storages/localfiles/*/sync*', async (route) => {
    await expect(page.getByRole('region', { name: 'harbour' })).toBeVisible();
    await route.fulfill({ status: 503, json: { detail: 'The server is stopping.' } });
  });
  await page.getByRole('button', { name: 'Save and sync' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'The sync could not start' });
  await expect(notice).toContainText('The server is stopping.');
});

test('an answer that the end of a sync has overtaken does not stay', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  putFiles(path.join(root, 'harbour'), { 'a.jpg': 'x', 'b.jpg': 'x' });
  await page.goto(at(`/projects/${project}/sources/new`));
  await page.getByLabel('Absolute local path').fill(path.join(root, 'harbour'));
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
  const { promise: over, resolve: isOver } = Promise.withResolvers<void>();
  await page.route(
    '**/api/larder/storages/*/jobs',
    async (route) => {
      const json = await (await route.fetch()).json();
      isAsked();
      await over;
      // Nobody may wait for it any more.
      await route.fulfill({ json }).catch(() => undefined);
    },
    { times: 1 },
  );
  await page.route('**/api/storages/localfiles/*/sync*', async (route) => {
    await asked;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save and sync' }).click();
  await expect(page.getByText('2 tasks, 0 labeled')).toBeVisible();
  isOver();
  await expect(page.getByRole('region', { name: 'harbour' })).toContainText('2 new tasks made.');
});
