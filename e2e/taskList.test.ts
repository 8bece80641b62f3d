import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListedTask, TaskWindow } from '../main/contract/taskList.ts';
import type { Client } from './support/client.ts';
import { cleanUp, manyFiles } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { annotate, importUrl, newImport, newProject, newTask, newUser, sync } from './support/work.ts';

let larder: Larder;
let owner: Client;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
});
afterAll(cleanUp);

const listUrl = (project: number, query: Record<string, string | number> = {}) => {
  const words = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return `/api/larder/projects/${project}/tasks?${new URLSearchParams(words)}`;
};

const windowOf = (project: number, query: Record<string, string | number> = {}, client = owner): Promise<TaskWindow> =>
  client.expect(200, 'GET', listUrl(project, query));

const names = ({ tasks }: TaskWindow) => tasks.map(({ name }) => name);

/** The window once no newer order is on its way. */
const settled = (project: number, query: Record<string, string | number>) =>
  until('a fresh list', async () => {
    const window = await windowOf(project, query);
    return window.fresh ? window : null;
  });

/** A project with the files of two storages, items of a task file, and a task that came without any. */
async function mixedProject(folder: string) {
  const project = await newProject(owner);
  const photos = await newImport(
    owner,
    project,
    path.join(larder.root, folder, 'photos'),
    { 'img10.jpg': 'x', 'img9.jpg': 'x', 'sub/Übung 1.mp3': 'x' },
    { recursive_scan: true },
  );
  const items = await newImport(
    owner,
    project,
    path.join(larder.root, folder, 'items'),
    {
      'all.jsonl': [
        { data: { note: 'one', video: '/data/local-files/?d=elsewhere/a%20film.mp4' } },
        { data: { text: 'A review\nof two lines' }, predictions: [{ result: [] }] },
        { data: { number: 5 } },
      ]
        .map((item) => JSON.stringify(item))
        .join('\n'),
    },
    { use_blob_urls: false },
  );
  await sync(owner, photos);
  await sync(owner, items);
  const single = await newTask(owner, project, { url: 'https://example.org/dir/cat.png?size=2' });
  return { project, photos, items, single };
}

it('shows of each task its file or what is in its data', async () => {
  const { project, photos, items, single } = await mixedProject('shown');
  const { total, fresh, tasks } = await windowOf(project);
  expect({ total, fresh }).toEqual({ total: 7, fresh: true });
  expect(tasks.map(({ inner_id }) => inner_id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const brief = ({ name, file, storage, kind, address, snippet }: ListedTask) => ({
    ...{ name, file, storage, kind, address, snippet },
  });
  const photo = { storage: photos, snippet: null };
  const item = { file: 'shown/items/all.jsonl', storage: items, address: null };
  expect(tasks.map(brief)).toEqual([
    {
      ...photo,
      name: 'img10.jpg',
      file: 'shown/photos/img10.jpg',
      kind: 'image',
      address: '/data/local-files/?d=shown/photos/img10.jpg',
    },
    {
      ...photo,
      name: 'img9.jpg',
      file: 'shown/photos/img9.jpg',
      kind: 'image',
      address: '/data/local-files/?d=shown/photos/img9.jpg',
    },
    {
      ...photo,
      name: 'Übung 1.mp3',
      file: 'shown/photos/sub/Übung 1.mp3',
      kind: 'audio',
      address: '/data/local-files/?d=shown/photos/sub/%C3%9Cbung%201.mp3',
    },
    {
      ...item,
      name: 'a film.mp4',
      kind: 'video',
      address: '/data/local-files/?d=elsewhere/a%20film.mp4',
      snippet: null,
    },
    { ...item, name: 'A review of two lines', kind: 'text', snippet: 'A review of two lines' },
    { ...item, name: 'all.jsonl', kind: 'other', snippet: null },
    {
      name: 'cat.png',
      file: null,
      storage: null,
      kind: 'image',
      address: null,
      snippet: 'https://example.org/dir/cat.png?size=2',
    },
  ]);
  expect(tasks.map(({ predictions }) => predictions)).toEqual([0, 0, 0, 0, 1, 0, 0]);
  expect(tasks[6]?.id).toBe(single);
});

it('orders by what is shown, both ways, and finds any window', async () => {
  const { project, single } = await mixedProject('ordered');
  const byName = [
    'A review of two lines',
    'a film.mp4',
    'all.jsonl',
    'cat.png',
    'img9.jpg',
    'img10.jpg',
    'Übung 1.mp3',
  ];
  expect(names(await windowOf(project, { order: 'name' }))).toEqual(byName);
  expect(names(await windowOf(project, { order: '-name' }))).toEqual(byName.toReversed());
  for (const [order, all] of [
    ['name', byName],
    ['-name', byName.toReversed()],
  ] as const) {
    for (let offset = 0; offset < 9; offset++) {
      const window = await windowOf(project, { order, offset, limit: 3 });
      expect(window.total).toBe(7);
      expect(names(window)).toEqual(all.slice(offset, offset + 3));
    }
  }
  const inner = async (query: Record<string, string | number>) =>
    (await windowOf(project, query)).tasks.map(({ inner_id }) => inner_id);
  expect(await inner({ order: '-inner_id', limit: 3 })).toEqual([7, 6, 5]);
  expect(await inner({ order: '-inner_id', offset: 5, limit: 10 })).toEqual([2, 1]);
  expect(await inner({ offset: 7 })).toEqual([]);
  expect(await inner({ order: '-inner_id', offset: 7 })).toEqual([]);
  const { tasks } = await windowOf(project);
  await annotate(owner, tasks[2]?.id as number);
  await owner.expect(200, 'PATCH', `/api/tasks/${single}/`, { data: { text: 'changed' } });
  expect((await settled(project, { order: 'updated_at' })).tasks.map(({ inner_id }) => inner_id).slice(-2)).toEqual([
    3, 7,
  ]);
  expect((await settled(project, { order: '-updated_at', limit: 2 })).tasks.map(({ inner_id }) => inner_id)).toEqual([
    7, 3,
  ]);
  expect(names(await settled(project, { order: 'name' }))).toContain('changed');
});

it('filters by search, state and storage, alone and together', async () => {
  const { project, photos, items } = await mixedProject('filtered');
  const found = async (query: Record<string, string | number>) => names(await windowOf(project, query));
  expect(await found({ search: 'IMG' })).toEqual(['img10.jpg', 'img9.jpg']);
  expect(await found({ search: 'übung' })).toEqual(['Übung 1.mp3']);
  expect(await found({ search: 'U\u0308BUNG' })).toEqual(['Übung 1.mp3']);
  expect(await found({ search: 'photos/sub' })).toEqual(['Übung 1.mp3']);
  expect(await found({ search: 'A FILM' })).toEqual(['a film.mp4']);
  expect(await found({ search: 'review\nof' })).toEqual(['A review of two lines']);
  expect(await found({ search: 'cat.png' })).toEqual(['cat.png']);
  expect(await found({ search: '%' })).toEqual(['a film.mp4']);
  expect(await found({ search: 'nowhere' })).toEqual([]);
  expect(await found({ storage: items })).toEqual(['a film.mp4', 'A review of two lines', 'all.jsonl']);
  expect(await found({ storage: 'none' })).toEqual(['cat.png']);
  expect(await found({ storage: 999_999 })).toEqual([]);
  const { tasks } = await windowOf(project, { search: 'img9' });
  await annotate(owner, tasks[0]?.id as number);
  expect(
    (await settled(project, { state: 'labeled' })).tasks.map(({ name, is_labeled, annotations }) => ({
      name,
      is_labeled,
      annotations,
    })),
  ).toEqual([{ name: 'img9.jpg', is_labeled: true, annotations: 1 }]);
  expect(await found({ state: 'unlabeled', storage: photos, order: '-name' })).toEqual(['Übung 1.mp3', 'img10.jpg']);
  expect(await found({ state: 'unlabeled', storage: photos, search: 'img' })).toEqual(['img10.jpg']);
});

it('a list follows what comes, changes and goes', async () => {
  const { project, photos, items, single } = await mixedProject('followed');
  const query = { order: 'name', search: '.jpg' };
  expect((await windowOf(project, query)).total).toBe(2);
  await newTask(owner, project, { image: 'https://example.org/img1.jpg' });
  expect(names(await settled(project, query))).toEqual(['img1.jpg', 'img9.jpg', 'img10.jpg']);
  await owner.expect(200, 'PATCH', `/api/tasks/${single}/`, { data: { image: '/data/local-files/?d=x/img99.jpg' } });
  expect(names(await settled(project, query))).toEqual(['img1.jpg', 'img9.jpg', 'img10.jpg', 'img99.jpg']);
  await owner.expect(204, 'DELETE', `/api/tasks/${single}/`);
  expect(names(await settled(project, query))).toEqual(['img1.jpg', 'img9.jpg', 'img10.jpg']);
  expect((await windowOf(project, { storage: 'none' })).total).toBe(1);
  expect((await windowOf(project, { state: 'labeled' })).total).toBe(0);
  await owner.expect(204, 'DELETE', importUrl(items));
  await owner.expect(204, 'DELETE', importUrl(photos));
  const left = await settled(project, { storage: 'none' });
  expect(left.total).toBe(7);
  expect(left.tasks.every(({ file, storage }) => file === null && storage === null)).toBe(true);
  expect(names(await settled(project, query))).toEqual(['img1.jpg', 'img9.jpg', 'img10.jpg']);
  const [task] = left.tasks;
  await owner.expect(200, 'PATCH', `/api/projects/${project}/`, { maximum_annotations: 2 });
  await annotate(owner, task?.id as number);
  expect((await settled(project, { state: 'labeled' })).total).toBe(0);
  await owner.expect(200, 'PATCH', `/api/projects/${project}/`, { maximum_annotations: 1 });
  expect((await settled(project, { state: 'labeled' })).total).toBe(1);
});

it('while a sync adds tasks a list answers every window that it counts, and has them all in the end', async () => {
  const project = await newProject(owner);
  const folder = manyFiles(path.join(larder.root, 'many'), 20_000, 'jpg', () => '');
  const storage = await newImport(owner, project, folder);
  const job = await owner.expect(202, 'POST', importUrl(storage, '/sync?background=true'));
  const query = { order: '-name', search: 'F0' };
  let total = 0;
  for (let status = ''; status !== 'completed'; ) {
    status = (await owner.expect(200, 'GET', `/api/larder/jobs/${job.id}`)).status;
    const window = await windowOf(project, { ...query, offset: Math.floor(total / 2), limit: 10 });
    expect(window.total).toBeGreaterThanOrEqual(total);
    expect(window.tasks).toHaveLength(Math.min(10, window.total - Math.floor(total / 2)));
    total = window.total;
  }
  const end = await settled(project, { ...query, limit: 2 });
  expect(end.total).toBe(20_000);
  expect(names(end)).toEqual(['f019999.jpg', 'f019998.jpg']);
});

it('whoever gives up does not spoil the list of another', async () => {
  const project = await newProject(owner);
  await newTask(owner, project, { image: '/data/local-files/?d=a.jpg' });
  const query = { order: 'name', search: 'a' };
  const impatient = larder.as(OWNER_TOKEN);
  const given = impatient.get(listUrl(project, query)).catch(() => null);
  const asked = windowOf(project, query);
  impatient.close();
  await given;
  expect(names(await asked)).toEqual(['a.jpg']);
  expect(names(await windowOf(project, query))).toEqual(['a.jpg']);
});

it('only those who may see the project get its tasks', async () => {
  const project = await newProject(owner);
  await newTask(owner, project);
  const { id, client } = await newUser(larder, 'bob@example.org');
  await client.expect(404, 'GET', listUrl(project));
  await client.expect(404, 'GET', listUrl(project, { order: 'name' }));
  await larder.nobody.expect(401, 'GET', listUrl(project));
  await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: id });
  expect((await windowOf(project, { order: 'name' }, client)).total).toBe(1);
  await owner.expect(204, 'DELETE', `/api/projects/${project}/`);
  await owner.expect(404, 'GET', listUrl(project, { order: 'name' }));
});

it('what makes no sense is refused by its field', async () => {
  const project = await newProject(owner);
  const bad = { offset: '-1', limit: '501', state: 'done', storage: 'x', order: 'size' };
  const { validation_errors } = await owner.expect(400, 'GET', listUrl(project, bad));
  expect(validation_errors).toEqual({
    offset: ['Give a whole number from 0.'],
    limit: ['Give a whole number from 1 to 500.'],
    state: ['Give labeled or unlabeled.'],
    storage: ['Give the id of an import storage, or none.'],
    order: ['Give one of inner_id, -inner_id, name, -name, updated_at, -updated_at.'],
  });
  await owner.expect(400, 'GET', listUrl(project, { limit: 0 }));
  await owner.expect(400, 'GET', listUrl(project, { offset: 1.5 }));
  expect(await windowOf(project, { offset: '', limit: '', search: '', state: '', storage: '', order: '' })).toEqual({
    total: 0,
    fresh: true,
    tasks: [],
  });
});
