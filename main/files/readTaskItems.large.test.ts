import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTaskItems, type TaskFileEntry } from './readTaskItems.ts';

const CHUNK_BYTES = 1 << 16;
const MAX_ITEM_BYTES = 1 << 20;
const MEGABYTES = 64;

let path = '';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-large-tasks-'));
  path = join(folder, 'large.json');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads the file; what the reader allocates tells how much it holds, since it allocates all that it reads into. */
async function readWatched(): Promise<{
  tasks: number;
  problems: TaskFileEntry[];
  largestBuffer: number;
  largestGroup: number;
}> {
  const seen = { tasks: 0, problems: [] as TaskFileEntry[], largestBuffer: 0, largestGroup: 0 };
  const allocate = (bytes: number) => {
    seen.largestBuffer = Math.max(seen.largestBuffer, bytes);
    return Buffer.allocUnsafeSlow(bytes);
  };
  for await (const group of readTaskItems(path, { chunkBytes: CHUNK_BYTES, maxItemBytes: MAX_ITEM_BYTES, allocate })) {
    seen.largestGroup = Math.max(seen.largestGroup, JSON.stringify(group).length);
    for (const entry of group) {
      if ('item' in entry) seen.tasks++;
      else seen.problems.push(entry);
    }
  }
  return seen;
}

function writeLarge(before: string, item: string, between: string, after: string): number {
  const items = Math.floor((MEGABYTES << 20) / (item.length + between.length));
  const block = (item + between).repeat(64);
  const file = openSync(path, 'w');
  writeSync(file, before);
  for (let written = 0; written + 64 <= items - 1; written += 64) writeSync(file, block);
  for (let written = (items - 1) % 64; written > 0; written--) writeSync(file, item + between);
  writeSync(file, item + after);
  closeSync(file);
  return items;
}

it.each([
  ['array', '[', ',\n', ']'],
  ['lines', '', '\n', '\n'],
])('holds one item of a large %s at a time', async (_name, before, between, after) => {
  const item = JSON.stringify({ data: { text: 'x'.repeat(20_000) } });
  const items = writeLarge(before, item, between, after);
  const seen = await readWatched();
  expect(seen).toMatchObject({ tasks: items, problems: [] });
  expect(seen.largestBuffer).toBeLessThanOrEqual(CHUNK_BYTES);
  expect(seen.largestGroup).toBeLessThan(2 << 20);
});

it.each([
  ['an array', '[{"a":1},{"a":"', 'item'],
  ['lines', '{"a":1}\n{"a":"', 'line'],
])('does not gather what is never closed, in %s', async (_name, begin, place) => {
  const file = openSync(path, 'w');
  writeSync(file, begin);
  ftruncateSync(file, MEGABYTES << 20);
  closeSync(file);
  const seen = await readWatched();
  expect(seen.tasks).toBe(1);
  expect(seen.problems).toHaveLength(1);
  expect(seen.problems[0]?.place).toBe(place === 'item' ? 'file' : 'line');
  expect(seen.largestBuffer).toBeLessThanOrEqual(2 * MAX_ITEM_BYTES);
});

it('does not gather an object that is never closed', async () => {
  const file = openSync(path, 'w');
  writeSync(file, '{"a":[\n');
  ftruncateSync(file, MEGABYTES << 20);
  closeSync(file);
  const seen = await readWatched();
  expect(seen.tasks).toBe(0);
  expect(seen.problems).toMatchObject([{ place: 'file', number: 0 }]);
  expect(seen.largestBuffer).toBeLessThanOrEqual(2 * MAX_ITEM_BYTES);
});

it('names a single object that is too large', async () => {
  writeFileSync(path, JSON.stringify({ text: 'x'.repeat(2 * MAX_ITEM_BYTES) }));
  const seen = await readWatched();
  expect(seen.problems).toMatchObject([{ place: 'item', number: 1 }]);
  expect(seen.largestBuffer).toBeLessThanOrEqual(CHUNK_BYTES);
});
