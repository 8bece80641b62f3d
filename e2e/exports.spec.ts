import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { annotate, newExport, newProject, newTask } from './support/work.ts';

test('an export folder gets what is annotated already, and what is annotated later, as files', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const early = await annotate(api, await newTask(api, project));
  const folder = path.join(root, 'labels');
  await page.goto(at(`/projects/${project}/exports`));
  await expect(page.getByRole('heading', { name: 'No export folder yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Add an export folder' }).click();
  await page.getByLabel('Absolute local path').fill(folder);
  await page.getByRole('button', { name: 'Create this folder' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add the folder' }).click();
  const card = page.getByRole('region', { name: 'labels' });
  const written = card.locator('dd').first();
  await expect(written).toHaveText('1');
  const late = await annotate(api, await newTask(api, project), { result: [{ type: 'choices' }] });
  await expect(written).toHaveText('2');
  expect(readdirSync(folder).sort()).toEqual([`${early}.json`, `${late}.json`]);
  expect(JSON.parse(readFileSync(path.join(folder, `${late}.json`), 'utf8')).result).toEqual([{ type: 'choices' }]);
  await expectAccessible(page);
});

test('a folder that went away is named with what waits; made anew, it gets everything', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const folder = path.join(root, 'labels');
  await newExport(api, project, folder, { title: 'Labels' });
  rmSync(folder, { recursive: true });
  const annotation = await annotate(api, await newTask(api, project));
  await page.goto(at(`/projects/${project}/exports`));
  const card = page.getByRole('region', { name: 'Labels' });
  await expect(card).toContainText('1 annotation is not in the folder yet');
  await expect(card).toContainText('It is safe in Larder');
  await expect(card).toContainText('the folder does not exist or cannot be reached');
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Create this folder' }).click();
  await expect(card).not.toContainText('not in the folder yet');
  await expect(card.locator('dd')).toHaveText(['1', '0', '0']);
  expect(readdirSync(folder)).toEqual([`${annotation}.json`]);
});

test('export now writes all files anew, only new leaves those that were written', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const folder = path.join(root, 'labels');
  await newExport(api, project, folder, { title: 'Labels' });
  const annotation = await annotate(api, await newTask(api, project));
  const file = path.join(folder, `${annotation}.json`);
  await page.goto(at(`/projects/${project}/exports`));
  const card = page.getByRole('region', { name: 'Labels' });
  await expect(card.locator('dd').first()).toHaveText('1');
  rmSync(file);
  await page.getByRole('button', { name: 'More for Labels' }).click();
  await page.getByRole('menuitem', { name: 'Show the runs' }).click();
  const runs = card.getByRole('table').getByRole('row');
  await expect(runs).toHaveText([/When/, /There was nothing to write/]);
  await page.getByRole('button', { name: 'More for Labels' }).click();
  await page.getByRole('menuitem', { name: 'Export only new' }).click();
  await expect(runs).toHaveText([/When/, /There was nothing to write/, /There was nothing to write/]);
  expect(readdirSync(folder)).toEqual([]);
  await card.getByRole('button', { name: 'Export now' }).click();
  await expect(runs).toHaveText([/When/, /1 file written/, /There was nothing to write/, /There was nothing to write/]);
  expect(readdirSync(folder)).toEqual([`${annotation}.json`]);
});

test('a deleted export folder keeps its files, and comes back with what was saved meanwhile', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  const folder = path.join(root, 'labels');
  await newExport(api, project, folder, { title: 'Labels', can_delete_objects: true });
  const before = await annotate(api, await newTask(api, project));
  await page.goto(at(`/projects/${project}/exports`));
  await expect(page.getByRole('region', { name: 'Labels' }).locator('dd').first()).toHaveText('1');
  await page.getByRole('button', { name: 'More for Labels' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the export folder' }).click();
  await expect(page.getByRole('heading', { name: 'No export folder yet' })).toBeVisible();
  const meanwhile = await annotate(api, await newTask(api, project));
  expect(readdirSync(folder)).toEqual([`${before}.json`]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Labels' }).locator('dd').first()).toHaveText('2');
  expect(readdirSync(folder).sort()).toEqual([`${before}.json`, `${meanwhile}.json`]);
});

test('when what is written cannot be asked for, the card says so and asks again on a press', async ({
  page,
  at,
  api,
  root,
}) => {
  const project = await newProject(api);
  await newExport(api, project, path.join(root, 'labels'), { title: 'Labels' });
  const outbox = '**/api/larder/storages/*/outbox';
  await page.route(outbox, (route) => route.fulfill({ status: 503, json: { detail: 'The server is stopping.' } }));
  await page.goto(at(`/projects/${project}/exports`));
  const card = page.getByRole('region', { name: 'Labels' });
  await expect(card.getByRole('alert')).toContainText('The server is stopping.');
  await page.unroute(outbox);
  await card.getByRole('button', { name: 'Try again' }).click();
  await expect(card.locator('dd')).toHaveText(['0', '0', '0']);
  await expect(card.getByRole('alert')).toHaveCount(0);
});
