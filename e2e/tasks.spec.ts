import path from 'node:path';
import { expectAccessible } from './support/accessible.ts';
import { closeClipboard, expectCopied } from './support/clipboard.ts';
import { expect, test } from './support/journey.ts';
import { annotate, newImport, newProject, newTask, sync } from './support/work.ts';

/** More rows of the table than an element can be high. */
const MANY = 350_000;

test('tasks are found by name and state, as pictures and as a table', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const storage = await newImport(api, project, path.join(root, 'ds'), {
    'a.jpg': 'x',
    'b.jpg': 'x',
    'c.txt': 'Hello',
  });
  await sync(api, storage);
  const { json } = await api.get(`/api/larder/projects/${project}/tasks`);
  await annotate(api, json.tasks[0].id);
  await page.goto(at(`/projects/${project}/tasks`));
  const tasks = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
  await expect(tasks).toHaveText([/a\.jpg.*1 annotation/s, /b\.jpg.*To do/s, /c\.txt/]);
  await expect(tasks.nth(2)).toContainText('Hello');
  await expectAccessible(page);
  await page.keyboard.press('Shift+G');
  await expect(tasks).toHaveCount(3);
  await expect(page.getByRole('row').first()).toContainText('ds');
  await expectAccessible(page);
  await page.getByRole('radiogroup', { name: 'State of the tasks' }).getByText('To do').click();
  await expect(tasks).toHaveText([/b\.jpg/, /c\.txt/]);
  await page.getByLabel('Search tasks by name').fill('B.');
  await expect(tasks).toHaveText([/b\.jpg/]);
  await page.getByLabel('Search tasks by name').fill('nothing like it');
  await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all tasks' }).click();
  await expect(tasks).toHaveCount(3);
  await expect(page.getByLabel('Search tasks by name')).toHaveValue('');
});

test('two files of one name are told apart by their folders', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const files = { 'owls/1.txt': 'x', 'tits/1.txt': 'x' };
  await sync(api, await newImport(api, project, path.join(root, 'birds'), files, { recursive_scan: true }));
  await page.goto(at(`/projects/${project}/tasks?layout=table`));
  const rows = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
  await expect(rows).toHaveText([/1\.txt\s*owls/, /1\.txt\s*tits/]);
});

test('what was searched in one project does not go along to another', async ({ page, at, api }) => {
  const [one, other] = [await newProject(api, { title: 'One' }), await newProject(api, { title: 'Other' })];
  await newTask(api, one, { text: 'Robin' });
  await newTask(api, other, { text: 'Wren' });
  await page.goto(at(`/projects/${one}/tasks`));
  await page.getByLabel('Search tasks by name').fill('robin');
  await expect(page.getByText('1 task found')).toBeVisible();
  await page.getByRole('navigation', { name: 'Projects' }).getByRole('link', { name: /Other/ }).click();
  await expect(page.getByRole('grid', { name: 'Tasks' }).getByRole('link')).toHaveText([/Wren/]);
  await expect(page.getByLabel('Search tasks by name')).toHaveValue('');
});

test('one task is looked at, and the next one is a key away', async ({ page, at, api, root }) => {
  const project = await newProject(api);
  const files = { 'a.txt': 'First text', 'b.txt': 'Second text', 'c.jpg': 'no picture' };
  await sync(api, await newImport(api, project, path.join(root, 'ds'), files));
  await page.goto(at(`/projects/${project}/tasks`));
  const tasks = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
  await tasks.first().focus();
  await page.keyboard.press('End');
  await expect(tasks.last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('a.txt');
  await expect(page.getByText('First text')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Second text')).toBeVisible();
  await page.getByRole('tab', { name: 'Annotations (0)' }).click();
  await expect(page.getByText('This task has no annotations yet.')).toBeVisible();
  await page.getByRole('link', { name: 'The next task' }).click();
  await expect(page.getByRole('alert')).toContainText('This file cannot be shown');
});

test("a task's data is copied also where the clipboard is closed, and a notice says so", async ({ page, at, api }) => {
  const project = await newProject(api);
  const task = await newTask(api, project);
  await closeClipboard(page);
  await page.goto(at(`/projects/${project}/tasks/${task}`));
  await page.getByRole('button', { name: 'Copy the data' }).click();
  await expect(page.getByText('The JSON of the data is copied.')).toBeVisible();
  await expectCopied(page, at('/diagnostics'), /^\{.*\}$/);
});

test('any place of a list that is taller than a browser can show', async ({ page, at, api }) => {
  const project = await newProject(api);
  const items = Array.from({ length: MANY }, (_, at) => ({ text: `Task number ${at}` }));
  await api.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await page.goto(at(`/projects/${project}/tasks?layout=table`));
  const list = page.getByTestId('task-list');
  const rows = page.getByRole('grid', { name: 'Tasks' }).getByRole('link');
  await expect(rows.first()).toContainText('Task number 0');
  expect(await rows.count()).toBeLessThan(60);
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(rows.last()).toContainText(`Task number ${MANY - 1}`);
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  // The middle, whatever the height of the window is.
  const numberAt = async (row: number) => Number((await rows.nth(row).textContent())?.match(/number (\d+)/)?.[1]);
  await expect.poll(async () => Math.round(((await numberAt(0)) / MANY) * 20)).toBe(10);
  const before = await numberAt(4);
  await list.hover();
  await page.mouse.wheel(0, 480);
  await expect.poll(() => numberAt(4)).toBe(before + 10);
  await list.evaluate((element) => element.scrollTo(0, 0));
  await expect(rows.first()).toContainText('Task number 0');
  await rows.first().focus();
  await page.keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await expect(rows.last()).toContainText(`Task number ${MANY - 1}`);
});
