import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { valueIn } from './support/database.ts';
import { cleanUp, temporaryFolder } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { serveLarder } from './support/process.ts';
import { until } from './support/until.ts';
import { allTasks, annotate, newExport, newProject, newTask } from './support/work.ts';

const MANY = 40_000;
let larder: Larder;
let owner: Client;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
});
afterAll(cleanUp);

const items = (number: number) => Array.from({ length: number }, (_, at) => ({ data: { n: at } }));
const tasksIn = (dataDir: string) => valueIn(dataDir, 'SELECT count(*) FROM task') as number;
const marksIn = (dataDir: string) => valueIn(dataDir, 'SELECT count(*) FROM unfinished_import') as number;
const importInto = (client: Client, project: number, body: unknown) =>
  client.post(`/api/projects/${project}/import`, body);
const totals = async (client: Client, project: number) => {
  const { task_number, total_annotations_number } = (await client.get(`/api/projects/${project}/`)).json;
  return [task_number, total_annotations_number];
};

it('lets others write in between, and comes in the order of the list', async () => {
  const project = await newProject(owner);
  const importing = importInto(owner, project, items(MANY));
  await until('its first tasks', async () => (await totals(owner, project))[0] > 0);
  const between = await newTask(owner, project, { n: 'between' });
  const { status, json } = await importing;
  expect([status, json.task_count, json.data_columns]).toEqual([201, MANY, ['n']]);
  const tasks = await allTasks(owner, project);
  expect(tasks).toHaveLength(MANY + 1);
  expect(tasks.at(-1).id).toBeGreaterThan(between);
  expect(tasks.filter(({ id }) => id !== between).map(({ data }) => data.n)).toEqual(items(MANY).map((_, at) => at));
  expect(marksIn(larder.dataDir)).toBe(0);
});

it('tells the ids of the tasks in their order, when asked', async () => {
  const project = await newProject(owner);
  const url = `/api/projects/${project}/import`;
  expect((await owner.post(url, items(1))).json).not.toHaveProperty('task_ids');
  const { task_ids } = await owner.expect(201, 'POST', `${url}?return_task_ids=true`, items(2500));
  const tasks = await allTasks(owner, project);
  expect(task_ids).toEqual(tasks.slice(1).map(({ id }) => id));
  expect((await owner.expect(201, 'POST', `${url}?return_task_ids=1`, [])).task_ids).toEqual([]);
});

it('pages of what came are complete far behind the first too, most recently changed first', async () => {
  const project = await newProject(owner);
  await importInto(owner, project, items(10_500));
  const [oldest] = (await owner.get(`/api/tasks?project=${project}&page_size=1`)).json.tasks;
  const page = async (number: number) =>
    (await owner.expect(200, 'GET', `/api/projects/${project}/tasks?page_size=150&page=${number}`)).map(
      ({ data }: { data: { n: number } }) => data.n,
    );
  const last = Array.from({ length: 150 }, (_, at) => 149 - at);
  expect(await page(70)).toEqual(last);
  await annotate(owner, oldest.id);
  expect(await page(70)).toEqual(last.map((n) => n + 1));
  expect((await page(1))[0]).toBe(0);
});

it('a failure in the middle takes all of it back, and the next import is whole', async () => {
  const project = await newProject(owner);
  const before = tasksIn(larder.dataDir);
  const out = path.join(larder.root, 'out');
  await newExport(owner, project, out, { can_delete_objects: true });
  const bad = [...items(5000), { data: { n: 'breaks' } }].map((item) => ({ ...item, annotations: [{ result: [] }] }));
  const database = new Sqlite(path.join(larder.dataDir, 'larder.db'));
  database.exec(
    `CREATE TRIGGER breaks BEFORE INSERT ON task WHEN NEW.data LIKE '%breaks%' BEGIN SELECT RAISE(ABORT, 'the disk fails'); END`,
  );
  expect((await importInto(owner, project, bad)).status).toBe(500);
  expect(tasksIn(larder.dataDir)).toBe(before);
  expect(await totals(owner, project)).toEqual([0, 0]);
  expect(marksIn(larder.dataDir)).toBe(0);
  database.exec('DROP TRIGGER breaks');
  database.close();
  expect((await importInto(owner, project, bad)).status).toBe(201);
  expect(await totals(owner, project)).toEqual([5001, 5001]);
});

it('into a project that is deleted meanwhile says so and leaves nothing', async () => {
  const project = await newProject(owner);
  const importing = importInto(owner, project, items(MANY));
  await until('its first tasks', async () => (await totals(owner, project))[0] > 0);
  await owner.expect(204, 'DELETE', `/api/projects/${project}/`);
  const { status, json } = await importing;
  expect([status, json.validation_errors.non_field_errors]).toEqual([400, ['The project was deleted meanwhile.']]);
  await until('nothing of it is left', () => {
    const left = valueIn(larder.dataDir, 'SELECT count(*) FROM task WHERE project_id = ?', project);
    return left === 0 && marksIn(larder.dataDir) === 0;
  });
});

it.each(['SIGKILL', 'SIGTERM'] as const)(
  '%s in the middle: the next start takes it back, but nothing that a person annotated',
  async (signal) => {
    const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
    const first = await serveLarder({ dataDir, root });
    const project = await newProject(first.owner);
    const own = await newTask(first.owner, project);
    const importing = importInto(first.owner, project, items(100_000)).then(
      ({ status }) => status,
      () => 'lost',
    );
    await until('its first tasks', async () => (await totals(first.owner, project))[0] > 1);
    const { tasks } = (await first.owner.get(`/api/tasks?project=${project}&page_size=2`)).json;
    const kept = tasks[1].id;
    const annotation = await annotate(first.owner, kept);
    await first.end(signal);
    expect([503, 'lost']).toContain(await importing);
    expect(tasksIn(dataDir)).toBeLessThan(100_000);
    const second = await serveLarder({ dataDir, root });
    await until('it is taken back', () => marksIn(dataDir) === 0, 60_000);
    expect((await allTasks(second.owner, project)).map(({ id }) => id)).toEqual([own, kept]);
    expect(await totals(second.owner, project)).toEqual([2, 1]);
    expect((await second.owner.get(`/api/annotations/${annotation}/`)).json.task).toBe(kept);
    await second.end('SIGTERM');
  },
);
