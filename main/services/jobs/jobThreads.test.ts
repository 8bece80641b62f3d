import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
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
  const ended = threads.run({ kind: 'purge' }, { lane: 'long', signal }).catch((error: Error) => error.message);
  return { threads, file, ended };
}

// A thread that is ended while SQLite's binary is loaded aborts the whole process.
test('a thread that is still being loaded is ended after that', async () => {
  const { threads, file, ended } = threadsOf(`
    import { writeFileSync } from 'node:fs';
    import { parentPort, workerData } from 'node:worker_threads';
    setTimeout(() => {
      writeFileSync(workerData.databaseFile, '');
      parentPort.postMessage({ type: 'ready' });
    }, 200);
    setInterval(() => undefined, 1000);
  `);
  // Its place in the line is taken first.
  await setImmediate();
  await threads.close();
  expect(existsSync(file)).toBe(true);
  expect(await ended).toMatch(/ended before its job/);
});

test('a thread that breaks while it is loaded holds nobody up', async () => {
  const { threads, ended } = threadsOf("throw new Error('no such binary')");
  await setImmediate();
  await threads.close();
  expect(await ended).toMatch(/no such binary|ended before its job/);
});
