import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { Client } from '../lib/client.ts';
import { hammer } from '../lib/load.ts';
import { latency, summary } from '../lib/numbers.ts';
import type { Served, ServeResults } from '../lib/results.ts';
import { type Larder, startBareServer } from '../lib/server.ts';

const MB = 1_048_576;
const START = 25 * MB;

type Asked = [
  name: string,
  file: string,
  connections: number,
  headers: OutgoingHttpHeaders,
  status: number,
  bytes: Buffer,
];

/** What is asked, by the names of ../shared/bench/serve.mjs, and the status and the bytes that are expected. */
function plan(small: Buffer, large: Buffer, tag: string | undefined): Asked[] {
  const range = { Range: `bytes=${START}-${START + MB - 1}` };
  const part = large.subarray(START, START + MB);
  const known = { 'If-None-Match': tag };
  const none = Buffer.alloc(0);
  return [
    ['small_20k_c1', 'small.jpg', 1, {}, 200, small],
    ['small_20k_c8', 'small.jpg', 8, {}, 200, small],
    ['not_modified_c1', 'small.jpg', 1, known, 304, none],
    ['not_modified_c8', 'small.jpg', 8, known, 304, none],
    ['range_1m_c8', 'large.mp4', 8, range, 206, part],
    ['large_50m_c1', 'large.mp4', 1, {}, 200, large],
  ];
}

async function measure(
  bench: Bench,
  client: Client,
  pathOf: (name: string) => string,
  small: Buffer,
  large: Buffer,
): Promise<Served> {
  const { headers } = await client.request('GET', pathOf('small.jpg'));
  const rows: Served = {};
  for (const [name, file, connections, asked, status, bytes] of plan(small, large, headers.etag)) {
    const ask = async () => {
      const answer = await client.request('GET', pathOf(file), { headers: asked });
      if (answer.status !== status || !answer.body.equals(bytes)) throw new Error(`${name}: ${answer.status}`);
      return answer.ms;
    };
    await hammer(connections, 0.3, ask);
    const { ms, per_s } = await hammer(connections, bench.options.quick ? 1 : 3, ask);
    rows[name] = { rps: summary([per_s]), mb_s: (per_s * bytes.length) / 1e6, ...latency(ms), socket_errors: 0 };
  }
  client.close();
  return rows;
}

/**
 * The kinds of ../shared/bench/serve.mjs with our own client. It runs in this process and costs about as much as the server
 * does, so the rates are lower than with wrk and the ratios nearer to 1.
 */
export async function ownServe(bench: Bench, server: Larder): Promise<ServeResults> {
  const folder = path.join(server.root, 'media');
  mkdirSync(folder);
  const small = randomBytes(20_480);
  const large = randomBytes(50 * MB);
  writeFileSync(path.join(folder, 'small.jpg'), small);
  writeFileSync(path.join(folder, 'large.mp4'), large);
  await server.api.importStorage(await server.api.project('bench serve'), folder);
  const served = (name: string) => `/data/local-files/?d=media/${name}`;
  const ours = await measure(bench, new Client(server.url, server.token), served, small, large);
  const bare = await startBareServer(bench, folder);
  const stream = await measure(bench, new Client(bare.url, null), (name) => `/${name}`, small, large);
  await bare.stop();
  const targets = { server: ours, node_stream: stream };
  bench.raw.push({ bench: 'own serve', targets });
  return { targets };
}
