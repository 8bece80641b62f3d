import { setTimeout } from 'node:timers/promises';

/** Asks again and again until the answer is not undefined, null or false. The limit is there to end a test that fails. */
export async function until<T>(what: string, ask: () => T | Promise<T>, limitMs = 20_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await setTimeout(20);
  }
}
