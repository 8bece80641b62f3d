import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { closeClipboard, expectCopied } from './support/clipboard.ts';
import { putFiles } from './support/folders.ts';
import { expect, test } from './support/journey.ts';
import { saveInto } from './support/saving.ts';
import { newImport, newProject, sync } from './support/work.ts';

test('why a file is not shown, and the press that mends it', async ({ page, at, root }) => {
  const file = path.join(putFiles(path.join(root, 'lost'), { 'a.txt': 'here' }), 'a.txt');
  await page.goto(at('/diagnostics'));
  await page.getByLabel('Path or address of a file').fill(file);
  await page.getByRole('button', { name: 'Find out' }).click();
  await expect(page.getByText('This file is not shown.')).toBeVisible();
  const rules = page.getByRole('listitem');
  await expect(rules).toContainText([
    'As owner@larder.local.',
    'Showing files is on.',
    /The folder of .*a\.txt is no source folder, and in none\.Add it, or a folder above it/,
    'Not known before the file lies in a source folder that you may see.',
    'Not looked at before the rules above are met.',
  ]);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make a project from its folder' }).click();
  await page.getByRole('button', { name: 'Create and import' }).click();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(1);
  await page.goto(at(`/diagnostics?path=${encodeURIComponent('/data/local-files/?d=lost/a.txt')}`));
  await expect(page.getByText('This file is shown: every rule is met.')).toBeVisible();
  await expect(rules).toContainText([
    'You are signed in',
    'Showing files is on.',
    /The folder of .*a\.txt is a source folder, or in one\./,
    'owner@larder.local may see its project.',
    /a\.txt can be read\./,
  ]);
});

test('a file that is gone is told from a folder in its place', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const folder = path.join(root, 'birds');
  await sync(api, await newImport(api, project, folder, { 'sub/a.txt': 'here' }, { recursive_scan: true }));
  const rule = page.getByRole('listitem').filter({ hasText: 'The file is there and can be read' });
  await page.goto(at(`/diagnostics?path=${encodeURIComponent('birds/sub/b.txt')}`));
  await expect(rule).toContainText('moved, renamed or deleted');
  await page.goto(at(`/diagnostics?path=${encodeURIComponent('birds/sub')}`));
  await expect(rule).toContainText('A folder is at this path');
});

test('settings say where they come from, and change here', async ({ page, at, api, root }) => {
  await page.goto(at('/diagnostics'));
  await expect(page.getByText('chosen here').first()).toBeVisible();
  await expect(page.getByText(root).first()).toBeVisible();
  // `check` looks at the switch in the same moment, before the page has drawn it.
  await page.getByRole('switch', { name: 'Natural order' }).click({ force: true });
  await expect(page.getByRole('switch', { name: 'Natural order' })).toBeChecked();
  await expect.poll(async () => (await api.get('/api/larder/settings')).json.natural_order.value).toBe(true);
  await page.getByRole('button', { name: 'Sign in another browser' }).click();
  await expect(page.getByText(/sign-in\?code=/)).toBeVisible();
});

test('the report is copied also where the clipboard is closed, as in the desktop app', async ({ page, at }) => {
  await closeClipboard(page);
  await page.goto(at('/diagnostics'));
  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByText('The report is copied.')).toBeVisible();
  await expectCopied(page, at('/diagnostics'), /^Larder: .*Document root: /);
});

test('the report is saved as a file', async ({ page, host, at, folder }) => {
  await page.goto(at('/diagnostics'));
  const press = () => page.getByRole('button', { name: 'Save report…' }).click();
  const report = await saveInto(host, path.join(folder, 'report.txt'), press);
  expect(report).toMatch(/^Larder: .*\n(.*\n)*Document root: .*\n(.*\n)*$/);
  await expect(page.getByText(/The report is saved as .*report\.txt\./)).toBeVisible();
});

test('an address is read as the server reads it', async ({ page, at }) => {
  for (const [address, file] of [
    ['/data/local-files/?d=100%.txt', '100%.txt'],
    ['/data/local-files/?x=1&d=none&d=a+b.jpg#top', 'a b.jpg'],
  ] as const) {
    await page.goto(at(`/diagnostics?path=${encodeURIComponent(address)}`));
    await expect(page.getByText(file, { exact: false }).and(page.locator('.path')).first()).toBeVisible();
  }
});

test('another document root keeps the tasks: their addresses follow', async ({ page, at, api, root, folder }) => {
  const project = await newProject(api);
  await sync(api, await newImport(api, project, path.join(root, 'ds'), { 'a.txt': 'followed' }));
  await api.expect(200, 'PATCH', '/api/larder/settings', { document_root: folder });
  await page.goto(at(`/projects/${project}/tasks`));
  await page.getByRole('grid', { name: 'Tasks' }).getByRole('link').click();
  await expect(page.getByText('followed')).toBeVisible();
});

test.describe('a document root that a variable sets', () => {
  test.use({ rootChosen: false, variables: { LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT: '/tmp' } });

  test('is shown as such, and locked', async ({ page, at }) => {
    await page.goto(at('/diagnostics'));
    await expect(page.getByText('set by LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change…' })).toBeDisabled();
    await page.goto(at('/new?path=/usr'));
    await expect(page.getByRole('alert')).toContainText('set by LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT');
    await expect(page.getByRole('button', { name: 'Create and import' })).toBeDisabled();
  });
});
