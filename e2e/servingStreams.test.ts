import { createHash } from 'node:crypto';
import {
  appendFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { newImport, newProject } from './support/work.ts';

const MEGABYTE = 1 << 20;
const AUTHORIZATION = `Token ${OWNER_TOKEN}`;

let larder: Larder;
let ds: string;

/** Every 8 bytes tell the file and the place, so that no piece can be taken for another. */
function patterned(mark: number, megabytes: number): Buffer {
  const words = new Uint32Array((megabytes * MEGABYTE) / 4);
  for (let at = 0; at < words.length; at += 2) {
    words[at] = mark;
    words[at + 1] = at;
  }
  return Buffer.from(words.buffer);
}

const sha = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

beforeAll(async () => {
  larder = await startLarder();
  ds = path.join(larder.root, 'ds');
  await newImport(larder.owner, await newProject(larder.owner), ds, { 'small.txt': 'small' });
});
afterAll(cleanUp);

/** The answer to a GET with its body still coming. */
function begin(name: string, headers: Record<string, string> = {}): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.get({
      port: larder.server.port,
      host: '127.0.0.1',
      path: `/data/local-files/?d=ds/${name}`,
      headers: { authorization: AUTHORIZATION, ...headers },
      agent: false,
    });
    request.on('response', resolve);
    request.on('error', reject);
  });
}

/** Reads to the end; `broken` when the connection ended before. */
async function readAll(response: http.IncomingMessage): Promise<{ bytes: Buffer; broken: boolean }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of response) pieces.push(piece as Buffer);
    return { bytes: Buffer.concat(pieces), broken: !response.complete };
  } catch {
    return { bytes: Buffer.concat(pieces), broken: true };
  }
}

/** How many descriptors of this process are open on a file. The server runs in this process. */
function openOn(file: string): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(file);
    } catch {
      return false;
    }
  }).length;
}

it('many large downloads at once, slow, fast and given up ones, never mix their bytes', async () => {
  const files = [1, 2, 3].map((mark) => ({ name: `big${mark}.bin`, bytes: patterned(mark * 0x01010101, 6 + mark) }));
  for (const { name, bytes } of files) writeFileSync(path.join(ds, name), bytes);
  const download = async (at: number) => {
    const { name, bytes } = files[at % 3] as (typeof files)[0];
    const response = await begin(name);
    if (at % 5 === 4) {
      response.once('data', () => response.destroy());
      return;
    }
    if (at % 4 === 3) {
      response.pause();
      await setTimeout(30);
    }
    const read = await readAll(response);
    expect(read.broken).toBe(false);
    expect(sha(read.bytes)).toBe(sha(bytes));
  };
  for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 15 }, (_, at) => download(at)));
  const [file] = files as [(typeof files)[0]];
  const part = await readAll(await begin(file.name, { range: `bytes=${MEGABYTE - 3}-${3 * MEGABYTE + 2}` }));
  expect(part.bytes.equals(file.bytes.subarray(MEGABYTE - 3, 3 * MEGABYTE + 3))).toBe(true);
});

it('a file that becomes shorter while it is sent ends the connection, not the server', async () => {
  const file = path.join(ds, 'shrinking.bin');
  for (const left of [0, 5 * MEGABYTE]) {
    writeFileSync(file, '');
    truncateSync(file, 200 * MEGABYTE);
    const response = await begin('shrinking.bin');
    expect(response.headers['content-length']).toBe(String(200 * MEGABYTE));
    response.pause();
    truncateSync(file, left);
    const { bytes, broken } = await readAll(response);
    expect(broken).toBe(true);
    expect(bytes.length).toBeLessThan(200 * MEGABYTE);
    expect((await larder.owner.get('/health')).status).toBe(200);
  }
  await until('the descriptor is closed', () => openOn(file) === 0);
});

it('a file that grows while it is sent is sent as long as was told', async () => {
  const file = path.join(ds, 'growing.bin');
  const bytes = patterned(7, 8);
  writeFileSync(file, bytes);
  const response = await begin('growing.bin');
  response.pause();
  appendFileSync(file, bytes);
  const read = await readAll(response);
  expect(read.broken).toBe(false);
  expect(sha(read.bytes)).toBe(sha(bytes));
});

it('hundreds of downloads that are given up leave no descriptor open', async () => {
  const file = path.join(ds, 'aborted.bin');
  writeFileSync(file, '');
  truncateSync(file, 64 * MEGABYTE);
  const request = `GET /data/local-files/?d=ds/aborted.bin HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: ${AUTHORIZATION}\r\n\r\n`;
  /** Gives up at once, after some waiting, or after the first bytes; with one request or with several in a row. */
  const giveUp = (at: number) =>
    new Promise<void>((resolve) => {
      const socket = net.connect(larder.server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.write(request.repeat(1 + (at % 3)), () => {
        if (at % 4 === 0) socket.resetAndDestroy();
        else if (at % 4 === 1) socket.destroy();
        else if (at % 4 === 2) void setTimeout(at % 7).then(() => socket.resetAndDestroy());
        else socket.once('data', () => socket.destroy());
      });
    });
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 30 }, (_, at) => giveUp(at + round)));
  }
  await until('every descriptor is closed', () => openOn(file) === 0);
  expect((await larder.owner.get('/health')).status).toBe(200);
});

it('requests in a row on one connection are answered in their order', async () => {
  writeFileSync(path.join(ds, 'row.bin'), patterned(9, 3));
  const names = ['row.bin', 'small.txt', 'missing', 'row.bin', 'small.txt'];
  const head = (name: string, at: number) =>
    `GET /data/local-files/?d=ds/${name} HTTP/1.1\r\nHost: 127.0.0.1:${larder.server.port}\r\nAuthorization: ${AUTHORIZATION}\r\nConnection: ${at === names.length - 1 ? 'close' : 'keep-alive'}\r\n\r\n`;
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = net.connect(larder.server.port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('close', () => resolve(Buffer.concat(pieces)));
    socket.write(names.map(head).join(''));
  });
  const text = answer.toString('latin1');
  expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    '200',
    '200',
    '404',
    '200',
    '200',
  ]);
  expect(text.endsWith('small')).toBe(true);
});

it('a link that is swapped between a good and a secret file never gives the secret', async () => {
  const base = path.dirname(larder.root);
  putFiles(base, { 'outside/x.txt': 'TOP-SECRET' });
  putFiles(ds, { 'inside/x.txt': 'good' });
  const swap = (link: string, goals: [string, string], at: number) => {
    const next = path.join(ds, `next-${path.basename(link)}`);
    symlinkSync(goals[at % 2] as string, next);
    renameSync(next, link);
  };
  const linkedFile = path.join(ds, 'linked.txt');
  const linkedFolder = path.join(ds, 'linked');
  const seen = new Map<string, number>();
  for (let at = 0; at < 400; at++) {
    swap(linkedFile, ['inside/x.txt', path.join(base, 'outside/x.txt')], at);
    swap(linkedFolder, ['inside', path.join(base, 'outside')], at);
    const asked = Promise.all(
      ['linked.txt', 'linked/x.txt', 'linked.txt'].map((name) => larder.owner.get(`/data/local-files/?d=ds/${name}`)),
    );
    if (at % 2) await setTimeout(0);
    swap(linkedFile, ['inside/x.txt', path.join(base, 'outside/x.txt')], at + 1);
    swap(linkedFolder, ['inside', path.join(base, 'outside')], at + 1);
    for (const { status, text } of await asked) {
      expect([200, 404]).toContain(status);
      expect(text).toBe(status === 200 ? 'good' : '');
      seen.set(String(status), (seen.get(String(status)) ?? 0) + 1);
    }
  }
  // Both states were met, or the race was none.
  expect([...seen.keys()].sort()).toEqual(['200', '404']);
  rmSync(linkedFile);
});
