import { setTimeout as sleep } from 'node:timers/promises';
import { seconds } from './numbers.mjs';

/** Closed loop: so many connections, each asking again as soon as it has its answer. `ask` throws on a wrong answer. */
export async function hammer(connections, duration, ask) {
  const ms = [];
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
export async function tick(everyMs, until, ask) {
  const ms = [];
  const failures = [];
  const open = new Set();
  let over = false;
  const end = () => {
    over = true;
  };
  const stop = until.then(end, end);
  let due = performance.now();
  while (!over) {
    const one = ask()
      .then((took) => ms.push(took))
      .catch((error) => failures.push(error.message))
      .finally(() => open.delete(one));
    open.add(one);
    due = Math.max(due + everyMs, performance.now());
    await Promise.race([stop, sleep(due - performance.now())]);
  }
  await Promise.all(open);
  return { ms, failed: failures.length, firstFailure: failures[0] ?? null };
}
