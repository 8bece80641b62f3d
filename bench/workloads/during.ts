import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { annotationBody } from '../lib/api.ts';
import type { Bench } from '../lib/bench.ts';
import { Client } from '../lib/client.ts';
import { makeJsonl } from '../lib/files.ts';
import { tick } from '../lib/load.ts';
import { latency } from '../lib/numbers.ts';
import type { Aim } from '../lib/report.ts';
import { type Larder, startLarder } from '../lib/server.ts';
import { placeLargeTree } from './largeTree.ts';

const READ_EVERY_MS = 5;
const SAVE_EVERY_MS = 50;
const ANNOTATED = 100;

/** A person who looks and saves while `until` has not settled: latencies of both, failures counted. */
async function person(server: Larder, { url, bytes, tasks }: Prepared, until: Promise<unknown>) {
  const reader = new Client(server.url, server.token);
  const writer = new Client(server.url, server.token);
  let saved = 0;
  const read = async () => {
    const answer = await reader.request('GET', url);
    if (answer.status !== 200 || !answer.body.equals(bytes)) throw new Error(`GET answered ${answer.status}`);
    return answer.ms;
  };
  const save = async () => {
    const task = tasks[saved++ % tasks.length];
    const answer = await writer.request('POST', `/api/tasks/${task}/annotations/`, { body: annotationBody(saved) });
    if (answer.status !== 201)
      throw new Error(`saving answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
    return answer.ms;
  };
  const [reads, saves] = await Promise.all([tick(READ_EVERY_MS, until, read), tick(SAVE_EVERY_MS, until, save)]);
  reader.close();
  writer.close();
  return {
    reads: { ...reads, ...latency(reads.ms), ms: undefined },
    saves: { ...saves, ...latency(saves.ms), ms: undefined },
  };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;
type Person = Awaited<ReturnType<typeof person>>;

/** A project with a served file of 20 KB and tasks to annotate. */
async function prepare(server: Larder) {
  const media = path.join(server.root, 'media');
  mkdirSync(media);
  const bytes = randomBytes(20_480);
  writeFileSync(path.join(media, 'small.jpg'), bytes);
  const project = await server.api.project('bench annotate');
  await server.api.importStorage(project, media);
  const lines = makeJsonl(path.join(server.root, 'tasks'), ANNOTATED);
  await server.api.sync(await server.api.importStorage(project, lines, { files: false }), ANNOTATED);
  return {
    project,
    bytes,
    tasks: await server.api.taskIds(project, ANNOTATED),
    url: '/data/local-files/?d=media/small.jpg',
  };
}

/** Reading and saving while a large sync runs, against the same on the idle server. */
export async function runDuring(bench: Bench): Promise<void> {
  const { report, options } = bench;
  const { files, quick } = options;
  const server = await startLarder(bench, 'during');
  const prepared = await prepare(server);
  const { project } = prepared;
  await person(server, prepared, sleep(1000)); // warm
  const idle = await person(server, prepared, sleep(quick ? 2000 : 5000));
  const before = (await server.api.getProject(project)).total_annotations_number;
  const large = await server.api.project('bench large sync');
  const storage = await server.api.importStorage(large, placeLargeTree(bench, server), { recursive: true });
  const sync = server.api.sync(storage, files);
  const busy = await person(server, prepared, sync);
  const took = await sync;
  await server.api.expectTasks(large, files);
  const after = (await server.api.getProject(project)).total_annotations_number;
  await server.stop();
  bench.raw.push({ bench: 'own during', files, took, idle, busy });
  const failed = busy.reads.failed + busy.saves.failed;
  if (after - before !== busy.saves.n)
    throw new Error(`${busy.saves.n} saves were answered, ${after - before} are stored`);
  const row = (name: string, kind: keyof Person, key: 'p50_ms' | 'p99_ms' | 'max_ms', aim: Aim | null) =>
    report.add(name, busy[kind][key], { unit: 'ms', bound: idle[kind][key], boundIs: 'when idle', aim });
  report.add(`sync ${files.toLocaleString('en-US')} while someone works`, files / took, { unit: '/s' });
  row('  20 KB file meanwhile, p50', 'reads', 'p50_ms', null);
  row('  20 KB file meanwhile, p99', 'reads', 'p99_ms', { limit: 25 });
  row('  20 KB file meanwhile, worst', 'reads', 'max_ms', null);
  row('  saving meanwhile, p50', 'saves', 'p50_ms', null);
  row('  saving meanwhile, p99', 'saves', 'p99_ms', null);
  row('  saving meanwhile, worst', 'saves', 'max_ms', null);
  report.add(`  failed of ${busy.reads.n + busy.saves.n + failed}`, failed, { unit: '', aim: { limit: 0 } });
  if (failed) throw new Error(`${failed} requests failed: ${busy.saves.firstFailure ?? busy.reads.firstFailure}`);
}
