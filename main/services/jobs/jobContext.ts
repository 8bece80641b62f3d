import { setImmediate } from 'node:timers/promises';
import type { JobCounts } from '../../contract/larder.ts';
import type { Repositories } from '../../database/index.ts';
import { type FolderTally, noCounts } from './protocol.ts';

/** Progress is told at most this often (milliseconds). */
const TELL_EVERY_MS = 100;

/** Thrown at a safe point of a job that was cancelled; its message is what a person should know of that, mostly nothing. */
export class Cancelled extends Error {}

interface JobTools {
  repositories: Repositories;
  /** Resolves, when it is this job's turn to write, to the function that ends the turn. */
  takeTurn: () => Promise<() => void>;
  /** Whether each commit waits until it is on the disk. */
  waitForDisk: (waits: boolean) => void;
  tell: (counts: JobCounts, tally?: FolderTally) => void;
}

/** What a job gets: its connection, the turn to write, its counts and its cancellation. */
export class JobContext {
  readonly repositories: Repositories;
  readonly counts: JobCounts = noCounts();
  cancelled = false;
  readonly #tools: JobTools;
  #toldAt = 0;

  constructor(tools: JobTools) {
    this.repositories = tools.repositories;
    this.#tools = tools;
  }

  /** One transaction in its turn, one at a time. Keep it short: whoever saves an annotation meanwhile waits for it. */
  async write<T>(work: () => T): Promise<T> {
    const end = await this.#tools.takeTurn();
    try {
      return this.repositories.transaction(work);
    } finally {
      end();
    }
  }

  /** Like `write`; this transaction and all before it are on the disk when it resolves. */
  async writeToDisk<T>(work: () => T): Promise<T> {
    this.#tools.waitForDisk(true);
    try {
      return await this.write(work);
    } finally {
      this.#tools.waitForDisk(false);
    }
  }

  /** One long transaction in its turn, on the disk when it resolves: nobody writes meanwhile, reading goes on. */
  async writeLong<T>(work: () => Promise<T>): Promise<T> {
    const end = await this.#tools.takeTurn();
    this.#tools.waitForDisk(true);
    try {
      return await this.repositories.longTransaction(work);
    } finally {
      this.#tools.waitForDisk(false);
      end();
    }
  }

  /** A place where a job may be cancelled and its progress is told. */
  async pause(tally?: FolderTally): Promise<void> {
    await setImmediate();
    if (Date.now() - this.#toldAt >= TELL_EVERY_MS) {
      this.#toldAt = Date.now();
      this.#tools.tell(this.counts, tally);
    }
    if (this.cancelled) throw new Cancelled();
  }
}
