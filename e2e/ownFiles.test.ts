import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import {
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
let number = 0;
const folder = (name: string) => path.join(larder.root, `${name}${++number}`);

beforeAll(async () => {
  larder = await startLarder();
});
afterAll(cleanUp);

describe('export files', () => {
  it('a removal that waits is forgotten when the storage gets another folder', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const [out, moved] = [folder('out'), folder('moved')];
    const id = await newExport(owner, project, out, { can_delete_objects: true });
    const annotation = await annotate(owner, await newTask(owner, project));
    renameSync(out, `${out}-away`);
    await owner.expect(204, 'DELETE', `/api/annotations/${annotation}/`);
    putFiles(moved, { [`${annotation}.json`]: 'mine' });
    await owner.expect(200, 'PATCH', exportUrl(id), { path: moved });
    await larder.server.services.outbox.pushAll();
    expect(readFileSync(path.join(moved, `${annotation}.json`), 'utf8')).toBe('mine');
  });

  it('one that a power cut has emptied is written again', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const out = folder('out');
    const annotation = await annotate(owner, await newTask(owner, project));
    putFiles(out, { [`${annotation}.json`]: '' });
    await newExport(owner, project, out);
    expect(JSON.parse(readFileSync(path.join(out, `${annotation}.json`), 'utf8')).id).toBe(annotation);
  });

  it('an export that was cancelled stays failed when its folder went and came back', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const out = folder('out');
    const id = await newExport(owner, project, out);
    const task = await newTask(owner, project);
    larder.server.services.repositories.exportStorages.change(id, {
      status: 'failed',
      traceback: 'The export was cancelled after 3 files.',
    });
    renameSync(out, `${out}-away`);
    const annotation = await annotate(owner, task);
    renameSync(`${out}-away`, out);
    await larder.server.services.outbox.pushAll();
    expect(existsSync(path.join(out, `${annotation}.json`))).toBe(true);
    expect((await owner.get(exportUrl(id))).json).toMatchObject({
      status: 'failed',
      traceback: 'The export was cancelled after 3 files.',
    });
  });
});

describe('the folder of a project', () => {
  it('opens to nobody who lays a storage of their own at, in or above it, or on a link to it', async () => {
    const { owner } = larder;
    const secret = folder('secret');
    mkdirSync(path.join(secret, 'sub'), { recursive: true });
    await newImport(owner, await newProject(owner), secret, { 's.txt': 'secret' });
    const { client } = await newUser(larder, 'curious@example.org');
    const own = await newProject(client);
    const link = `${secret}-link`;
    symlinkSync(secret, link);
    for (const place of [secret, path.join(secret, 'sub'), link]) {
      const body = { project: own, path: place, use_blob_urls: true };
      for (const url of [
        '/api/storages/localfiles',
        '/api/storages/export/localfiles',
        '/api/storages/localfiles/files',
      ]) {
        const { status, text } = await client.post(url, body);
        expect([place, url, status, text]).toEqual([place, url, 400, expect.stringContaining('no member of')]);
      }
    }
    expect((await client.get(fileUrl(larder.root, path.join(secret, 's.txt')))).status).toBe(403);
    const free = folder('free');
    await newImport(client, own, free, { 'a.txt': 'a' });
    expect((await client.get(fileUrl(larder.root, path.join(free, 'a.txt')))).status).toBe(200);
  });
});

describe('odd turns', () => {
  it('a storage with a bad line may change to Files mode and go on', async () => {
    const { owner } = larder;
    const id = await newImport(
      owner,
      await newProject(owner),
      folder('mode'),
      { 'a.jsonl': '{"n": 1}\n{bad\n' },
      { use_blob_urls: false },
    );
    expect((await sync(owner, id)).status).toBe('completed_with_errors');
    await owner.expect(200, 'PATCH', importUrl(id), { use_blob_urls: true });
    expect(await sync(owner, id)).toMatchObject({ status: 'completed', last_sync_count: 0, traceback: null });
  });

  it('a sync that is cancelled in line leaves the storage as it was', async () => {
    const { owner } = larder;
    const id = await newImport(owner, await newProject(owner), folder('line'), { 'a.txt': 'a' });
    const end = await larder.server.services.turn.take();
    const both = [
      owner.post(importUrl(id, '/sync?background=true')),
      owner.post(importUrl(id, '/sync?background=true')),
    ];
    await new Promise((resolve) => setTimeout(resolve, 50));
    end();
    const [first, second] = (await Promise.all(both)).map(({ json }) => json.id).sort((a, b) => a - b);
    await owner.expect(202, 'DELETE', `/api/larder/jobs/${second}`);
    expect((await jobEnded(owner, first)).status).toBe('completed');
    await jobEnded(owner, second);
    expect((await owner.get(importUrl(id))).json.status).toBe('completed');
  });

  it('bytes that are not UTF-8 are refused, and so is nesting without end', async () => {
    const { owner } = larder;
    const raw = Buffer.from('{"title": "caf\xe9 noir"}', 'latin1');
    expect(await owner.send('POST', '/api/projects/', { raw })).toMatchObject({ status: 400 });
    const task = await newTask(owner, await newProject(owner));
    const deep = `{"result": ${'['.repeat(501)}${']'.repeat(501)}}`;
    expect(await owner.send('POST', `/api/tasks/${task}/annotations/`, { raw: deep })).toMatchObject({ status: 400 });
  });

  it('a preview says that there is more only when there is', async () => {
    const { owner } = larder;
    const project = await newProject(owner);
    const place = putFiles(folder('preview'), { 'a.txt': 'a' });
    const outside = path.join(larder.dataDir, '..', 'outside.txt');
    writeFileSync(outside, 'x');
    symlinkSync(outside, path.join(place, 'link.txt'));
    const ask = (limit: number) => owner.post('/api/storages/localfiles/files', { project, path: place, limit });
    expect((await ask(1)).json.files).toHaveLength(1);
    putFiles(place, { 'b.txt': 'b' });
    expect((await ask(1)).json.files).toEqual([
      expect.objectContaining({ size: 1 }),
      { key: null, last_modified: null, size: null },
    ]);
  });
});
