import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { putFiles } from './support/folders.ts';
import { expect, test } from './support/journey.ts';
import { pickFolder } from './support/picking.ts';
import { newImport, newProject, sync } from './support/work.ts';

test.describe('the very first start', () => {
  test.use({ rootChosen: false });

  test('from nothing to tasks: no character typed, at most 4 actions', async ({ page, host, api, folder }) => {
    putFiles(path.join(folder, 'birds'), { 'a.jpg': 'x', 'b.jpg': 'x', 'notes.txt': 'x' });
    await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
    await expectAccessible(page);
    const ask = () => page.getByRole('button', { name: /Choose or drop a folder/ }).click();
    let actions = 1 + (await pickFolder(host, path.join(folder, 'birds'), { from: folder, ask }));
    await expect(page.getByText(`below ${folder}`)).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'images' })).toContainText('2images');
    await expect(page.getByLabel('Project name')).toHaveValue('birds');
    await expect(page.getByRole('checkbox', { name: 'Images' })).toBeChecked();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create and import' }).click();
    actions += 1;
    await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(2);
    expect(actions).toBeLessThanOrEqual(4);
    const { json } = await api.get('/api/larder/settings');
    expect(json.document_root).toEqual({ value: folder, origin: 'chosen', variable: null });
  });

  test('the sample is one press away, and its pictures are shown', async ({ page, folder, api }) => {
    await page.getByRole('button', { name: 'Try the sample project' }).click();
    const cards = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
    await expect(cards).toHaveCount(12);
    const picture = cards.first().locator('img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
    const { json } = await api.get('/api/larder/settings');
    if (process.platform === 'linux') expect(json.document_root.value).toBe(path.join(folder, 'Larder'));
  });

  test('works by the keyboard alone', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the view' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /Choose or drop/ })).toBeFocused();
    await page.keyboard.press('Shift+?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('New project from a folder');
  });
});

test('a folder outside of the document root: the reason, and the root that would hold both', async ({
  page,
  at,
  api,
  folder,
  root,
}) => {
  const project = await newProject(api);
  const outside = putFiles(path.join(folder, 'elsewhere', 'sounds'), { 'a.wav': 'x' });
  await page.goto(at(`/new?path=${encodeURIComponent(outside)}`));
  await expect(page.getByRole('note')).toContainText(`below ${folder} instead of ${root}`);
  await page.getByRole('button', { name: 'Create and import' }).click();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(1);
  expect((await api.get('/api/larder/settings')).json.document_root.value).toBe(folder);
  expect((await api.get(`/api/projects/${project}/`)).status).toBe(200);
});

test('what stands against a new project stands beside its field', async ({ page, at, root }) => {
  const data = putFiles(path.join(root, 'ds'), { 'a.jpg': 'x' });
  await page.goto(at(`/new?path=${encodeURIComponent(data)}`));
  await page.getByLabel('Project name').fill('x');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByRole('button', { name: 'Create and import' }).click();
  await expect(page.getByText('at least 3 characters')).toBeVisible();
  await page.getByLabel('Project name').fill('Pictures');
  await page.getByLabel('Regular expression').fill('(?=x)');
  await page.getByRole('button', { name: 'Create and import' }).click();
  await expect(page.getByText(/lookahead/i)).toBeVisible();
  await page.goto(at(`/new?path=${encodeURIComponent(path.join(root, 'gone'))}`));
  await expect(page.getByRole('alert')).toContainText('does not exist any more');
});

test('a project is renamed, deleted with a word on what stays, and taken back', async ({ page, at, api, root }) => {
  mkdirSync(path.join(root, 'ds'));
  const project = await newProject(api, { title: 'Old name' });
  await page.goto(at(`/projects/${project}/settings`));
  await page.getByLabel('Project name').fill('New name');
  await page.getByLabel('Labeling config').fill('<View>');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Labeling config')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Start from a template' }).click();
  await page.getByRole('menuitem', { name: 'Boxes around objects' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New name' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Every source file, untouched');
  await page.getByRole('button', { name: 'Delete the project' }).click();
  await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
  expect((await api.get(`/api/projects/${project}/`)).status).toBe(404);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: /New name/ }).first()).toBeVisible();
  expect((await api.get(`/api/projects/${project}/`)).json.title).toBe('New name');
});

test('a sync that ends before the page hears of events is seen all the same', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const storage = await newImport(api, project, path.join(root, 'ds'), { 'a.txt': 'x' });
  let open = () => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route('**/api/larder/events', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(at(`/projects/${project}/tasks`));
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible();
  await sync(api, storage);
  open();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(1);
});
