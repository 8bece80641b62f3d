import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { Client } from '../lib/client.ts';
import { countingBytes } from '../lib/files.ts';
import { hammer } from '../lib/load.ts';
import { PeakMemory } from '../lib/memory.ts';
import type { Aim, Facts, Report } from '../lib/report.ts';
import { type Served, type ServeResults, serveResults } from '../lib/results.ts';
import { type Larder, startLarder } from '../lib/server.ts';
import { at, runShared, sharedScript } from '../lib/shared.ts';
import { ownServe } from './ownServe.ts';

const MB = 1_048_576;
const FILE_MB = 64;
const CONNECTIONS = 8;

/** Parts of 1 MB at places all over a large file, by 8 connections: memory must not grow. */
async function rangeMemory(bench: Bench, server: Larder): Promise<void> {
  const folder = path.join(server.root, 'ranges');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'large.mp4'), countingBytes(FILE_MB * MB));
  await server.api.importStorage(await server.api.project('bench ranges'), folder);
  const client = new Client(server.url, server.token, CONNECTIONS);
  let turn = 0;
  const part = async () => {
    const start = ((turn++ * 7919) % ((FILE_MB - 1) * 256)) * 4096;
    const headers = { Range: `bytes=${start}-${start + MB - 1}` };
    const { status, body, ms } = await client.request('GET', '/data/local-files/?d=ranges/large.mp4', { headers });
    const right = status === 206 && body.length === MB && body.readUInt32LE(0) === start / 4;
    if (!right || body.readUInt32LE(MB - 4) !== (start + MB) / 4 - 1) throw new Error(`range ${start}: ${status}`);
    return ms;
  };
  await hammer(1, 1, part);
  const memory = new PeakMemory(server.pid);
  const { per_s } = await hammer(CONNECTIONS, bench.options.quick ? 3 : 10, part);
  const { rss_before_mb, rss_peak_mb } = memory.stop();
  client.close();
  bench.raw.push({ bench: 'own range memory', per_s, rss_before_mb, rss_peak_mb });
  const grown = rss_peak_mb === null || rss_before_mb === null ? null : rss_peak_mb - rss_before_mb;
  bench.report.add('1 MB ranges, c=8, memory grown by', grown, { unit: 'MB', aim: { limit: 32 } });
  bench.report.add('  its peak memory', rss_peak_mb, { unit: 'MB', aim: { limit: 300 } });
}

type Row = Served[string] | undefined;

/** `targets` are the results of the server, and of the bare ones by their names in ../shared/bench/serve.mjs. */
function serveRows(report: Report, { server, node_stream: stream, node_sync: sync }: ServeResults['targets']): void {
  const rate = (
    name: string,
    key: string,
    value: (row: Row) => number | null | undefined,
    unit: Facts['unit'],
    aim: Aim | null,
    bare = stream,
    boundIs = 'bare Node stream',
  ) => report.add(name, value(server[key]), { unit, bound: value(bare?.[key]) ?? null, boundIs, aim });
  const perSecond = (row: Row) => row?.rps?.median;
  const megabytes = (row: Row) => row?.mb_s;
  const half = { ratio: 0.5 };
  for (const c of [1, 8, 32]) {
    rate(`20 KB files, c=${c}`, `small_20k_c${c}`, perSecond, '/s', half);
    if (sync) rate('  the same', `small_20k_c${c}`, perSecond, '/s', null, sync, 'bare Node, synchronous');
  }
  rate('304, c=1, p50', 'not_modified_c1', (row) => row?.p50_ms, 'ms', { limit: 0.5 });
  rate('304, c=8', 'not_modified_c8', perSecond, '/s', { limit: 6000 });
  rate('1 MB ranges, c=1', 'range_1m_c1', perSecond, '/s', null);
  rate('1 MB ranges, c=8', 'range_1m_c8', perSecond, '/s', { limit: 800 });
  rate('50 MB whole, c=1', 'large_50m_c1', megabytes, 'MB/s', { ratio: 0.8 });
  rate('50 MB whole, c=4', 'large_50m_c4', megabytes, 'MB/s', null);
}

export async function runServe(bench: Bench): Promise<void> {
  const { quick, rounds } = bench.options;
  const server = await startLarder(bench, 'serve');
  await rangeMemory(bench, server);
  const targets = quick ? 'server,node_stream' : 'server,node_stream,node_sync';
  const words = { ...at(server), duration: quick ? 1 : 2, rounds, targets, only: 'small,large,range,notmod' };
  const asked = { ...words, connections: quick ? '8' : '1,8,32', budget: 600 };
  const shared = sharedScript(bench, 'serve.mjs');
  const result = shared ? await runShared(bench, 'serve.mjs', serveResults, asked) : await ownServe(bench, server);
  await server.stop();
  const wrong = Object.values(result.targets.server).some(({ socket_errors: errors }) => (errors ?? 0) > 0);
  if (wrong || result.skipped?.some((text) => text.includes('error answers')))
    throw new Error('some answers were errors');
  serveRows(bench.report, result.targets);
}
