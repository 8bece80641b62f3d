import path from 'node:path';
import { drop } from '../support/dropping.ts';
import { putFiles } from '../support/folders.ts';
import { expect, test } from '../support/journey.ts';

test.describe('the very first start', () => {
  test.use({ rootChosen: false });

  test('a folder that is dropped becomes a project: two actions, nothing typed', async ({ page, api, folder }) => {
    const birds = putFiles(path.join(folder, 'birds'), { 'a.jpg': 'x', 'b.jpg': 'x' });
    await expect(page.getByRole('heading', { name: 'Label what is on this computer' })).toBeVisible();
    await drop(page, birds);
    await expect(page.getByText(`below ${folder}`)).toBeVisible();
    await expect(page.getByLabel('Project name')).toHaveValue('birds');
    await expect(page.getByRole('status').filter({ hasText: 'images' })).toContainText('2images');
    await page.getByRole('button', { name: 'Create and import' }).click();
    await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveCount(2);
    expect((await api.get('/api/larder/settings')).json.document_root.value).toBe(folder);
  });
});

test('of what is dropped the first folder counts, and a file alone is refused in words', async ({ page, at, root }) => {
  const birds = putFiles(path.join(root, 'birds'), { 'a.jpg': 'x' });
  await expect(page.getByRole('button', { name: /Choose or drop/ })).toBeVisible();
  await drop(page, path.join(birds, 'a.jpg'));
  await expect(page).toHaveURL(at(`/new?path=${encodeURIComponent(path.join(birds, 'a.jpg'))}`));
  await expect(page.getByText('is a file, not a folder. Choose the folder that holds it.')).toBeVisible();
  await drop(page, path.join(birds, 'a.jpg'), birds);
  await expect(page.getByLabel('Project name')).toHaveValue('birds');
});
