import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOfUndo, letUndoEnd, valueIn } from './support/database.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import {
  allTasks,
  annotate,
  exportUrl,
  importUrl,
  jobEnded,
  newExport,
  newImport,
  newProject,
} from './support/work.ts';

let larder: Larder;
beforeAll(async () => {
  larder = await startLarder();
});
afterAll(cleanUp);

const start = (of: Larder, body: object) => of.owner.post('/api/larder/new-project', body);

describe('a project from a folder', () => {
  it('is there with its storage, and its sync runs', async () => {
    const folder = putFiles(path.join(larder.root, 'birds'), { 'a.jpg': '', 'sub/b.jpg': '', 'n.txt': '' });
    const { status, json } = await start(larder, {
      path: folder,
      title: 'birds',
      use_blob_urls: true,
      recursive_scan: true,
      regex_filter: '.*jpg$',
    });
    expect(status).toBe(201);
    expect((await jobEnded(larder.owner, json.job.id)).status).toBe('completed');
    expect(await allTasks(larder.owner, json.project)).toHaveLength(2);
    expect((await larder.owner.get(importUrl(json.storage))).json).toMatchObject({
      path: folder,
      project: json.project,
    });
  });

  it('chooses the document root in the same act', async () => {
    const fresh = await startLarder({ root: null });
    const folder = putFiles(path.join(fresh.root, 'birds'), { 'a.jpg': '' });
    const body = { path: folder, title: 'birds', use_blob_urls: true, document_root: fresh.root };
    const { json } = await start(fresh, body);
    await jobEnded(fresh.owner, json.job.id);
    const [task] = await allTasks(fresh.owner, json.project);
    expect(task.data).toEqual({ $undefined$: '/data/local-files/?d=birds/a.jpg' });
    expect((await fresh.owner.get('/data/local-files/?d=birds/a.jpg')).status).toBe(200);
  });

  it.each([
    ['the folder is gone', { path: 'gone' }, 'non_field_errors'],
    ['the filter is none', { regex_filter: '(?=x)' }, 'regex_filter'],
    ['the config is none', { label_config: '<View>' }, 'label_config'],
    ['the title is too short', { title: 'x' }, 'title'],
    ['the root is no folder', { document_root: '/no/such/folder' }, 'document_root'],
  ] as [string, { path?: string; [field: string]: string | undefined }, string][])(
    'leaves nothing behind when %s',
    async (_, wrong, field) => {
      const fresh = await startLarder({ root: null });
      const folder = putFiles(path.join(fresh.root, 'birds'), { 'a.jpg': '' });
      const body = { path: folder, title: 'birds', use_blob_urls: true, document_root: fresh.root, ...wrong };
      if (wrong.path) body.path = path.join(fresh.root, wrong.path);
      const { status, json } = await start(fresh, body);
      expect(status).toBe(400);
      expect(Object.keys(json.validation_errors)).toEqual([field]);
      expect((await fresh.owner.get('/api/projects/')).json.count).toBe(0);
      expect((await fresh.owner.get('/api/larder/settings')).json.document_root.origin).toBe('default');
    },
  );
});

describe('the sample project', () => {
  it('has its pictures in a folder of its own below the root, twice without touching the first', async () => {
    const first = await larder.owner.expect(201, 'POST', '/api/larder/sample-project');
    await jobEnded(larder.owner, first.job.id);
    const tasks = await allTasks(larder.owner, first.project);
    expect(tasks).toHaveLength(12);
    const picture = await larder.owner.get(tasks[0].data.image);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const second = await larder.owner.expect(201, 'POST', '/api/larder/sample-project');
    await jobEnded(larder.owner, second.job.id);
    expect(
      readdirSync(larder.root)
        .filter((name) => name.startsWith('larder-sample'))
        .sort(),
    ).toEqual(['larder-sample', 'larder-sample-2']);
  });
});

describe('a preview', () => {
  const preview = (body: object) => larder.owner.post('/api/larder/preview', body);

  it('is what the sync then does, file by file', async () => {
    const files = { 'b10.jpg': 'xx', 'b9.jpg': 'x', 'n.txt': '', 'sub/a.jpg': '' };
    const folder = putFiles(path.join(larder.root, 'previewed'), files);
    const fields = { path: folder, regex_filter: '.*jpg$', use_blob_urls: true, recursive_scan: true };
    const { json } = await preview(fields);
    expect(json).toMatchObject({ matched: 3, filtered_out: 1 });
    expect(json.files.map(({ name }: { name: string }) => name)).toEqual(['sub/a.jpg', 'b10.jpg', 'b9.jpg']);
    expect(json.files[1]).toMatchObject({ kind: 'image', size: 2, tasks: null, problem: null });
    const project = await newProject(larder.owner);
    const storage = await newImport(larder.owner, project, folder, {}, fields);
    await larder.owner.expect(200, 'POST', importUrl(storage, '/sync'));
    const tasks = await allTasks(larder.owner, project);
    const { json: asked } = await preview({ ...fields, project });
    expect(asked.tasks).toEqual(tasks.map(({ data }) => data));
  });

  it('reads task files as the sync does, good and bad', async () => {
    const folder = putFiles(path.join(larder.root, 'tasks'), {
      'a.json': '[{"data": {"text": "one", "n": 1.50}}, {"data": {"text": "two"}}]',
      'b.json': '{"data": ',
      'c.jpg': 'x',
    });
    const { json } = await preview({ path: folder, use_blob_urls: false });
    expect(json.files.map(({ tasks }: { tasks: number }) => tasks)).toEqual([2, 0, 0]);
    expect(json.files[0].problem).toBeNull();
    expect(json.files[1].problem).toBeTruthy();
    expect(json.files[2].problem).toContain('not a JSON');
    expect(json.tasks).toEqual([{ text: 'one', n: 1.5 }, { text: 'two' }]);
  });

  it('refuses what the storage would be refused for', async () => {
    expect((await preview({ path: larder.root })).status).toBe(400);
    expect((await preview({ path: '/etc' })).status).toBe(400);
  });
});

describe('taking a deletion back', () => {
  const restore = (kind: string, id: number) => larder.owner.post(`/api/larder/${kind}/${id}/restore`);

  it('brings a project back with its storages and tasks', async () => {
    const project = await newProject(larder.owner);
    const storage = await newImport(larder.owner, project, path.join(larder.root, 'back'), { 'a.jpg': '' });
    await larder.owner.expect(200, 'POST', importUrl(storage, '/sync'));
    await larder.owner.expect(204, 'DELETE', `/api/projects/${project}/`);
    expect((await larder.owner.get(`/api/projects/${project}/`)).status).toBe(404);
    expect((await restore('projects', project)).status).toBe(204);
    expect((await larder.owner.get(importUrl(storage))).status).toBe(200);
    expect(await allTasks(larder.owner, project)).toHaveLength(1);
  });

  it('brings storages back; an export storage writes what was saved meanwhile', async () => {
    const project = await newProject(larder.owner);
    const folder = path.join(larder.root, 'back2');
    const source = await newImport(larder.owner, project, folder, { 'a.jpg': '' });
    await larder.owner.expect(200, 'POST', importUrl(source, '/sync'));
    const target = await newExport(larder.owner, project, path.join(larder.root, 'labels2'));
    await larder.owner.expect(204, 'DELETE', importUrl(source));
    await larder.owner.expect(204, 'DELETE', exportUrl(target));
    const [task] = await allTasks(larder.owner, project);
    const annotation = await annotate(larder.owner, task.id);
    expect((await restore('import-storages', source)).status).toBe(204);
    expect((await restore('export-storages', target)).status).toBe(204);
    expect((await larder.owner.get(importUrl(source))).status).toBe(200);
    await until('the annotation is written', () =>
      readdirSync(path.join(larder.root, 'labels2')).includes(`${annotation}.json`),
    );
  });

  it('is possible for a minute, then the rows are cleared away', async () => {
    const project = await newProject(larder.owner);
    await larder.owner.expect(204, 'DELETE', `/api/projects/${project}/`);
    larder.server.services.jobs.purge();
    expect((await restore('projects', project)).status).toBe(204);
    await larder.owner.expect(204, 'DELETE', `/api/projects/${project}/`);
    endOfUndo(larder);
    const left = () => valueIn(larder.dataDir, 'SELECT count(*) FROM project WHERE id = ?', project);
    await until('the project is gone', () => left() === 0);
    expect((await restore('projects', project)).status).toBe(404);
  });

  it('is refused when the minute is over, although the rows are still being cleared away', async () => {
    const project = await newProject(larder.owner);
    const source = await newImport(larder.owner, project, path.join(larder.root, 'late'));
    const target = await newExport(larder.owner, project, path.join(larder.root, 'late-labels'));
    await larder.owner.expect(204, 'DELETE', importUrl(source));
    await larder.owner.expect(204, 'DELETE', exportUrl(target));
    letUndoEnd(larder);
    const refused = { status: 404, json: { detail: expect.stringContaining('is over') } };
    expect(await restore('import-storages', source)).toMatchObject(refused);
    expect(await restore('export-storages', target)).toMatchObject(refused);
    await larder.owner.expect(204, 'DELETE', `/api/projects/${project}/`);
    letUndoEnd(larder);
    expect(await restore('projects', project)).toMatchObject(refused);
  });
});
