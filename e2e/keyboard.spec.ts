import path from 'node:path';
import { expect, test } from './support/journey.ts';
import { wav } from './support/wav.ts';
import { newImport, newProject, sync } from './support/work.ts';

test('back from a task the list is as it was left: its layout, its place, the focus', async ({ page, at, api }) => {
  const project = await newProject(api);
  const items = Array.from({ length: 500 }, (_, at) => ({ text: `Task number ${at}` }));
  await api.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await page.goto(at(`/projects/${project}/tasks?layout=table&search=number`));
  const rows = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
  await rows.first().focus();
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Task 500');
  await page.keyboard.press('ArrowLeft');
  await expect(title).toHaveText('Task 499');
  await page.keyboard.press('Escape');
  const left = rows.filter({ hasText: 'Task number 498' });
  await expect(left).toBeFocused();
  await expect(left).toBeInViewport();
  await expect(page.getByRole('radio', { name: 'Table' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(title).toHaveText('Task 499');
  await page.goBack();
  await expect(left).toBeFocused();
});

test('what has the focus keeps its keys: a dialog, a sound that plays', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  await sync(api, await newImport(api, project, path.join(root, 'ds'), { 'a.wav': wav(), 'b.txt': 'Second' }));
  await page.goto(at(`/projects/${project}/tasks`));
  await page.getByRole('link', { name: /a\.wav/ }).click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('a.wav');
  await page.keyboard.press('Shift+?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toContainText('The next task');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await expect(title).toHaveText('a.wav');
  await page.locator('audio').focus();
  await page.keyboard.press('ArrowRight');
  await expect(title).toHaveText('a.wav');
  await page.locator('audio').blur();
  await page.keyboard.press('ArrowRight');
  await expect(title).toHaveText('b.txt');
});

test('the list of shortcuts names the keys of the view', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const id = await newImport(api, project, path.join(root, 'ds'), { 'a.json': 'nope' }, { use_blob_urls: false });
  await sync(api, id);
  await page.goto(at(`/projects/${project}/sources/${id}`));
  await expect(page.getByRole('heading', { name: '1 problem' })).toBeVisible();
  await page.keyboard.press('Shift+?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toContainText('Search the problems');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search')).toBeFocused();
});
