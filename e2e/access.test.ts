import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Method } from './support/client.ts';
import { changeIn } from './support/database.ts';
import { listenToEvents } from './support/events.ts';
import { cleanUp } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import {
  annotate,
  exportUrl,
  fileUrl,
  importUrl,
  newExport,
  newImport,
  newProject,
  newTask,
  newUser,
  sync,
} from './support/work.ts';

let larder: Larder;
let owner: Client;
let bob: { id: number; client: Client };
const GUESSED = 987_654;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  bob = await newUser(larder, 'bob@example.org');
});
afterAll(cleanUp);

/** A whole project of the owner: the ids of all that is in it. */
async function furnish(name: string) {
  const project = await newProject(owner);
  const folder = path.join(larder.root, name);
  const storage = await newImport(owner, project, folder, { 'a.txt': name, 'b.json': '[5]' });
  await sync(owner, storage);
  const exporting = await newExport(owner, project, path.join(larder.root, `${name}-out`));
  const task = await newTask(owner, project);
  const annotation = await annotate(owner, task);
  const prediction = (await owner.expect(201, 'POST', '/api/predictions', { task, result: [] })).id;
  const [job] = await owner.expect(200, 'GET', `/api/larder/storages/${storage}/jobs`);
  const [exportJob] = await owner.expect(200, 'GET', `/api/larder/storages/${exporting}/jobs`);
  return { project, folder, storage, exporting, task, annotation, prediction, job: job.id, exportJob: exportJob.id };
}
type Furnished = Awaited<ReturnType<typeof furnish>>;

const GUESS: Furnished = {
  project: GUESSED,
  folder: '',
  storage: GUESSED,
  exporting: GUESSED,
  task: GUESSED,
  annotation: GUESSED,
  prediction: GUESSED,
  job: GUESSED,
  exportJob: GUESSED,
};

/** Every call that names something of a project. `mine` is a folder that Bob may use. */
function calls(of: Furnished, mine: string): [Method, string, unknown?][] {
  const { project, storage, exporting, task, annotation, prediction, job, exportJob } = of;
  const shared = (url: typeof importUrl, id: number): [Method, string, unknown?][] => [
    ['GET', url(id)],
    ['PATCH', url(id), { title: 'x' }],
    ['PUT', url(id), { project, path: mine }],
    ['DELETE', url(id)],
    ['POST', url(id, '/sync')],
    ['POST', url(id, '/sync?background=true')],
  ];
  return [
    ['GET', `/api/projects/${project}/`],
    ['PATCH', `/api/projects/${project}/`, { title: 'Taken' }],
    ['DELETE', `/api/projects/${project}/`],
    ['GET', `/api/projects/${project}/tasks/`],
    ['POST', `/api/projects/${project}/import`, [{ a: 1 }]],
    ['GET', `/api/projects/${project}/members/`],
    ['POST', `/api/projects/${project}/members/`, { user: bob.id }],
    ['DELETE', `/api/projects/${project}/members/${bob.id}/`],
    ['GET', `/api/tasks?project=${project}`],
    ['GET', `/api/tasks?project=${project}&fields=all&page=2`],
    ['POST', '/api/tasks/', { project, data: { a: 1 } }],
    ['GET', `/api/tasks/${task}/`],
    ['PATCH', `/api/tasks/${task}/`, { data: { a: 2 } }],
    ['DELETE', `/api/tasks/${task}/`],
    ['GET', `/api/tasks/${task}/annotations/`],
    ['POST', `/api/tasks/${task}/annotations/`, { result: [] }],
    ['GET', `/api/annotations/${annotation}/`],
    ['PATCH', `/api/annotations/${annotation}/`, { result: [] }],
    ['DELETE', `/api/annotations/${annotation}/`],
    ['GET', `/api/predictions?task=${task}`],
    ['GET', `/api/predictions?project=${project}`],
    ['POST', '/api/predictions', { task, result: [] }],
    ['GET', `/api/predictions/${prediction}/`],
    ['PATCH', `/api/predictions/${prediction}/`, { score: 1 }],
    ['DELETE', `/api/predictions/${prediction}/`],
    ['GET', `/api/storages/localfiles?project=${project}`],
    ['GET', `/api/storages/export/localfiles?project=${project}`],
    ['GET', `/api/storages?project=${project}`],
    ['GET', `/api/storages/export?project=${project}`],
    ['POST', '/api/storages/localfiles', { project, path: mine }],
    ['POST', '/api/storages/export/localfiles', { project, path: mine }],
    ['POST', '/api/storages/localfiles/validate', { project, path: mine }],
    ['POST', `/api/storages/localfiles/validate?id=${storage}`, { title: 'x' }],
    ['POST', '/api/storages/export/localfiles/validate', { project, path: mine }],
    ['POST', '/api/storages/localfiles/files', { project, path: mine }],
    ...shared(importUrl, storage),
    ...shared(exportUrl, exporting),
    ['GET', `/api/larder/storages/${storage}/jobs`],
    ['GET', `/api/larder/storages/${exporting}/jobs`],
    ['GET', `/api/larder/storages/${storage}/issues`],
    ['GET', `/api/larder/storages/${storage}/issue-reasons`],
    ['GET', `/api/larder/storages/${exporting}/outbox`],
    ['GET', `/api/larder/jobs/${job}`],
    ['DELETE', `/api/larder/jobs/${job}`],
    ['DELETE', `/api/larder/jobs/${exportJob}`],
    ['GET', `/api/larder/explain?task=${task}`],
  ];
}

/** An answer without what differs between any two: the id of the error, and the id that was asked for. */
const comparable = ({ status, text, headers }: Awaited<ReturnType<Client['get']>>, ids: Furnished) => {
  const numbers = Object.values(ids).filter((id) => typeof id === 'number');
  const shared = text.replace(/"id":"[0-9a-f-]{36}"/, '').replace(/"version":"[^"]*"/, '');
  const body = shared.replaceAll(/\d+/g, (n) => (numbers.includes(Number(n)) ? 'N' : n));
  return { status, body, type: headers['content-type'], allow: headers.allow };
};

describe('a user who is no member', () => {
  it('gets for everything what a guessed id gets, and changes nothing', async () => {
    const theirs = await furnish('theirs');
    const own = await bob.client.expect(201, 'POST', '/api/projects/', { title: 'Of Bob' });
    const mine = path.join(larder.root, 'of-bob');
    await newImport(bob.client, own.id, mine);
    const before = (await owner.get(`/api/projects/${theirs.project}/`)).text;
    const guessed = calls(GUESS, mine);
    for (const [at, [method, url, body]] of calls(theirs, mine).entries()) {
      const [, guessedUrl, guessedBody] = guessed[at] as [Method, string, unknown];
      const given = comparable(await bob.client.send(method, url, { body }), theirs);
      const expected = comparable(await bob.client.send(method, guessedUrl, { body: guessedBody }), GUESS);
      expect(given, `${method} ${url}`).toEqual(expected);
      expect([200, 400, 404], `${method} ${url}`).toContain(given.status);
      if (given.status === 200) expect(given.body, url).toBe('[]');
    }
    expect((await owner.get(`/api/projects/${theirs.project}/`)).text).toBe(before);
    const { json } = await bob.client.get('/api/projects/');
    expect(json.results.map(({ id }: { id: number }) => id)).toEqual([own.id]);
    expect((await owner.get(importUrl(theirs.storage))).json.title).toBeNull();
  });

  it('gets 404 for what is not theirs before the body is looked at', async () => {
    const theirs = await furnish('unread');
    const bad: Record<string, unknown> = { PATCH: { title: 'x', result: 'x', data: 5, score: 'x' }, PUT: {}, POST: [] };
    const unread = [theirs, GUESS].flatMap((of) =>
      calls(of, '').filter(([method, url]) => method in bad && /\/\d+(?:\/|$)/.test(url)),
    );
    expect(unread.length).toBeGreaterThan(20);
    for (const [method, url] of unread) {
      expect((await bob.client.send(method, url, { body: bad[method] })).status, `${method} ${url}`).toBe(404);
    }
  });

  it('cannot take a storage of their own over to a foreign project', async () => {
    const { project } = await furnish('goal');
    const own = await newProject(bob.client);
    const storage = await newImport(bob.client, own, path.join(larder.root, 'moving'));
    const given = await bob.client.patch(importUrl(storage), { project });
    const guessed = await bob.client.patch(importUrl(storage), { project: GUESSED });
    expect(given.status).toBe(400);
    expect(given.json.validation_errors.project[0].replace(project, GUESSED)).toBe(
      guessed.json.validation_errors.project[0],
    );
  });

  it('gets 403 below a foreign storage whether the file is there or not, 404 outside of any', async () => {
    const { folder, project } = await furnish('bytes');
    const there = fileUrl(larder.root, path.join(folder, 'a.txt'));
    const missing = fileUrl(larder.root, path.join(folder, 'missing.txt'));
    const deeper = fileUrl(larder.root, path.join(folder, 'no/such/file'));
    const outside = fileUrl(larder.root, path.join(larder.root, 'bytes-private/a.txt'));
    const answers = await Promise.all([there, missing, deeper, outside].map((url) => bob.client.get(url)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 404]);
    expect(answers.map(({ text }) => text)).toEqual(['', '', '', '']);
    expect(new Set(answers.slice(0, 3).map(({ headers }) => JSON.stringify(Object.keys(headers)))).size).toBe(1);

    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: bob.id });
    const asMember = await Promise.all([there, missing, deeper].map((url) => bob.client.get(url)));
    expect(asMember.map(({ status }) => status)).toEqual([200, 404, 404]);

    await owner.expect(204, 'DELETE', `/api/projects/${project}/members/${bob.id}/`);
    expect((await bob.client.get(there)).status).toBe(403);
    const explained = await bob.client.expect(200, 'GET', `/api/larder/explain?d=bytes/a.txt`);
    expect(explained).toMatchObject({ served: false, path: null });
  });

  it('has access to all of it as a member, and to none of it afterwards', async () => {
    const shared = await furnish('shared');
    const { project } = shared;
    const harmless = calls(shared, '').filter(([method]) => method === 'GET');
    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: bob.id });
    for (const [, url] of harmless) {
      if (/page=2|explain/.test(url)) continue;
      expect((await bob.client.get(url)).status, url).toBe(200);
    }
    expect((await bob.client.patch(`/api/annotations/${shared.annotation}/`, { result: [] })).status).toBe(200);
    await owner.expect(204, 'DELETE', `/api/projects/${project}/members/${bob.id}/`);
    for (const [, url] of harmless) {
      const { status, text } = await bob.client.get(url);
      expect(status === 404 || text === '[]', url).toBe(true);
    }
  });

  it('sees jobs of a storage by where the storage is now, not by where it was', async () => {
    const from = await furnish('moved');
    const to = await newProject(owner);
    await owner.expect(201, 'POST', `/api/projects/${to}/members/`, { user: bob.id });
    await owner.expect(200, 'PATCH', importUrl(from.storage), { project: to });
    const [job] = await bob.client.expect(200, 'GET', `/api/larder/storages/${from.storage}/jobs`);
    expect(await bob.client.expect(200, 'GET', `/api/larder/jobs/${job.id}`)).toEqual(job);
    await bob.client.expect(202, 'DELETE', `/api/larder/jobs/${job.id}`);
    const left = await newProject(owner);
    await owner.expect(200, 'PATCH', importUrl(from.storage), { project: left });
    await bob.client.expect(404, 'GET', `/api/larder/jobs/${job.id}`);
  });
});

describe('users', () => {
  it('who are no owner see themselves only and manage nobody', async () => {
    const { json } = await bob.client.get('/api/users/');
    expect(json.map(({ id }: { id: number }) => id)).toEqual([bob.id]);
    expect((await bob.client.post('/api/users/', { email: 'c@example.org' })).status).toBe(403);
    expect((await bob.client.patch('/api/larder/settings', { follow_links: true })).status).toBe(403);
    expect(JSON.stringify(json)).not.toContain('token');
  });

  it('who are no owner learn of no other user through a project that they made', async () => {
    const project = await newProject(bob.client);
    const { id, email } = await larder.owner.expect(201, 'POST', '/api/users/', { email: 'unseen@example.org' });
    const guesses = [id, id + 1000].map((user) => bob.client.post(`/api/projects/${project}/members/`, { user }));
    for (const { status, text } of await Promise.all(guesses)) {
      expect(status).toBe(403);
      expect(text).not.toContain(email);
    }
    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: id });
    await bob.client.expect(204, 'DELETE', `/api/projects/${project}/members/${id}/`);
  });

  it('who leave a project by themselves are out of it', async () => {
    const project = await newProject(owner);
    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: bob.id });
    await bob.client.expect(204, 'DELETE', `/api/projects/${project}/members/${bob.id}/`);
    await bob.client.expect(404, 'GET', `/api/projects/${project}/`);
  });

  it('who are removed, in another process too, are told nothing more: their stream of events ends', async () => {
    const zoe = await newUser(larder, 'zoe@example.org');
    const [hers, owners] = await Promise.all([
      listenToEvents(larder.server.port, zoe.token),
      listenToEvents(larder.server.port, OWNER_TOKEN),
    ]);
    changeIn(larder.dataDir, `DELETE FROM user WHERE id = ${zoe.id}`);
    await owner.expect(200, 'PATCH', '/api/larder/settings', { natural_order: null });
    await until('her stream ends', hers.isEnded);
    expect(hers.others).toEqual([]);
    await until('the owner is told', () => owners.others.length);
    expect(owners.isEnded()).toBe(false);
    owners.close();
  });

  it('the token of a new user is answered once and stored nowhere as text', async () => {
    const ann = await newUser(larder, 'ann@example.org');
    const everything = await Promise.all(['/api/users/', '/api/current-user/whoami'].map((url) => ann.client.get(url)));
    expect(everything.map(({ text }) => text).join()).not.toContain(ann.token);
  });
});
