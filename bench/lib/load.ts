import { setTimeout as sleep } from 'node:timers/promises';
import { asError } from './errors.ts';
import { seconds } from './numbers.ts';

/** Closed loop: so many connections, each asking again as soon as it has its answer. `ask` throws on a wrong answer. */
export async function hammer(connections: number, duration: number, ask: () => Promise<number>) {
  const ms: number[] = [];
  const begun = seconds();
  const worker = async () => {
    while (seconds() - begun < duration) ms.push(await ask());
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { ms, per_s: ms.length / (seconds() - begun) };
}

/**
 * Open loop: asks every `everyMs`, whether or not earlier answers are there, until `until` settles. So a server that stands
 * still for a moment is seen by every request of that moment. Errors are counted, the first one is kept.
 */
export async function tick(everyMs: number, until: Promise<unknown>, ask: () => Promise<number>) {
  const ms: number[] = [];
  const failures: string[] = [];
  const open = new Set<Promise<unknown>>();
  let over = false;
  const end = () => {
    over = true;
  };
  const stop = until.then(end, end);
  let due = performance.now();
  while (!over) {
    const one: Promise<unknown> = ask()
      .then((took) => ms.push(took))
      .catch((error: unknown) => failures.push(asError(error).message))
      .finally(() => open.delete(one));
    open.add(one);
    due = Math.max(due + everyMs, performance.now());
    await Promise.race([stop, sleep(due - performance.now())]);
  }
  await Promise.all(open);
  return { ms, failed: failures.length, firstFailure: failures[0] ?? null };
}
