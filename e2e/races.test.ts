import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Answer, Client, Method } from './support/client.ts';
import { endOfUndo, valueIn } from './support/database.ts';
import { cleanUp } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { annotate, exportUrl, importUrl, newExport, newImport, newProject, newTask, newUser } from './support/work.ts';

let larder: Larder;
let owner: Client;
const errors: unknown[][] = [];

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  vi.spyOn(larder.server.services.log, 'error').mockImplementation((...words: unknown[]) => void errors.push(words));
});
beforeEach(() => void errors.splice(0));
afterAll(cleanUp);

type Call = [Method, string, unknown?];

/** Begins a request while the test has the turn to write, and resolves when it has passed its checks and stands in line. */
async function inLine(begin: () => Promise<Answer>): Promise<{ pending: Promise<Answer> }> {
  const { turn } = larder.server.services;
  const before = turn.waiting;
  const pending = begin();
  await until('the request stands in line', () => turn.waiting > before);
  return { pending };
}

/**
 * Sends both calls while nobody may write, so that both have passed their checks before either is carried out: first the
 * first, then the second. A sync that runs has the same effect by chance.
 */
async function inThisOrder(first: Call, second: Call): Promise<[Answer, Answer]> {
  const release = await larder.server.services.turn.take();
  const begin = ([method, url, body]: Call) => inLine(() => owner.send(method, url, { body }));
  const [one, other] = [await begin(first), await begin(second)];
  release();
  return Promise.all([one.pending, other.pending]);
}

it('each of several syncs at once answers what it has done itself, not how the next one begins', async () => {
  const project = await newProject(owner);
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.txt`, 'x']));
  const id = await newImport(owner, project, path.join(larder.root, 'at once'), files);
  const out = await newExport(owner, project, path.join(larder.root, 'out at once'));
  await annotate(owner, await newTask(owner, project));
  for (const url of [importUrl(id, '/sync'), exportUrl(out, '/sync')]) {
    const answers = await Promise.all(Array.from({ length: 5 }, () => owner.expect(200, 'POST', url)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['completed']));
    const counts = answers.map(({ last_sync_count }) => last_sync_count).sort((a, b) => b - a);
    expect(counts).toEqual(url === importUrl(id, '/sync') ? [50, 0, 0, 0, 0] : [1, 1, 1, 1, 1]);
  }
});

async function furnished() {
  const project = await newProject(owner);
  const folder = path.join(larder.root, `set${project}`);
  const storage = await newImport(owner, project, folder, { 'a.txt': 'a' });
  const out = path.join(larder.root, `out${project}`);
  const exporting = await newExport(owner, project, out, { can_delete_objects: true });
  const task = await newTask(owner, project);
  const annotation = await annotate(owner, task);
  const prediction: number = (await owner.expect(201, 'POST', '/api/predictions', { task, result: [] })).id;
  const { id: user } = await newUser(larder, `user${project}@example.org`);
  return { project, folder, storage, out, exporting, task, annotation, prediction, user };
}
type Furnished = Awaited<ReturnType<typeof furnished>>;

const deletions: Record<string, (of: Furnished) => Call> = {
  project: ({ project }) => ['DELETE', `/api/projects/${project}/`],
  task: ({ task }) => ['DELETE', `/api/tasks/${task}/`],
  annotation: ({ annotation }) => ['DELETE', `/api/annotations/${annotation}/`],
  prediction: ({ prediction }) => ['DELETE', `/api/predictions/${prediction}/`],
  'import storage': ({ storage }) => ['DELETE', importUrl(storage)],
  'export storage': ({ exporting }) => ['DELETE', exportUrl(exporting)],
};
const changes: Record<string, (of: Furnished) => Call> = {
  'a change of the project': ({ project }) => ['PATCH', `/api/projects/${project}/`, { title: 'New', color: 'red' }],
  'a new task': ({ project }) => ['POST', '/api/tasks/', { project, data: {} }],
  'an import': ({ project }) => [
    'POST',
    `/api/projects/${project}/import`,
    [{ data: {}, annotations: [{ result: [] }] }],
  ],
  'a new member': ({ project, user }) => ['POST', `/api/projects/${project}/members/`, { user }],
  'a new import storage': ({ project, folder }) => ['POST', '/api/storages/localfiles', { project, path: folder }],
  'a new export storage': ({ project, out }) => ['POST', '/api/storages/export/localfiles', { project, path: out }],
  'new data of the task': ({ task }) => ['PATCH', `/api/tasks/${task}/`, { data: { new: 1 } }],
  'a new annotation': ({ task }) => ['POST', `/api/tasks/${task}/annotations/`, { result: [] }],
  'a new prediction': ({ task }) => ['POST', '/api/predictions', { task, result: [] }],
  'a change of the annotation': ({ annotation }) => ['PATCH', `/api/annotations/${annotation}/`, { result: [1] }],
  'the annotation once more': ({ annotation }) => ['DELETE', `/api/annotations/${annotation}/`],
  'the task once more': ({ task }) => ['DELETE', `/api/tasks/${task}/`],
  'a change of the prediction': ({ prediction }) => ['PATCH', `/api/predictions/${prediction}/`, { score: 1 }],
  'a change of the import storage': ({ storage }) => ['PATCH', importUrl(storage), { title: 'New' }],
  'a change of the export storage': ({ exporting }) => ['PATCH', exportUrl(exporting), { title: 'New' }],
  'a sync': ({ storage }) => ['POST', importUrl(storage, '/sync')],
  'a sync in the background': ({ storage }) => ['POST', importUrl(storage, '/sync?background=true')],
  'an export': ({ exporting }) => ['POST', exportUrl(exporting, '/sync')],
};

const pairs = Object.keys(deletions).flatMap((gone) => Object.keys(changes).map((change) => [gone, change] as const));

it.each(pairs)('the %s goes while %s stands in line: no error of ours', async (gone, change) => {
  const of = await furnished();
  const [first, second] = await inThisOrder(
    (deletions[gone] as (typeof deletions)['x'])(of),
    (changes[change] as (typeof changes)['x'])(of),
  );
  expect(first.status).toBe(204);
  expect(second.status, second.text).toBeLessThan(500);
  expect(errors).toEqual([]);
});

it('a user goes while they become a member: no error of ours', async () => {
  const { project, user } = await furnished();
  const release = await larder.server.services.turn.take();
  const joining = await inLine(() => owner.send('POST', `/api/projects/${project}/members/`, { body: { user } }));
  const { users } = larder.server.services.repositories;
  users.remove(user, 1);
  release();
  expect((await joining.pending).status).toBeLessThan(500);
});

const byUser: Record<string, (of: { project: number; task: number; annotation: number }) => Call> = {
  'a new project': () => ['POST', '/api/projects/', { title: 'New' }],
  'a new annotation': ({ task }) => ['POST', `/api/tasks/${task}/annotations/`, { result: [] }],
  'a change of an annotation': ({ annotation }) => ['PATCH', `/api/annotations/${annotation}/`, { result: [1] }],
  'the deletion of an annotation': ({ annotation }) => ['DELETE', `/api/annotations/${annotation}/`],
  'new data of a task': ({ task }) => ['PATCH', `/api/tasks/${task}/`, { data: { new: 1 } }],
  'an import': ({ project }) => [
    'POST',
    `/api/projects/${project}/import`,
    [{ data: {}, annotations: [{ result: [] }] }],
  ],
};

it.each(Object.keys(byUser))('a user goes while %s of theirs stands in line: no error of ours', async (what) => {
  const of = await furnished();
  const { id, client } = await newUser(larder, `going${of.project}@example.org`);
  await owner.expect(201, 'POST', `/api/projects/${of.project}/members/`, { user: id });
  const release = await larder.server.services.turn.take();
  const [method, url, body] = (byUser[what] as (typeof byUser)['x'])(of);
  const { pending } = await inLine(() => client.send(method, url, { body }));
  larder.server.services.repositories.users.remove(id, 1);
  release();
  const { status, text } = await pending;
  expect(status, text).toBeLessThan(500);
  expect(errors).toEqual([]);
});

it('a user goes while their sync reads annotations: it comes to its end, and they are by nobody', async () => {
  const { project } = await furnished();
  const folder = path.join(larder.root, `annotated${project}`);
  const files = { 'a.json': '[{"data":{},"annotations":[{"result":[]}]}]' };
  const storage = await newImport(owner, project, folder, files, { use_blob_urls: false });
  const { id, client } = await newUser(larder, `syncing${project}@example.org`);
  await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: id });
  const release = await larder.server.services.turn.take();
  const { pending } = await inLine(() => client.send('POST', importUrl(storage, '/sync')));
  larder.server.services.repositories.users.remove(id, 1);
  release();
  expect((await pending).json).toMatchObject({ status: 'completed', last_sync_count: 1 });
  expect(errors).toEqual([]);
});

it('what came too late leaves nothing behind that belongs to nobody', async () => {
  const orphans = (table: string) =>
    valueIn(larder.dataDir, `SELECT count(*) FROM ${table} WHERE project_id NOT IN (SELECT id FROM project)`);
  endOfUndo(larder);
  await until(
    'nothing waits for being cleared away',
    () => valueIn(larder.dataDir, 'SELECT count(*) FROM project WHERE deleted_at IS NOT NULL') === 0,
  );
  for (const table of ['task', 'annotation', 'prediction', 'local_files_import_storage'])
    expect(orphans(table)).toBe(0);
  const lost = 'SELECT count(*) FROM export_outbox WHERE storage_id NOT IN (SELECT id FROM local_files_export_storage)';
  expect(valueIn(larder.dataDir, lost)).toBe(0);
});

it('two people who do the same at once get one of it', async () => {
  const emails = await Promise.all(
    Array.from({ length: 6 }, () => owner.post('/api/users/', { email: 'Same@example.org' })),
  );
  expect(emails.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400, 400]);
  const project = await newProject(owner);
  const tasks = await Promise.all(Array.from({ length: 30 }, () => newTask(owner, project)));
  const shown = await Promise.all(tasks.map((task) => owner.get(`/api/tasks/${task}/`)));
  const innerIds = shown.map(({ json }) => json.inner_id).sort((a, b) => a - b);
  expect(innerIds).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
});
