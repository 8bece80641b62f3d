import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WriteTurn } from '../../database/writeTurn.ts';
import { JobThreads } from './jobThreads.ts';

/** Threads that run this code, with a file for them to write. */
function threadsOf(code: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'larder-threads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'loaded');
  const entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const threads = new JobThreads({
    entry,
    databaseFile: file,
    turn: new WriteTurn(),
    places: { long: 1, quick: 1, list: 1 },
  });
  const { signal } = new AbortController();
  const run = () => threads.run({ kind: 'purge' }, { lane: 'long', signal });
  return { threads, file, run };
}

// A thread that is ended while SQLite's binary is loaded aborts the whole process.
test('a thread that is still being loaded is ended after that', async () => {
  const { threads, file, run } = threadsOf(`
    import { writeFileSync } from 'node:fs';
    import { parentPort, workerData } from 'node:worker_threads';
    setTimeout(() => {
      writeFileSync(workerData.databaseFile, '');
      parentPort.postMessage({ type: 'ready' });
    }, 200);
    setInterval(() => undefined, 1000);
  `);
  const ended = run().catch((error: Error) => error.message);
  // Its place in the line is taken first.
  await setImmediate();
  await threads.close();
  expect(existsSync(file)).toBe(true);
  expect(await ended).toMatch(/ended before its job/);
});

test('a thread that breaks while it is loaded holds nobody up', async () => {
  const { threads, run } = threadsOf("throw new Error('no such binary')");
  const ended = run().catch((error: Error) => error.message);
  await setImmediate();
  await threads.close();
  expect(await ended).toMatch(/no such binary|ended before its job/);
});

/** Answers every order with the number of its thread, and holds on to so many bytes. */
const holding = (bytes: number) => `
  import { parentPort, threadId } from 'node:worker_threads';
  const held = Buffer.alloc(${bytes});
  parentPort.on('message', () => parentPort.postMessage({ type: 'done', result: { message: String(threadId + 0 * held.length) } }));
  parentPort.postMessage({ type: 'ready' });
`;

test('a thread that holds much memory does not get the next job, however soon that comes; another one does', async () => {
  const { threads, run } = threadsOf(holding(200_000_000));
  onTestFinished(() => threads.close());
  const first = await run();
  await vi.waitUntil(async () => (await run()).message !== first.message);
});

test('a thread that holds little is kept for the next job', async () => {
  const { threads, run } = threadsOf(holding(0));
  onTestFinished(() => threads.close());
  const first = await run();
  for (let times = 0; times < 5; times++) {
    await setTimeout(20);
    expect(await run()).toEqual(first);
  }
});
