import { setImmediate } from 'node:timers/promises';
import type { JobCounts } from '../../contract/larder.ts';
import type { Repositories } from '../../database/index.ts';
import { noCounts } from './protocol.ts';

/** Progress is told at most this often (milliseconds). */
const TELL_EVERY_MS = 100;

/** Thrown at a safe point of a job that was cancelled. */
export class Cancelled extends Error {}

/** What a job gets: its connection, the turn to write, its counts and its cancellation. */
export class JobContext {
  readonly repositories: Repositories;
  readonly counts: JobCounts = noCounts();
  cancelled = false;
  readonly #takeTurn: () => Promise<() => void>;
  readonly #tell: (counts: JobCounts) => void;
  #toldAt = 0;

  constructor(repositories: Repositories, takeTurn: () => Promise<() => void>, tell: (counts: JobCounts) => void) {
    this.repositories = repositories;
    this.#takeTurn = takeTurn;
    this.#tell = tell;
  }

  /** One transaction in its turn. Keep it short: whoever saves an annotation meanwhile waits for it. */
  async write<T>(work: () => T): Promise<T> {
    const end = await this.#takeTurn();
    try {
      return this.repositories.transaction(work);
    } finally {
      end();
    }
  }

  /** A place where a job may be cancelled and its progress is told. */
  async pause(): Promise<void> {
    await setImmediate();
    if (Date.now() - this.#toldAt >= TELL_EVERY_MS) {
      this.#toldAt = Date.now();
      this.#tell(this.counts);
    }
    if (this.cancelled) throw new Cancelled();
  }
}
