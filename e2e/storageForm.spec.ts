import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { putFiles } from './support/folders.ts';
import { dataFolderIn } from './support/host.ts';
import { expect, test } from './support/journey.ts';
import { newProject } from './support/work.ts';

test('every error of the form stands beside its field, in words, while it is typed', async ({
  page,
  at,
  api,
  root,
  folder,
}) => {
  const project = await newProject(api);
  putFiles(root, { 'ds/a.jpg': 'x', 'file.txt': 'x' });
  symlinkSync(tmpdir(), path.join(root, 'way-out'));
  await page.goto(at(`/projects/${project}/sources/new`));
  const field = (label: string) => page.getByLabel(label, { exact: true });
  const shows = async (label: string, value: string, words: RegExp) => {
    await field(label).fill(value);
    await expect(field(label)).toHaveAccessibleDescription(words);
    await expect(field(label)).toHaveAttribute('aria-invalid', 'true');
  };

  await page.getByRole('button', { name: 'Save and sync' }).click();
  await expect(field('Storage Title *')).toHaveAccessibleDescription('Storage Title is needed.');
  await expect(field('Absolute local path *')).toHaveAccessibleDescription('Absolute local path is needed.');
  await expect(field('Storage Title *')).toBeFocused();

  await shows('Absolute local path *', 'ds', /it is not absolute\. Give the whole path, for example/);
  await shows('Absolute local path *', path.join(root, 'nope'), /does not exist\. Check the spelling/);
  await shows('Absolute local path *', path.join(root, 'file.txt'), /is a file, not a folder/);
  await shows('Absolute local path *', root, /cannot be the same as the document root "/);
  await shows('Absolute local path *', path.join(root, 'way-out'), /leads out of the document root ".*“Follow links”/);
  await shows('Absolute local path *', `${root}-beside`, /does not exist/);
  await page.getByRole('button', { name: 'Advanced' }).click();
  await shows('Regular expression', '([', /never closed/);
  await expect(field('Absolute local path *'), 'the error of one field does not hide that of another').toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await shows('Regular expression', 'a'.repeat(1001), /no more than 1000 characters/);
  await shows('Storage Title *', 't'.repeat(257), /no more than 256 characters/);

  await field('Storage Title *').fill('Good');
  await field('Regular expression').fill('');
  await shows('Absolute local path *', dataFolderIn(folder), /must be a folder below the document root "/);
  await page.getByRole('button', { name: `Make ${folder} the document root` }).click();
  await expect(field('Absolute local path *')).toHaveAccessibleDescription(/is where Larder keeps its own data/);

  await field('Absolute local path *').fill(path.join(root, 'ds'));
  await expect(page.getByRole('region', { name: 'What the sync will do' })).toContainText('1 file becomes a task.');
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
});

test('a folder beside the document root: the root that holds both is one press away', async ({
  page,
  at,
  api,
  folder,
}) => {
  const project = await newProject(api);
  putFiles(path.join(folder, 'beside'), { 'a.jpg': 'x' });
  await page.goto(at(`/projects/${project}/sources/new`));
  await page.getByLabel('Absolute local path').fill(path.join(folder, 'beside'));
  await page.getByRole('button', { name: `Make ${folder} the document root` }).click();
  await expect(page.getByRole('region', { name: 'What the sync will do' })).toContainText('1 file becomes a task.');
  expect((await api.get('/api/larder/settings')).json.document_root.value).toBe(folder);
});

test('an export folder that is missing is made from the form', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  await page.goto(at(`/projects/${project}/exports/new`));
  await page.getByLabel('Absolute local path').fill(path.join(root, 'labels', 'of today'));
  await page.getByRole('button', { name: 'Create this folder' }).click();
  await expect(page.locator('[aria-invalid="true"]')).toHaveCount(0);
  await page.getByRole('switch', { name: 'Remove a file when its annotation is deleted' }).check();
  await page.getByRole('button', { name: 'Add the folder' }).click();
  await expect(page.getByRole('region', { name: 'of today' })).toContainText('Its file goes when it is deleted.');
});

test.describe('a document root that a variable sets', () => {
  const locked = path.join(tmpdir(), 'larder-e2e-locked');
  test.use({
    rootChosen: false,
    variables: { LOCAL_FILES_DOCUMENT_ROOT: locked, LOCAL_FILES_SERVING_ENABLED: 'false' },
  });

  test.afterAll(() => rmSync(locked, { recursive: true, force: true }));

  test('is named, and not offered to be changed; serving that is switched off is named too', async ({
    page,
    at,
    api,
  }) => {
    mkdirSync(path.join(locked, 'ds'), { recursive: true });
    const project = await newProject(api);
    await page.goto(at(`/projects/${project}/sources/new`));
    const field = page.getByLabel('Absolute local path');
    await field.fill('/usr');
    await expect(
      page.getByText('The document root is set by LOCAL_FILES_DOCUMENT_ROOT, so it can be changed only there.'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /the document root$/ })).toHaveCount(0);
    await field.fill(path.join(locked, 'ds'));
    await expect(field).toHaveAccessibleDescription(/Serving of local files is disabled/);
  });
});
