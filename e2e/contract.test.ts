import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { OpenApiChecker } from './support/openApi.ts';
import {
  allTasks,
  annotate,
  exportUrl,
  fileUrl,
  importUrl,
  jobEnded,
  newExport,
  newImport,
  newProject,
  newTask,
  newUser,
  sync,
} from './support/work.ts';

let larder: Larder;
let owner: Client;
let project: number;
const clients: Client[] = [];

const REGION = { id: 'r1', from_name: 'c', to_name: 'img', type: 'choices', value: { choices: ['a'] } };

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  clients.push(owner, larder.nobody);
  project = await newProject(owner);
});
afterAll(cleanUp);

it('system, users, members', async () => {
  await larder.nobody.expect(200, 'GET', '/health');
  await larder.nobody.expect(200, 'GET', '/api/version/');
  await owner.expect(200, 'GET', '/api/current-user/whoami');
  const ann = await newUser(larder, 'ann@example.org');
  clients.push(ann.client);
  await owner.expect(400, 'POST', '/api/users/', { email: 'ann@example.org' });
  await owner.expect(400, 'POST', '/api/users/', { email: 'nobody' });
  await owner.expect(200, 'GET', '/api/users/');
  await ann.client.expect(200, 'GET', '/api/users');
  await ann.client.expect(403, 'POST', '/api/users', { email: 'x@y' });
  await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: ann.id });
  await owner.expect(200, 'GET', `/api/projects/${project}/members`);
  await ann.client.expect(403, 'POST', `/api/projects/${project}/members/`, { user: 1 });
  await owner.expect(204, 'DELETE', `/api/projects/${project}/members/${ann.id}/`);
  await owner.expect(404, 'DELETE', `/api/projects/${project}/members/${ann.id}/`);
});

it('authors of annotations: an id in lists, with names in a task', async () => {
  const task = await newTask(owner, project);
  await annotate(owner, task);
  const lists = [
    (await owner.get(`/api/tasks?project=${project}&fields=all`)).json.tasks,
    (await owner.get(`/api/projects/${project}/tasks/`)).json,
  ];
  for (const list of lists) {
    const [annotation] = list.find(({ id }: { id: number }) => id === task).annotations;
    expect(annotation.completed_by).toBe(1);
  }
  const { annotations } = await owner.expect(200, 'GET', `/api/tasks/${task}/`);
  expect(annotations[0].completed_by).toMatchObject({ id: 1, email: 'owner@larder.local' });
  await owner.expect(204, 'DELETE', `/api/tasks/${task}/`);
});

it('projects', async () => {
  const { id } = await owner.expect(201, 'POST', '/api/projects', { title: 'Another', maximum_annotations: 2 });
  await owner.expect(201, 'POST', '/api/projects', {});
  await owner.expect(400, 'POST', '/api/projects', { title: 'x' });
  await owner.expect(400, 'POST', '/api/projects', { label_config: '<View>' });
  await owner.expect(200, 'GET', '/api/projects?page=1&page_size=1');
  await owner.expect(404, 'GET', '/api/projects?page=99');
  await owner.expect(200, 'GET', `/api/projects/${project}/`);
  await owner.expect(200, 'PATCH', `/api/projects/${id}/`, { title: 'Renamed', color: '#123456', is_published: 'yes' });
  await owner.expect(204, 'DELETE', `/api/projects/${id}/`);
  await owner.expect(404, 'GET', `/api/projects/${id}/`);
});

it('import storages, sync, jobs, issues', async () => {
  const folder = path.join(larder.root, 'images');
  const id = await newImport(owner, project, folder, { 'a.jpg': 'a', 'b.jpg': 'b', 'sub/c.jpg': 'c' });
  await owner.expect(200, 'GET', importUrl(id));
  await sync(owner, id);
  await owner.expect(200, 'PATCH', importUrl(id), { title: 'Images', recursive_scan: true, regex_filter: '.*jpg' });
  await owner.expect(400, 'PATCH', importUrl(id), { regex_filter: '(' });
  await owner.expect(200, 'PUT', importUrl(id), { project, path: folder, use_blob_urls: true });
  await owner.expect(200, 'GET', `/api/storages/localfiles?project=${project}`);
  await owner.expect(400, 'GET', '/api/storages/localfiles');
  await owner.expect(400, 'POST', '/api/storages/localfiles', { project, path: '/' });
  await owner.expect(200, 'POST', '/api/storages/localfiles/validate', { project, path: folder });
  await owner.expect(400, 'POST', '/api/storages/localfiles/validate', { project, path: `${folder}/none` });
  await owner.expect(200, 'POST', '/api/storages/localfiles/files', { project, path: folder, limit: 1 });
  await owner.expect(200, 'GET', '/api/storages/localfiles/form');
  await owner.expect(200, 'GET', '/api/storages/types');
  await owner.expect(200, 'GET', `/api/storages/?project=${project}`);

  const bad = await newImport(
    owner,
    project,
    path.join(larder.root, 'tasks'),
    {
      'bad.json': '[{"data": {"text": "x"}}, 5]',
      'good.jsonl': `{"data": {"text": "y"}, "annotations": [{"result": []}], "predictions": [{"result": [], "score": 0.5}]}\n`,
      'picture.png': 'x',
    },
    { use_blob_urls: false },
  );
  const job = await owner.expect(202, 'POST', importUrl(bad, '/sync?background=true'));
  await jobEnded(owner, job.id);
  await owner.expect(202, 'DELETE', `/api/larder/jobs/${job.id}`);
  await owner.expect(404, 'GET', '/api/larder/jobs/999');
  await owner.expect(200, 'GET', `/api/larder/storages/${bad}/jobs`);
  const issues = await owner.expect(200, 'GET', `/api/larder/storages/${bad}/issues?page=1&page_size=10&search=bad`);
  expect(issues.total).toBe(1);
  await owner.expect(200, 'GET', `/api/larder/storages/${bad}/issue-reasons`);
  await owner.expect(200, 'PATCH', importUrl(bad), { synchronizable: false });
  await owner.expect(204, 'DELETE', importUrl(bad));
});

it('tasks, annotations, predictions', async () => {
  const task = await newTask(owner, project, { image: '/x', 'big number': 1 });
  await owner.expect(404, 'POST', '/api/tasks', { project: 999, data: {} });
  await owner.expect(400, 'POST', '/api/tasks', { project, data: 'text' });
  await owner.expect(201, 'POST', `/api/projects/${project}/import`, [{ image: '/y' }, { data: { image: '/z' } }]);
  await owner.expect(400, 'POST', `/api/projects/${project}/import`, [5]);
  await owner.expect(200, 'PATCH', `/api/tasks/${task}/`, { data: { image: '/changed' } });
  const annotation = await annotate(owner, task, { result: [REGION], lead_time: 1.5 });
  await annotate(owner, task, { result: null, was_cancelled: true });
  await owner.expect(400, 'POST', `/api/tasks/${task}/annotations/`, { result: 'text' });
  await owner.expect(200, 'GET', `/api/tasks/${task}/annotations/`);
  await owner.expect(200, 'GET', `/api/annotations/${annotation}/`);
  await owner.expect(200, 'PATCH', `/api/annotations/${annotation}/`, { ground_truth: true });
  const prediction = await owner.expect(201, 'POST', '/api/predictions', { task, result: [REGION], score: 0.25 });
  await owner.expect(200, 'GET', `/api/predictions?task=${task}`);
  await owner.expect(200, 'GET', `/api/predictions/?project=${project}&page=1`);
  await owner.expect(400, 'GET', '/api/predictions');
  await owner.expect(200, 'GET', `/api/predictions/${prediction.id}/`);
  await owner.expect(200, 'PATCH', `/api/predictions/${prediction.id}/`, { model_version: 'v2', score: null });
  await owner.expect(200, 'GET', `/api/tasks/${task}/`);
  await owner.expect(200, 'GET', `/api/tasks?project=${project}`);
  await owner.expect(200, 'GET', `/api/projects/${project}/tasks/?page_size=2`);
  await owner.expect(404, 'GET', '/api/tasks');
  await owner.expect(200, 'GET', `/api/larder/projects/${project}/tasks?order=-name&search=changed`);
  await owner.expect(400, 'GET', `/api/larder/projects/${project}/tasks?order=size`);
  expect((await allTasks(owner, project)).some(({ predictions }) => predictions.length)).toBe(true);
  await owner.expect(204, 'DELETE', `/api/predictions/${prediction.id}/`);
  await owner.expect(204, 'DELETE', `/api/annotations/${annotation}/`);
  await owner.expect(204, 'DELETE', `/api/tasks/${task}/`);
});

it('export storages, outbox', async () => {
  const folder = path.join(larder.root, 'out');
  await annotate(owner, await newTask(owner, project));
  const id = await newExport(owner, project, folder, { can_delete_objects: true });
  await owner.expect(200, 'GET', exportUrl(id));
  await owner.expect(200, 'PATCH', exportUrl(id), { title: 'Out', description: 'd' });
  await owner.expect(200, 'PUT', exportUrl(id), { project, path: folder });
  await owner.expect(200, 'POST', exportUrl(id, '/sync'));
  const job = await owner.expect(202, 'POST', exportUrl(id, '/sync?background=1&save_only_new_annotations=true'));
  await jobEnded(owner, job.id);
  await owner.expect(200, 'GET', `/api/larder/storages/${id}/outbox`);
  await owner.expect(200, 'GET', `/api/storages/export/localfiles/?project=${project}`);
  await owner.expect(200, 'GET', `/api/storages/export?project=${project}`);
  await owner.expect(200, 'GET', '/api/storages/export/types');
  await owner.expect(200, 'GET', '/api/storages/export/localfiles/form');
  await owner.expect(200, 'POST', '/api/storages/export/localfiles/validate', { project, path: folder });
  await owner.expect(400, 'POST', '/api/storages/export/localfiles', { project });
  await owner.expect(204, 'DELETE', exportUrl(id));
});

it('settings, explanations, files, sessions', async () => {
  await owner.expect(200, 'GET', '/api/larder/settings');
  await owner.expect(200, 'PATCH', '/api/larder/settings', { natural_order: true });
  await owner.expect(200, 'PATCH', '/api/larder/settings', { natural_order: null });
  await owner.expect(400, 'PATCH', '/api/larder/settings', { document_root: 'relative' });
  const picture = path.join(larder.root, 'images', 'a.jpg');
  await owner.expect(200, 'GET', `/api/larder/explain?path=${encodeURIComponent(picture)}`);
  await owner.expect(200, 'GET', '/api/larder/explain?d=nowhere/x');
  await owner.expect(400, 'GET', '/api/larder/explain');
  const refused = await owner.expect(400, 'PATCH', '/api/larder/settings', { document_root: larder.dataDir });
  expect(refused.outside_storages.length).toBeGreaterThan(0);
  expect((await owner.get(fileUrl(larder.root, picture))).text).toBe('a');
  expect((await owner.get(fileUrl(larder.root, picture), { range: 'bytes=0-0' })).status).toBe(206);
  expect((await owner.get(fileUrl(larder.root, picture), { range: 'bytes=9-' })).status).toBe(416);
  expect((await owner.get(fileUrl(larder.root, picture), { 'if-none-match': '*' })).status).toBe(304);
  const link = await owner.expect(201, 'POST', '/api/larder/sign-in-links');
  expect(link.url).toContain('/sign-in?code=');
  await owner.expect(204, 'DELETE', '/api/larder/session');
  await larder.nobody.expect(200, 'GET', '/api/larder/openapi.json');
});

it('folders, new projects, previews, restores', async () => {
  const folder = path.join(larder.root, 'images');
  await owner.expect(200, 'GET', '/api/larder/folders');
  await owner.expect(400, 'GET', '/api/larder/folders?path=/');
  await owner.expect(201, 'POST', '/api/larder/folders', { path: path.join(larder.root, 'made') });
  await owner.expect(200, 'GET', '/api/larder/labeling-templates');
  await owner.expect(200, 'POST', '/api/larder/preview', { path: folder, use_blob_urls: true });
  const started = await owner.expect(201, 'POST', '/api/larder/new-project', { path: folder, title: 'From a folder' });
  await jobEnded(owner, started.job.id);
  const sample = await owner.expect(201, 'POST', '/api/larder/sample-project');
  await jobEnded(owner, sample.job.id);
  await owner.expect(204, 'DELETE', importUrl(started.storage));
  await owner.expect(204, 'POST', `/api/larder/import-storages/${started.storage}/restore`);
  const exporting = await newExport(owner, started.project, path.join(larder.root, 'made'));
  await owner.expect(204, 'DELETE', exportUrl(exporting));
  await owner.expect(204, 'POST', `/api/larder/export-storages/${exporting}/restore`);
  await owner.expect(204, 'DELETE', `/api/projects/${started.project}/`);
  await owner.expect(204, 'POST', `/api/larder/projects/${started.project}/restore`);
  await owner.expect(404, 'POST', `/api/larder/projects/${started.project}/restore`);
});

/** Streams: sync.test.ts and folders.test.ts read them. */
const STREAMS = ['GET /api/larder/events', 'GET /api/larder/folder-contents'];

it('HEAD answers what GET answers, without the body', async () => {
  const got = new Map(owner.seen.flatMap(({ method, path: at }) => (method === 'GET' ? [[at, at]] : [])));
  for (const at of got.keys()) {
    const [get, head] = [await owner.get(at), await owner.send('HEAD', at)];
    expect([head.status, head.text], at).toEqual([get.status, '']);
    expect(head.headers['content-type'], at).toBe(get.headers['content-type']);
  }
  for (const at of ['/health', '/api/version/', '/api/larder/openapi.json']) await larder.nobody.send('HEAD', at);
  for (const stream of STREAMS) await larder.nobody.send('HEAD', stream.replace('GET ', ''));
});

it('refusals: 401, 403, 404, 405, 413, 415', async () => {
  await larder.nobody.expect(401, 'GET', '/api/projects/');
  await larder.nobody.expect(401, 'POST', '/api/projects/', {});
  await owner.expect(404, 'GET', '/api/nothing');
  await owner.expect(404, 'GET', '/api/projects/999999');
  await owner.expect(405, 'DELETE', '/api/projects/');
  await owner.expect(405, 'PUT', `/api/tasks/${project}`);
  expect((await owner.get('/api/projects/', { host: 'evil.example' })).status).toBe(403);
  const text = await owner.send('POST', '/api/projects/', { raw: 'x', headers: { 'content-type': 'text/plain' } });
  expect(text.status).toBe(415);
  const broken = await owner.send('POST', '/api/projects/', { raw: '{"title": ' });
  expect(broken.status).toBe(400);
  const large = await owner.send('POST', '/api/projects/', {
    raw: '',
    headers: { 'content-length': 100 * 1024 * 1024 },
  });
  expect(large.status).toBe(413);
});

it('the document names both ways to sign in, what happens without, and which answers are streams', async () => {
  const document = await larder.nobody.expect(200, 'GET', '/api/larder/openapi.json');
  const { token, session } = document.components.securitySchemes;
  expect([token.in, session.in, session.name]).toEqual(['header', 'cookie', `larder_session_${larder.server.port}`]);
  expect(document.security).toEqual([{ token: [] }, { session: [] }]);
  const responses = (at: string) => document.paths[at].get.responses;
  expect(responses('/api/projects')[401].$ref).toBe('#/components/responses/Unauthorized');
  expect(responses('/health')[401]).toBeUndefined();
  for (const stream of STREAMS)
    expect(Object.keys(responses(stream.replace('GET ', ''))[200].content)).toEqual(['text/event-stream']);
});

it('every answer is what the document says, and every operation was called', async () => {
  const checker = new OpenApiChecker(await larder.nobody.expect(200, 'GET', '/api/larder/openapi.json'));
  const exchanges = clients.flatMap(({ seen }) => seen);
  const faults = exchanges.map((exchange) => checker.fault(exchange)).filter((fault) => fault !== null);
  expect(faults).toEqual([]);
  const called = new Set(exchanges.map((exchange) => checker.operationOf(exchange)));
  expect(checker.operations.filter((operation) => !called.has(operation))).toEqual(STREAMS);
  expect(exchanges.length).toBeGreaterThan(100);
});
