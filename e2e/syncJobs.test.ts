import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from './support/client.ts';
import { endOfUndo, valueIn } from './support/database.ts';
import { listenToEvents } from './support/events.ts';
import { cleanUp, manyFiles, putFiles } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { annotate, importUrl, jobEnded, newImport, newProject, newUser, sync } from './support/work.ts';

const MANY = 30_000;
let larder: Larder;
let owner: Client;
let many: string;
/** Whatever the server logs as an error of its own. */
const errors: unknown[][] = [];

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  many = manyFiles(path.join(larder.root, 'many'), MANY, 'txt', () => '');
  vi.spyOn(larder.server.services.log, 'error').mockImplementation((...words: unknown[]) => void errors.push(words));
}, 60_000);
beforeEach(() => void errors.splice(0));
afterAll(cleanUp);

const count = (table: string, column: string, id: number) =>
  valueIn(larder.dataDir, `SELECT count(*) FROM ${table} WHERE ${column} = ?`, id) as number;
const tasksOf = (project: number) => count('task', 'project_id', project);
const begin = (id: number) => owner.expect(202, 'POST', importUrl(id, '/sync?background=true'));

/** Waits until a job has stored something, then holds it: it cannot store more before `release` is called. */
async function holdInTheMiddle(job: number, from = 1) {
  await until('the job stores tasks', async () => {
    const { created, status } = (await owner.get(`/api/larder/jobs/${job}`)).json;
    expect(['queued', 'in_progress']).toContain(status);
    return created >= from;
  });
  const release = await larder.server.services.turn.take();
  const { status } = (await owner.get(`/api/larder/jobs/${job}`)).json;
  expect(status).toBe('in_progress');
  return release;
}

describe('cancelling', () => {
  it('a sync of many files keeps what was taken, says so, and the next sync brings the rest', async () => {
    const project = await newProject(owner);
    const id = await newImport(owner, project, many);
    const { id: job } = await begin(id);
    const release = await holdInTheMiddle(job);
    expect((await owner.get(importUrl(id))).json.status).toBe('in_progress');
    await owner.expect(202, 'DELETE', `/api/larder/jobs/${job}`);
    release();
    const ended = await jobEnded(owner, job);
    expect(ended.status).toBe('cancelled');
    const kept = tasksOf(project);
    expect(kept).toBe(ended.created);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(MANY);
    expect(count('local_files_import_storage_link', 'storage_id', id)).toBe(kept);
    const storage = (await owner.get(importUrl(id))).json;
    expect(storage).toMatchObject({ status: 'failed', last_sync: null, last_sync_count: null });
    expect(storage.traceback).toContain('cancelled');
    // A cancel of what has ended changes nothing.
    expect((await owner.expect(202, 'DELETE', `/api/larder/jobs/${job}`)).status).toBe('cancelled');

    const whole = await sync(owner, id);
    expect(whole).toMatchObject({ status: 'completed', last_sync_count: MANY - kept, traceback: null });
    expect(whole.meta.tasks_existed).toBe(kept);
    expect(tasksOf(project)).toBe(MANY);
    expect(errors).toEqual([]);
  });

  it('in the middle of a big JSONL takes that file back and keeps the files before it', async () => {
    const folder = path.join(larder.root, 'big');
    const lines = 60_000;
    const task = (at: number) => `{"data": {"n": ${at}}, "annotations": [{"result": []}]}\n`;
    putFiles(folder, { 'a.jsonl': task(-1).repeat(10), 'c.jsonl': task(-2).repeat(10) });
    writeFileSync(path.join(folder, 'b.jsonl'), Array.from({ length: lines }, (_, at) => task(at)).join(''));
    const project = await newProject(owner);
    const id = await newImport(owner, project, folder, {}, { use_blob_urls: false });
    const { id: job } = await begin(id);
    const release = await holdInTheMiddle(job, 20_000);
    const running = await owner.expect(202, 'DELETE', `/api/larder/jobs/${job}`);
    expect(running.file_share).toBeGreaterThan(0);
    expect(running.file_share).toBeLessThan(1);
    release();
    const ended = await jobEnded(owner, job);
    expect([ended.status, ended.created, ended.files, ended.files_read]).toEqual(['cancelled', 10, 3, 1]);
    expect(ended.message).toMatch(/after 10 new tasks\. What b\.jsonl had brought by then was taken back.*Sync again/);
    expect(tasksOf(project)).toBe(10);
    expect(count('annotation', 'project_id', project)).toBe(10);
    const shown = (await owner.get(`/api/projects/${project}/`)).json;
    expect([shown.task_number, shown.total_annotations_number, shown.finished_task_number]).toEqual([10, 10, 10]);

    const whole = await sync(owner, id);
    expect(whole).toMatchObject({ status: 'completed', last_sync_count: lines + 10 });
    expect(tasksOf(project)).toBe(lines + 20);
    expect(errors).toEqual([]);
  });

  it('a task of a half-read file that somebody annotated meanwhile stays, and comes once', async () => {
    const folder = path.join(larder.root, 'annotated');
    const lines = 60_000;
    putFiles(folder, { 'b.jsonl': Array.from({ length: lines }, (_, at) => `{"n": ${at}}\n`).join('') });
    const project = await newProject(owner);
    const id = await newImport(owner, project, folder, {}, { use_blob_urls: false });
    const { id: job } = await begin(id);
    const release = await holdInTheMiddle(job, 1000);
    const [task] = (await owner.get(`/api/tasks?project=${project}&page_size=1`)).json.tasks;
    const annotating = annotate(owner, task.id);
    await owner.expect(202, 'DELETE', `/api/larder/jobs/${job}`);
    release();
    const annotation = await annotating;
    expect((await jobEnded(owner, job)).status).toBe('cancelled');
    expect((await owner.get(`/api/annotations/${annotation}/`)).json.task).toBe(task.id);
    expect(tasksOf(project)).toBe(1);
    await sync(owner, id);
    expect(tasksOf(project)).toBe(lines);
    expect((await owner.get(`/api/tasks/${task.id}/`)).json.annotations).toHaveLength(1);
  });

  it('a job that waits behind another can be cancelled before it begins', async () => {
    const project = await newProject(owner);
    const id = await newImport(owner, project, many);
    const first = await begin(id);
    const second = await begin(id);
    await owner.expect(202, 'DELETE', `/api/larder/jobs/${second.id}`);
    const ended = [await jobEnded(owner, first.id), await jobEnded(owner, second.id)];
    expect(ended.map(({ status }) => status)).toEqual(['completed', 'cancelled']);
    expect(tasksOf(project)).toBe(MANY);
  });
});

it('syncs that start at once, waited for and in the background, never take a file twice', async () => {
  const project = await newProject(owner);
  const folder = manyFiles(path.join(larder.root, 'at-once'), 700, 'txt', () => '');
  const id = await newImport(owner, project, folder);
  const background = await begin(id);
  const storages = await Promise.all(Array.from({ length: 5 }, () => sync(owner, id)));
  await jobEnded(owner, background.id);
  expect(tasksOf(project)).toBe(700);
  for (const { status } of storages) expect(['completed', 'in_progress', 'queued']).toContain(status);
  const jobs = await owner.expect(200, 'GET', `/api/larder/storages/${id}/jobs`);
  expect(jobs).toHaveLength(6);
  const sum = (field: 'created' | 'existing') =>
    jobs.reduce((all: number, job: Record<string, number>) => all + (job[field] ?? 0), 0);
  expect([sum('created'), sum('existing')]).toEqual([700, 5 * 700]);
  // The newest fifty are kept, and all of them are listed.
  for (let at = 0; at < 50; at++) await sync(owner, id);
  expect(await owner.expect(200, 'GET', `/api/larder/storages/${id}/jobs`)).toHaveLength(50);
  expect(count('job', 'storage_id', id)).toBe(50);
});

it('behind three long jobs a sync waits as queued and can be cancelled there, while quick work goes on', async () => {
  const project = await newProject(owner);
  const storages: number[] = [];
  const jobs: number[] = [];
  for (let at = 0; at < 4; at++) storages.push(await newImport(owner, project, many));
  for (const id of storages) jobs.push((await begin(id)).id);
  const [first, , , waiting] = jobs as [number, number, number, number];
  const storage = importUrl(storages[3] as number);
  const release = await holdInTheMiddle(first);
  expect((await owner.get(`/api/larder/jobs/${waiting}`)).json.status).toBe('queued');
  expect((await owner.get(storage)).json.status).toBe('queued');
  const preview = { project, path: many, use_blob_urls: true, limit: 3 };
  expect((await owner.expect(200, 'POST', '/api/storages/localfiles/files', preview)).files).toHaveLength(4);
  await owner.expect(202, 'DELETE', `/api/larder/jobs/${waiting}`);
  release();
  expect(await jobEnded(owner, waiting)).toMatchObject({ status: 'cancelled', created: 0 });
  expect((await owner.get(storage)).json).toMatchObject({ status: 'initialized', traceback: null, meta: {} });
  for (const job of jobs.slice(0, 3)) expect((await jobEnded(owner, job)).status).toBe('completed');
  expect(errors).toEqual([]);
});

describe('deleting during a sync', () => {
  it('the storage: it is gone at once, its job ends, and nothing of it is left behind', async () => {
    const project = await newProject(owner);
    const id = await newImport(owner, project, many);
    const { id: job } = await begin(id);
    const release = await holdInTheMiddle(job);
    const deleting = owner.delete(importUrl(id));
    release();
    expect((await deleting).status).toBe(204);
    expect((await owner.get(importUrl(id))).status).toBe(404);
    const ended = await jobEnded(owner, job);
    expect(ended.status).not.toBe('completed');
    endOfUndo(larder);
    await until('its rows are gone', () => count('local_files_import_storage', 'id', id) === 0);
    expect(count('local_files_import_storage_link', 'storage_id', id)).toBe(0);
    // "Deleting a storage keeps its tasks."
    expect(tasksOf(project)).toBe((await owner.get(`/api/projects/${project}/`)).json.task_number);
    expect(errors).toEqual([]);
  });

  it('the project: it is gone at once, its job ends, and nothing of it is left behind', async () => {
    const project = await newProject(owner);
    const id = await newImport(owner, project, many);
    const { id: job } = await begin(id);
    const release = await holdInTheMiddle(job);
    const deleting = owner.delete(`/api/projects/${project}/`);
    release();
    expect((await deleting).status).toBe(204);
    expect((await owner.get(`/api/larder/jobs/${job}`)).status).toBe(404);
    await until('its job has ended', () => count('(SELECT * FROM job WHERE finished_at IS NOT NULL)', 'id', job) === 1);
    endOfUndo(larder);
    await until('its rows are gone', () => count('project', 'id', project) === 0 && tasksOf(project) === 0);
    expect(count('local_files_import_storage', 'id', id)).toBe(0);
    expect(errors).toEqual([]);
  });

  it('the storage, while its sync is waited for: 404, no error of ours', async () => {
    const id = await newImport(owner, await newProject(owner), many);
    const waiting = owner.post(importUrl(id, '/sync'));
    const job = await until('the job', async () => (await owner.get(`/api/larder/storages/${id}/jobs`)).json[0]?.id);
    const release = await holdInTheMiddle(job);
    const deleting = owner.delete(importUrl(id));
    release();
    expect((await deleting).status).toBe(204);
    expect((await waiting).status).toBe(404);
  });
});

describe('the event stream', () => {
  it('shows progress to members, nothing to others, and no more when a membership ends', async () => {
    const bob = await newUser(larder, 'bob@example.org');
    const eve = await newUser(larder, 'eve@example.org');
    const project = await newProject(owner);
    const id = await newImport(owner, project, many);
    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: bob.id });
    const [ofOwner, ofBob, ofEve] = (await Promise.all(
      [OWNER_TOKEN, bob.token, eve.token].map((token) => listenToEvents(larder.server.port, token)),
    )) as [
      Awaited<ReturnType<typeof listenToEvents>>,
      Awaited<ReturnType<typeof listenToEvents>>,
      Awaited<ReturnType<typeof listenToEvents>>,
    ];
    const { id: job } = await begin(id);
    const last = await until('the end', () => ofBob.jobs.find(({ status }) => status === 'completed'));
    expect(last).toMatchObject({
      id: job,
      project,
      storage: id,
      found: MANY,
      created: MANY,
      failed: 0,
      skipped: 0,
      existing: 0,
    });
    const told = ofBob.jobs.map(({ status }) => status);
    expect(told[0]).toBe('queued');
    expect(told).toContain('in_progress');
    const created = ofBob.jobs.map((event) => event.created);
    expect(created).toEqual(created.toSorted((a, b) => a - b));
    expect(ofOwner.jobs).toEqual(ofBob.jobs);
    expect(ofEve.jobs).toEqual([]);

    await owner.expect(204, 'DELETE', `/api/projects/${project}/members/${bob.id}/`);
    const before = ofBob.jobs.length;
    await sync(owner, id);
    await until(
      'the owner hears of it',
      () => ofOwner.jobs.filter(({ status }) => status === 'completed').length === 2,
    );
    expect(ofBob.jobs).toHaveLength(before);
    for (const { close } of [ofOwner, ofBob, ofEve]) close();
  });

  it('is for those who are signed in, and listeners that leave are forgotten', async () => {
    await expect(listenToEvents(larder.server.port, 'x'.repeat(40))).rejects.toThrow('401');
    expect((await owner.send('HEAD', '/api/larder/events')).status).toBe(200);
    for (let at = 0; at < 50; at++) (await listenToEvents(larder.server.port, OWNER_TOKEN)).close();
    const id = await newImport(owner, await newProject(owner), path.join(larder.root, 'few'), { a: '' });
    expect((await sync(owner, id)).status).toBe('completed');
    expect(errors).toEqual([]);
  });
});

describe('many bad files', () => {
  const BAD = 1500;

  it('the traceback is bounded, the list is complete, and searching and paging work', async () => {
    const folder = manyFiles(path.join(larder.root, 'bad'), BAD, 'json', (at) => (at % 3 ? 'nope' : ''));
    putFiles(folder, { 'good.json': '{"a": 1}', '100%_done.json': 'x' });
    const id = await newImport(owner, await newProject(owner), folder, {}, { use_blob_urls: false });
    const storage = await sync(owner, id);
    expect([storage.status, storage.last_sync_count]).toEqual(['completed_with_errors', 1]);
    const lines = storage.traceback.split('\n');
    expect(lines.length).toBeLessThanOrEqual(1001);
    expect(lines.at(-1)).toContain(String(BAD + 1 - 1000));

    const page = async (query: string) => await owner.expect(200, 'GET', `/api/larder/storages/${id}/issues?${query}`);
    const ids = new Set<number>();
    for (let at = 1; at <= 16; at++) for (const issue of (await page(`page=${at}`)).issues) ids.add(issue.id);
    expect(ids.size).toBe(BAD + 1);
    expect((await page('page=17')).issues).toEqual([]);
    expect((await page('page_size=7&page=2')).issues).toHaveLength(7);
    expect((await page('search=empty')).total).toBe(BAD / 3);
    expect((await page('search=f000123')).total).toBe(1);
    expect((await page('search=%25')).total).toBe(1);
    expect((await page('search=0%25_d')).total).toBe(1);
    expect((await page(`search=${encodeURIComponent("' OR 1=1 --")}`)).total).toBe(0);
    expect((await page('search=\\')).total).toBe(0);
    const reasons = await owner.expect(200, 'GET', `/api/larder/storages/${id}/issue-reasons`);
    expect(reasons.map(({ count }: { count: number }) => count).slice(0, 2)).toEqual([(BAD / 3) * 2, BAD / 3]);
    const [{ reason, count }] = reasons;
    expect((await page(`reason=${encodeURIComponent(reason)}`)).total).toBe(count);
    expect((await page(`reason=${encodeURIComponent(reason)}&search=f000123`)).total).toBe(0);

    manyFiles(folder, BAD, 'json', (at) => `{"n": ${at}}`);
    putFiles(folder, { '100%_done.json': '{}' });
    expect(await sync(owner, id)).toMatchObject({ status: 'completed', last_sync_count: BAD + 1, traceback: null });
    expect((await page('')).total).toBe(0);
  });
});

describe('a database that takes nothing for a while', () => {
  const full = () => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const failOnce = (what: 'finish' | 'setStatus') =>
    vi.spyOn(larder.server.services.repositories.jobs, what).mockImplementationOnce(() => {
      throw full();
    });
  const storageWith = async (name: string) =>
    newImport(owner, await newProject(owner), path.join(larder.root, name), { 'a.txt': '' });

  it('at the end of a job: whoever waits is told, the end is stored later, and the storage syncs again', async () => {
    const id = await storageWith('full at the end');
    failOnce('finish');
    const { status, json } = await owner.post(importUrl(id, '/sync'));
    expect([status, json.detail]).toEqual([507, expect.stringContaining('disk of the data folder is full')]);
    const [job] = await owner.expect(200, 'GET', `/api/larder/storages/${id}/jobs`);
    expect(job).toMatchObject({ status: 'completed', created: 1 });
    await until('the end is stored', async () => (await owner.get(importUrl(id))).json.status === 'completed');
    expect(valueIn(larder.dataDir, 'SELECT status FROM job WHERE id = ?', job.id)).toBe('completed');
    expect((await sync(owner, id)).last_sync_count).toBe(0);
  });

  it('in a job: the words are about the disk, not about an error of ours', async () => {
    const id = await storageWith('full in the middle');
    failOnce('setStatus');
    await owner.expect(200, 'POST', importUrl(id, '/sync'));
    const [job] = await owner.expect(200, 'GET', `/api/larder/storages/${id}/jobs`);
    expect(job).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('disk of the data folder is full'),
    });
  });
});
