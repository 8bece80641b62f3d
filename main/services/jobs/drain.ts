import { setTimeout } from 'node:timers/promises';
import type { JobContext } from './jobContext.ts';

/** Rests so many times as long as it works: nobody waits for it, and whoever syncs meanwhile should not notice. */
const RESTS = 3;

/** Repeats a piece of removing, a transaction each, until it finds nothing more. */
export async function drain(context: JobContext, removeSome: () => number): Promise<void> {
  for (;;) {
    const began = performance.now();
    if ((await context.write(removeSome)) === 0) return;
    await setTimeout((performance.now() - began) * RESTS);
  }
}
