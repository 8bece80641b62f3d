import path from 'node:path';
import { expectAccessible } from '../support/accessible.ts';
import { putFiles } from '../support/folders.ts';
import { expect, test } from '../support/journey.ts';
import { newProject } from '../support/work.ts';

test('the list of folders is walked by the keyboard alone, and the focus goes back where it came from', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  putFiles(root, { 'birds/owls/a.jpg': 'x', 'birds/tits/b.jpg': 'x', 'cats/c.jpg': 'x' });
  await page.goto(at(`/projects/${project}/sources/new`));
  const choose = page.getByRole('button', { name: 'Choose…' });
  await choose.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose a folder with files' });
  await expect(dialog.getByRole('button', { name: 'birds' })).toBeFocused();
  await expect(dialog).toContainText('This is the document root');
  await expect(dialog.getByRole('button', { name: 'Choose this folder' })).toBeDisabled();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'owls' })).toBeFocused();
  await expect(dialog).not.toContainText('This is the document root');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('There are no folders in this one.');
  await expect(dialog.getByRole('button', { name: 'Choose this folder' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Absolute local path')).toHaveValue(path.join(root, 'birds', 'tits'));
  await expect(choose).toBeFocused();
});

test('at 200 % zoom its buttons are in sight', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  putFiles(root, { 'birds/a.jpg': 'x' });
  await page.setViewportSize({ width: 640, height: 400 });
  await page.goto(at(`/projects/${project}/sources/new`));
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('button', { name: 'birds' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose this folder' })).toBeInViewport({ ratio: 1 });
});
