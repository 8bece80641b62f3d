import { readdirSync } from 'node:fs';
import { Server } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it, vi } from 'vitest';
import { noCounts } from '../main/services/jobs/protocol.ts';
import { listenToEvents } from './support/events.ts';
import { cleanUp, putFiles, temporaryFolder } from './support/folders.ts';
import { OWNER_TOKEN, startLarder } from './support/larder.ts';
import { serveLarder } from './support/process.ts';
import { until } from './support/until.ts';
import { exportUrl, importUrl, newExport, newImport, newProject } from './support/work.ts';

afterAll(cleanUp);

const LINES = 12_000;
const lines = () =>
  Array.from({ length: LINES }, (_, at) => `{"data": {"n": ${at}}, "annotations": [{"result": []}]}\n`).join('');

it('a stop during a Tasks mode sync with an export storage ends cleanly; the next start and sync bring all, once', async () => {
  const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
  const folder = putFiles(path.join(root, 'in'), {
    'a.jsonl': '{"data": {}, "annotations": [{"result": []}]}\n',
    'b.jsonl': lines(),
  });
  const first = await serveLarder({ dataDir, root });
  const project = await newProject(first.owner);
  const out = path.join(root, 'out');
  await newExport(first.owner, project, out);
  const id = await newImport(first.owner, project, folder, {}, { use_blob_urls: false });
  const waiting = first.owner.post(importUrl(id, '/sync')).catch(() => null);
  await first.owner.expect(202, 'POST', importUrl(id, '/sync?background=true'));
  await until('some tasks', async () => (await first.owner.get(`/api/projects/${project}/`)).json.task_number > 3000);
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(first.stderr()).toBe('');
  await waiting;

  const second = await serveLarder({ dataDir, root });
  const { json } = await second.owner.get(importUrl(id));
  expect(json.status).toBe('failed');
  const jobs = await second.owner.expect(200, 'GET', `/api/larder/storages/${id}/jobs`);
  for (const { status, finished_at } of jobs) expect([status, finished_at]).not.toContain('in_progress');
  expect((await second.owner.get(`/api/projects/${project}/`)).json.task_number).toBe(1);
  expect((await second.owner.expect(200, 'POST', importUrl(id, '/sync'))).status).toBe('completed');
  expect((await second.owner.get(`/api/projects/${project}/`)).json.task_number).toBe(LINES + 1);
  // What waited since the stop may be written once more meanwhile.
  const isTemporary = (name: string) => !/^\d+\.json$/.test(name);
  await until('all is written', () => !readdirSync(out).some(isTemporary));
  expect(readdirSync(out)).toHaveLength(LINES + 1);
  expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(second.stderr()).toBe('');
}, 120_000);

it('a stop during a background export ends cleanly', async () => {
  const [dataDir, root] = [temporaryFolder(), temporaryFolder()];
  const first = await serveLarder({ dataDir, root });
  const project = await newProject(first.owner);
  const items = Array.from({ length: 5000 }, (_, n) => ({ data: { n }, annotations: [{ result: [] }] }));
  await first.owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  const out = path.join(root, 'out');
  const id = await newExport(first.owner, project, out);
  await first.owner.expect(202, 'POST', exportUrl(id, '/sync?background=true'));
  expect(await first.end('SIGINT')).toEqual({ code: 0, signal: null });
  expect(first.stderr()).toBe('');
  expect(readdirSync(out).filter((name) => !/^\d+\.json$/.test(name))).toEqual([]);
}, 60_000);

it('whoever looks into a folder while Larder stops is told so', async () => {
  const larder = await startLarder();
  const project = await newProject(larder.owner);
  const folder = putFiles(path.join(larder.root, 'in'), { 'a.txt': '' });
  larder.server.services.jobs.cancelAll();
  for (const url of ['/api/larder/preview', '/api/storages/localfiles/files']) {
    const { status, text } = await larder.owner.post(url, { project, path: folder });
    expect([status, text]).toEqual([503, expect.stringContaining('being stopped')]);
  }
});

it('open event streams are ended by a stop, not by the end of its patience', async () => {
  const larder = await startLarder();
  await Promise.all(Array.from({ length: 5 }, () => listenToEvents(larder.server.port, OWNER_TOKEN)));
  const byForce = vi.spyOn(Server.prototype, 'closeAllConnections');
  await larder.stop();
  expect(byForce).not.toHaveBeenCalled();
  byForce.mockRestore();
});

it('who watches events and reads none is let go', async () => {
  const larder = await startLarder();
  const project = await newProject(larder.owner);
  const { events } = larder.server.services;
  const { port } = larder.server;
  const socket = net.connect(port, '127.0.0.1');
  const headers = `Host: 127.0.0.1:${port}\r\nAuthorization: Token ${OWNER_TOKEN}`;
  socket.write(`GET /api/larder/events HTTP/1.1\r\n${headers}\r\n\r\n`);
  await new Promise((resolve) => socket.once('readable', resolve));
  const message = 'x'.repeat(1_000_000);
  const job = { id: 1, kind: 'sync', project, storage: null, status: 'in_progress', message } as const;
  const SENT = 60;
  for (let at = 0; at < SENT; at++) {
    events.tell({ type: 'job', job: { ...job, ...noCounts(), created_at: '', finished_at: null } });
    await setImmediate();
  }
  let read = 0;
  socket.on('data', (piece) => (read += piece.length));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.resume();
  await closed;
  expect(read).toBeLessThan(SENT * message.length);
});

it('open event streams and idle connections do not hold up a stop', async () => {
  const first = await serveLarder({ dataDir: temporaryFolder() });
  await Promise.all(Array.from({ length: 5 }, () => listenToEvents(first.port, OWNER_TOKEN)));
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
