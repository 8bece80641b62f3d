import { expect, test } from './support/journey.ts';

test('the page is open and its reader is signed in as the owner', async ({ page, at, root }) => {
  await expect(page).toHaveURL(at('/'));
  await expect(page).toHaveTitle(/Larder/);
  const settings = await page.evaluate(async () => {
    const [who, settings] = await Promise.all(
      ['/api/current-user/whoami', '/api/larder/settings'].map(async (path) => (await fetch(path)).json()),
    );
    return { who: who.email, root: settings.document_root.value };
  });
  expect(settings).toEqual({ who: 'owner@larder.local', root });
});

test('a view that breaks does not take the others along', async ({ page, at }) => {
  await page.route('**/assets/Diagnostics-*.js', (route) => route.abort());
  await page.getByRole('link', { name: 'Diagnostics' }).click();
  await expect(page.getByRole('heading', { name: 'This view broke' })).toBeVisible();
  await page.getByRole('link', { name: 'New project' }).first().click();
  await expect(page).toHaveURL(at('/new'));
  await expect(page.getByRole('heading', { name: 'A project begins with a folder' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This view broke' })).toBeHidden();
});
