import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { annotate, exportUrl, jobEnded, newExport, newImport, newProject, newTask, sync } from './support/work.ts';

let larder: Larder;
let owner: Client;
let number = 0;
const errors: unknown[][] = [];

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  vi.spyOn(larder.server.services.log, 'error').mockImplementation((...words: unknown[]) => void errors.push(words));
});
beforeEach(() => void errors.splice(0));
afterAll(cleanUp);

/** A project with one task and an export storage on a new folder. */
async function exporting(fields: object = {}) {
  const project = await newProject(owner);
  const task = await newTask(owner, project, { text: 'käse' });
  const out = path.join(larder.root, `out${++number}`);
  const id = await newExport(owner, project, out, fields);
  const file = (annotation: number) => path.join(out, `${annotation}.json`);
  const content = (annotation: number) => JSON.parse(readFileSync(file(annotation), 'utf8'));
  const outbox = () => owner.expect(200, 'GET', `/api/larder/storages/${id}/outbox`);
  return { project, task, out, id, file, content, outbox };
}

const syncExport = (id: number, query = '', body?: unknown) =>
  owner.expect(200, 'POST', exportUrl(id, `/sync${query}`), body);

describe('files', () => {
  it('are there when the answer comes, whole, with nothing else in the folder', async () => {
    const { task, out, content, file } = await exporting();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, at) => annotate(owner, task, { result: [{ at }] })));
    expect(readdirSync(out).sort()).toEqual(ids.map((id) => `${id}.json`).sort());
    for (const id of ids) {
      const { json } = await owner.get(`/api/annotations/${id}/`);
      expect(content(id)).toMatchObject({ id, result: json.result, created_at: json.created_at });
      expect(content(id).task).toMatchObject({ id: task, data: { text: 'käse' } });
    }
    const text = readFileSync(file(ids[0] as number), 'utf8');
    expect(text).toContain('\n  "id": ');
    expect(text).toContain('käse');
  });

  it('of annotations that come by a Tasks mode sync and by /import are there as well', async () => {
    const { project, out, content } = await exporting();
    const id = await newImport(
      owner,
      project,
      path.join(larder.root, `tasks${++number}`),
      {
        'a.json':
          '[{"data": {"n": 1}, "annotations": [{"result": [{"x": 1}]}, {"result": [], "was_cancelled": true}]}]',
      },
      { use_blob_urls: false },
    );
    await sync(owner, id);
    const synced = readdirSync(out).map((name) => content(Number.parseInt(name, 10)));
    expect(synced).toMatchObject([
      { completed_by: null, created_username: '' },
      { completed_by: null, created_username: '' },
    ]);
    const items = Array.from({ length: 250 }, (_, at) => ({ data: { at }, annotations: [{ result: [{ at }] }] }));
    await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
    const names = readdirSync(out);
    expect(names).toHaveLength(252);
    for (const name of names) {
      const { result, task, completed_by } = content(Number.parseInt(name, 10));
      if (result[0]?.at === undefined) continue;
      expect(task.data.at).toBe(result[0].at);
      expect(completed_by).toMatchObject({ id: 1 });
    }
  });

  it.each([
    [true, false],
    [false, true],
    [null, true],
    [undefined, true],
  ])('can_delete_objects %s: after a deletion the file is there: %s', async (can_delete_objects, stays) => {
    const { project, task, file, outbox } = await exporting({ can_delete_objects });
    const [first, second, third] = [
      await annotate(owner, task),
      await annotate(owner, task),
      await annotate(owner, await newTask(owner, project)),
    ];
    await owner.expect(204, 'DELETE', `/api/annotations/${first}/`);
    expect(existsSync(file(first))).toBe(stays);
    expect(existsSync(file(second))).toBe(true);
    await owner.expect(204, 'DELETE', `/api/tasks/${task}/`);
    expect([existsSync(file(second)), existsSync(file(third))]).toEqual([stays, true]);
    await until('nothing waits', async () => (await outbox()).waiting === 0);
    rmSync(file(third));
    const { task: taskOfThird } = (await owner.get(`/api/annotations/${third}/`)).json;
    await owner.expect(204, 'DELETE', `/api/tasks/${taskOfThird}/`);
    await owner.expect(204, 'DELETE', exportUrl((await exporting()).id));
  });

  it('each of two storages goes by its own setting, and deleting a project touches no file', async () => {
    const { project, task, file } = await exporting({ can_delete_objects: true });
    const other = path.join(larder.root, `out${++number}`);
    await newExport(owner, project, other, { can_delete_objects: false });
    const annotation = await annotate(owner, task);
    await owner.expect(204, 'DELETE', `/api/annotations/${annotation}/`);
    expect([existsSync(file(annotation)), existsSync(path.join(other, `${annotation}.json`))]).toEqual([false, true]);
    const last = await annotate(owner, task);
    await owner.expect(204, 'DELETE', `/api/projects/${project}/`);
    expect([existsSync(file(last)), existsSync(path.join(other, `${last}.json`))]).toEqual([true, true]);
  });
});

describe('many changes at once', () => {
  it('of one annotation end with the newest in the file, also while the storage is synced', async () => {
    const { task, out, id, content, outbox } = await exporting();
    const annotation = await annotate(owner, task);
    for (let round = 0; round < 4; round++) {
      const changes = Array.from({ length: 40 }, (_, at) =>
        owner.expect(200, 'PATCH', `/api/annotations/${annotation}/`, {
          result: [{ round, at, filling: 'x'.repeat(at * 500) }],
        }),
      );
      const syncs = round % 2 ? Array.from({ length: 4 }, () => syncExport(id)) : [];
      // Whoever reads meanwhile finds a whole file, always.
      for (let read = 0; read < 200; read++) {
        expect(content(annotation).id).toBe(annotation);
        if (read % 10 === 0) await new Promise(setImmediate);
      }
      await Promise.all([...changes, ...syncs]);
      await until('nothing waits', async () => (await outbox()).waiting === 0);
      const { json } = await owner.get(`/api/annotations/${annotation}/`);
      expect(content(annotation)).toMatchObject({ result: json.result, updated_at: json.updated_at });
      expect(readdirSync(out)).toEqual([`${annotation}.json`]);
    }
    expect((await owner.get(exportUrl(id))).json.status).toBe('completed');
    expect(errors).toEqual([]);
  });

  it('deletions while the storage is synced leave no file and no error behind', async () => {
    const { project, out, id, outbox } = await exporting({ can_delete_objects: true });
    const items = Array.from({ length: 1200 }, (_, at) => ({ data: { at }, annotations: [{ result: [] }] }));
    await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
    const ids = readdirSync(out)
      .map((name) => Number.parseInt(name, 10))
      .sort((a, b) => a - b);
    const syncing = syncExport(id);
    const deletions = ids.filter((_, at) => at % 3 === 0);
    await Promise.all(deletions.map((annotation) => owner.expect(204, 'DELETE', `/api/annotations/${annotation}/`)));
    const { status } = await syncing;
    expect(['completed', 'in_progress']).toContain(status);
    await until('nothing waits', async () => (await outbox()).waiting === 0);
    expect(readdirSync(out)).toHaveLength(ids.length - deletions.length);
    expect(errors).toEqual([]);
  });
});

describe('the sync of an export storage', () => {
  it('save_only_new_annotations writes only what was never written, by the query and by the body', async () => {
    const { project, task, id, file } = await exporting();
    const old = await annotate(owner, task);
    await owner.expect(200, 'POST', exportUrl(id, '/sync'));
    for (const [query, body] of [
      ['?save_only_new_annotations=true', undefined],
      ['', { save_only_new_annotations: true }],
    ] as const) {
      rmSync(file(old));
      const storage = await syncExport(id, query, body);
      expect(existsSync(file(old)), JSON.stringify(body)).toBe(false);
      expect(storage.status).toBe('completed');
      await syncExport(id, '?save_only_new_annotations=false');
      expect(existsSync(file(old))).toBe(true);
    }
    // What was never written: an annotation older than the storage, in a folder of its own.
    const late = await newExport(owner, project, path.join(larder.root, `out${++number}`));
    expect((await syncExport(late, '?save_only_new_annotations=1')).last_sync_count).toBe(0);
  });

  it('writes all again, counts them, and keeps its hands off what is not its own', async () => {
    const { task, out, id, file } = await exporting();
    const [first, second] = [await annotate(owner, task), await annotate(owner, task)];
    putFiles(out, { 'notes.txt': 'mine', '999999.json': '{}', 'sub/1.json': '{}' });
    rmSync(file(first));
    const inode = statSync(path.join(out, 'notes.txt')).ino;
    const storage = await syncExport(id);
    expect(storage).toMatchObject({
      status: 'completed',
      last_sync_count: 2,
      traceback: null,
      meta: { total_annotations: 2 },
    });
    expect([existsSync(file(first)), existsSync(file(second))]).toEqual([true, true]);
    expect(readFileSync(path.join(out, 'notes.txt'), 'utf8')).toBe('mine');
    expect(statSync(path.join(out, 'notes.txt')).ino).toBe(inode);
    expect(readFileSync(path.join(out, '999999.json'), 'utf8')).toBe('{}');
  });

  it('that was cancelled is not shown as completed', async () => {
    const { project, id } = await exporting();
    const items = Array.from({ length: 4000 }, (_, at) => ({ data: { at }, annotations: [{ result: [] }] }));
    await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
    const release = await larder.server.services.turn.take();
    const starting = owner.expect(202, 'POST', exportUrl(id, '/sync?background=true'));
    release();
    const { id: job } = await starting;
    await owner.expect(202, 'DELETE', `/api/larder/jobs/${job}`);
    expect((await jobEnded(owner, job)).status).toBe('cancelled');
    const storage = await until('what follows the job', async () => {
      await larder.server.services.turn.run(() => undefined);
      return (await owner.get(exportUrl(id))).json;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const later = (await owner.get(exportUrl(id))).json;
    expect([storage.status, later.status]).toEqual(['failed', 'failed']);
    expect(later.traceback).toContain('cancelled');
  });

  it('of a storage that is not synchronizable is refused, but saving goes on', async () => {
    const { task, id, file } = await exporting({ synchronizable: false });
    const { status, json } = await owner.post(exportUrl(id, '/sync'));
    expect([status, Object.keys(json)]).toEqual([400, ['message']]);
    expect(existsSync(file(await annotate(owner, task)))).toBe(true);
  });

  it('an unknown folder is refused before anything is stored', async () => {
    const project = await newProject(owner);
    mkdirSync(path.join(larder.root, 'there'), { recursive: true });
    const { status } = await owner.post('/api/storages/export/localfiles', {
      project,
      path: `${larder.root}/not-there`,
    });
    expect(status).toBe(400);
    expect((await owner.get(`/api/storages/export/localfiles?project=${project}`)).json).toEqual([]);
  });
});
