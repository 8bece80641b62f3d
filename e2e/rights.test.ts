import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, putFiles, temporaryFolder } from './support/folders.ts';
import { build, type LarderProcess, runLarder, serveLarder } from './support/process.ts';
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
  sync,
} from './support/work.ts';

// The rights of files mean nothing to root: then the server runs as nobody.
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const uid = isRoot ? NOBODY : undefined;
let larder: LarderProcess;
let base: string;
let root: string;

/** Gives a folder with all that is in it to the user of the server. */
function handOver(at: string): void {
  if (isRoot) chownSync(at, NOBODY, NOBODY);
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    if (entry.isDirectory()) handOver(path.join(at, entry.name));
    else if (isRoot) chownSync(path.join(at, entry.name), NOBODY, NOBODY);
  }
}

beforeAll(async () => {
  build();
  base = temporaryFolder();
  root = path.join(base, 'root');
  mkdirSync(root);
  handOver(base);
  larder = await serveLarder({ dataDir: path.join(base, 'data'), root, ...(uid ? { uid } : {}) });
}, 120_000);
afterAll(async () => {
  expect((await larder.end('SIGTERM')).code).toBe(0);
  await cleanUp();
});

it('a sub-folder and a file that may not be read are listed, the rest is taken, and later they come too', async () => {
  const { owner } = larder;
  const folder = putFiles(path.join(root, 'ds'), {
    'a.json': '{"n": 1}',
    'closed.json': '{"n": 2}',
    'sub/b.json': '{"n": 3}',
    'z/c.json': '{"n": 4}',
  });
  handOver(folder);
  const id = await newImport(
    owner,
    await newProject(owner),
    folder,
    {},
    { use_blob_urls: false, recursive_scan: true },
  );
  chmodSync(path.join(folder, 'sub'), 0);
  chmodSync(path.join(folder, 'closed.json'), 0);
  const first = await sync(owner, id);
  expect([first.status, first.last_sync_count]).toEqual(['completed_with_errors', 2]);
  const { issues } = await owner.expect(200, 'GET', `/api/larder/storages/${id}/issues`);
  expect(issues.map(({ file }: { file: string }) => file).sort()).toEqual(['ds/closed.json', 'ds/sub']);
  chmodSync(path.join(folder, 'sub'), 0o755);
  chmodSync(path.join(folder, 'closed.json'), 0o644);
  expect(await sync(owner, id)).toMatchObject({ status: 'completed', last_sync_count: 2, traceback: null });
});

it('a folder that may not be read fails the sync, in words', async () => {
  const { owner } = larder;
  const folder = putFiles(path.join(root, 'locked'), { 'a.txt': '' });
  handOver(folder);
  const id = await newImport(owner, await newProject(owner), folder);
  await sync(owner, id);
  chmodSync(folder, 0);
  const { status, json } = await owner.post(importUrl(id, '/sync'));
  expect(status).toBe(200);
  expect(json).toMatchObject({ status: 'failed', last_sync: null });
  expect(json.traceback).toMatch(/not permitted/);
  chmodSync(folder, 0o755);
  expect(await sync(owner, id)).toMatchObject({ status: 'completed', last_sync_count: 0, traceback: null });
});

it('a file that may not be read is 404', async () => {
  const { owner } = larder;
  const folder = putFiles(path.join(root, 'files'), { 'a.txt': 'a' });
  handOver(folder);
  await newImport(owner, await newProject(owner), folder);
  chmodSync(path.join(folder, 'a.txt'), 0);
  expect((await owner.get(fileUrl(root, path.join(folder, 'a.txt')))).status).toBe(404);
  chmodSync(path.join(folder, 'a.txt'), 0o644);
  expect((await owner.get(fileUrl(root, path.join(folder, 'a.txt')))).text).toBe('a');
});

it('an export folder that is read-only loses no annotation, and gets its files when it may be written again', async () => {
  const { owner } = larder;
  const project = await newProject(owner);
  const out = path.join(root, 'out');
  mkdirSync(out);
  handOver(out);
  const id = await newExport(owner, project, out);
  chmodSync(out, 0o555);
  const annotation = await annotate(owner, await newTask(owner, project));
  expect((await owner.get(`/api/annotations/${annotation}/`)).status).toBe(200);
  const storage = (await owner.get(exportUrl(id))).json;
  expect(storage.status).toBe('failed');
  expect(storage.traceback).toContain('not permitted');
  expect(readdirSync(out)).toEqual([]);
  chmodSync(out, 0o755);
  await until('the file comes by itself', () => existsSync(path.join(out, `${annotation}.json`)));
  await until('the status is good again', async () => (await owner.get(exportUrl(id))).json.status === 'completed');
});

it('a data folder that may not be written stops the start with one line', () => {
  const closed = path.join(base, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  const { status, stderr } = runLarder({
    args: ['serve', '--port', '0', '--data-dir', path.join(closed, 'data')],
    ...(uid ? { uid } : {}),
  });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain('--data-dir');
});
