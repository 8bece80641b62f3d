import { setTimeout as sleep } from 'node:timers/promises';
import type { JobAnswer, JobCounts } from '../../contract/larder.ts';
import type { JobRow } from '../../database/rows.ts';
import { isoMicros, nowMicros } from '../../domain/timestamps.ts';
import { jobAnswer } from '../answers/jobs.ts';
import { type Core, write } from '../core.ts';
import { diskTrouble } from '../diskTrouble.ts';
import { Refusal } from '../errors.ts';
import type { JobThreads, Watcher } from './jobThreads.ts';
import { type JobOrder, type JobResult, noCounts } from './protocol.ts';
import { UNDO_MICROS } from './purgeJob.ts';

interface JobOwner {
  kind: JobAnswer['kind'];
  project: number;
  storage: number;
  user: number | null;
}

interface JobSteps {
  order: JobOrder;
  /** In the transaction in which the job begins; when it was asked for, in microseconds. */
  onBegin?: (queuedAt: number) => void;
  /** In the transaction that ends it, which is tried until it succeeds. Also called when the job broke. */
  onEnd?: (result: JobResult) => void;
}

interface StartedJob {
  id: number;
  /** Rejects when the end cannot be stored for now. */
  done: Promise<JobResult>;
}

function broken(error: unknown): JobResult {
  const trouble = diskTrouble(error);
  const message = trouble
    ? `${trouble.what} What was stored before is kept: ${trouble.remedy}, then try again.`
    : 'Larder could not finish this because of an error of its own; the log has the details. Nothing was lost: try again.';
  return { status: 'failed', message, counts: noCounts(), lines: [] };
}

type QuickWatcher = Pick<Watcher, 'onProgress'> & { lane?: 'quick' | 'list'; signal?: AbortSignal };

/** Ended jobs of a storage that are kept, as many as are shown. */
export const JOBS_KEPT = 50;

/** After how long the end of a job that could not be stored is tried again (milliseconds). */
const END_AGAIN_MS = 3000;

interface LiveJob {
  answer: JobAnswer;
  cancelling: AbortController;
}

/** Long work: one job at a time for a storage, watched by events, kept in the database from its making to its end. */
export class Jobs {
  readonly #core: Core;
  readonly #threads: JobThreads;
  readonly #live = new Map<number, LiveJob>();
  /** Orders under way that are not jobs of their own. */
  readonly #orders = new Set<Promise<unknown>>();
  /** The end of the last job of each storage: the next one waits for it. */
  readonly #lastOfStorage = new Map<number, Promise<unknown>>();
  /** Jobs that have ended, which could not be stored yet: the next of their storage waits for that too. */
  readonly #storing = new Map<number, Promise<void>>();
  readonly #stopping = new AbortController();
  /** Jobs and imports on their threads, until their end. */
  readonly #begun = new Set<Promise<unknown>>();
  /** Set while an order runs alone: nothing begins before it resolves. */
  #alone: Promise<void> | null = null;
  #purging = false;
  #purgeAgain = false;

  constructor(core: Core, threads: JobThreads) {
    this.#core = core;
    this.#threads = threads;
  }

  /** Resolves when the job is stored; `done` when it has ended, whichever way. */
  async start(owner: JobOwner, steps: JobSteps): Promise<StartedJob> {
    const { jobs } = this.#core.repositories;
    const { storage } = owner;
    const previous = this.#lastOfStorage.get(storage);
    const claim = Promise.withResolvers<void>();
    this.#lastOfStorage.set(storage, claim.promise);
    void claim.promise.then(() => {
      if (this.#lastOfStorage.get(storage) === claim.promise) this.#lastOfStorage.delete(storage);
    });
    try {
      const id = await write(this.#core, () =>
        jobs.insert(owner.kind, owner.project, storage, owner.user, nowMicros()),
      );
      const done = this.#run(id, steps, previous).finally(() => {
        void Promise.resolve(this.#storing.get(id)).then(claim.resolve);
      });
      return { id, done };
    } catch (error) {
      // Who stands behind waits for the job before, which may still run.
      void Promise.resolve(previous).then(() => claim.resolve());
      throw error;
    }
  }

  async #run(id: number, steps: JobSteps, previous: Promise<unknown> | undefined): Promise<JobResult> {
    const { jobs } = this.#core.repositories;
    const row = jobs.byId(id) as JobRow;
    const { signal } = this.#enter(row);
    await previous;
    let begun = false;
    const onBegin = async () => {
      begun = true;
      await write(this.#core, () => {
        jobs.setStatus(id, 'in_progress');
        steps.onBegin?.(row.created_at);
      });
      this.#tell(id, { status: 'in_progress' });
    };
    const onProgress = (counts: JobCounts) => this.#tell(id, counts);
    let result: JobResult;
    try {
      result = await this.#unlessAlone(() =>
        this.#threads.run(steps.order, { lane: 'long', signal, onBegin, onProgress }),
      );
    } catch (error) {
      this.#core.log.error({ err: error, job: id }, 'a job broke');
      result = broken(error);
    }
    const now = nowMicros();
    const storeEnd = () => {
      jobs.finish(id, result.status, result.counts, result.message, now);
      jobs.keepNewest(row.storage_id as number, JOBS_KEPT);
      // Cancelled while it stood in line: the storage is as the job before has left it.
      if (begun) steps.onEnd?.(result);
    };
    const tellEnd = () =>
      this.#tell(id, { ...result.counts, status: result.status, message: result.message, finished_at: isoMicros(now) });
    const forget = () => {
      tellEnd();
      this.#live.delete(id);
      this.#storing.delete(id);
    };
    try {
      await write(this.#core, storeEnd);
    } catch (error) {
      this.#core.log.error({ err: error, job: id }, 'the end of a job could not be stored');
      tellEnd();
      this.#storing.set(id, this.#tryToStore(storeEnd).then(forget));
      const what = diskTrouble(error)?.what ?? 'The database could not be written.';
      throw new Refusal(507, `${what} What was done is kept; that it has ended is stored as soon as possible.`);
    }
    forget();
    return result;
  }

  /** Tries until it succeeds, or until a stop: then the next start stores that the job was under way. */
  async #tryToStore(storeEnd: () => void): Promise<void> {
    const { signal } = this.#stopping;
    while (await sleep(END_AGAIN_MS, true, { signal, ref: false }).catch(() => false)) {
      try {
        return await write(this.#core, storeEnd);
      } catch {
        // Once more; what is wrong was logged the first time.
      }
    }
  }

  #enter(row: JobRow): AbortController {
    const cancelling = new AbortController();
    if (this.#stopping.signal.aborted) cancelling.abort();
    this.#live.set(row.id, { answer: jobAnswer(row), cancelling });
    this.#tell(row.id, {});
    return cancelling;
  }

  /** Whether a job of this storage waits for its turn while none is under way. */
  isQueued(storage: number): boolean {
    const own = [...this.#live.values()].filter(({ answer }) => answer.storage === storage);
    return own.length > 0 && own.every(({ answer }) => answer.status === 'queued');
  }

  /** A job as it is this moment. */
  answer(row: JobRow): JobAnswer {
    return this.#live.get(row.id)?.answer ?? jobAnswer(row);
  }

  /** Asks a job to stop at the next safe point. One that has ended is left as it is. */
  cancel(id: number): void {
    this.#live.get(id)?.cancelling.abort();
  }

  /** Cancels everything; from here on nothing new begins. */
  cancelAll(): void {
    this.#stopping.abort();
    for (const id of this.#live.keys()) this.cancel(id);
  }

  /** Cancels what runs and waits for its end. */
  async stop(): Promise<void> {
    this.cancelAll();
    await Promise.all(this.#lastOfStorage.values());
    await Promise.allSettled(this.#orders);
    await this.#threads.close();
  }

  /** Storages that were deleted: their jobs are cancelled; the rows are cleared away when nobody can take it back. Does not wait. */
  discard(storages: number[]): void {
    for (const [id, { answer }] of this.#live) if (storages.includes(answer.storage ?? 0)) this.cancel(id);
    const ends = storages.map((storage) => this.#lastOfStorage.get(storage));
    void Promise.all(ends).then(() => this.#purgeLater());
  }

  /** Clears away what was deleted long ago, and what was deleted just now when its time has come. */
  purgeNowAndLater(): void {
    this.purge();
    this.#purgeLater();
  }

  #purgeLater(): void {
    setTimeout(() => this.purge(), UNDO_MICROS / 1000 + 1000).unref();
  }

  /** Clears away what was deleted, in the background: one clearing at a time, and once more for what came meanwhile. */
  purge(): void {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    if (this.#purging) {
      this.#purgeAgain = true;
      return;
    }
    this.#purging = true;
    this.#purgeAgain = false;
    this.#threads
      .run({ kind: 'purge' }, { lane: 'long', signal })
      .catch((error) => {
        // A stop ends the thread; the next start goes on.
        if (!signal.aborted) this.#core.log.error({ err: error }, 'clearing away what was deleted broke');
      })
      .finally(() => {
        this.#purging = false;
        if (this.#purgeAgain) this.purge();
      });
  }

  /** Runs an order that is over soon and needs no row of its own. A stop cancels it, and so does the signal. */
  quick(order: JobOrder, watcher: QuickWatcher = {}): Promise<JobResult> {
    const stopping = this.#stopping.signal;
    const signal = watcher.signal ? AbortSignal.any([stopping, watcher.signal]) : stopping;
    const begin = () => this.#threads.run(order, { lane: 'quick', ...watcher, signal });
    // Of these only an import brings addresses: reading goes on whatever runs alone.
    return this.#tracked(order.kind === 'import' ? this.#unlessAlone(begin) : begin());
  }

  /** Runs an order while no job and no import does: those that have begun come to their end first, more wait. Call it for one at a time. */
  async alone(order: JobOrder, onProgress: (counts: JobCounts) => void): Promise<JobResult> {
    const end = Promise.withResolvers<void>();
    this.#alone = end.promise;
    try {
      await Promise.allSettled(this.#begun);
      const { signal } = this.#stopping;
      return await this.#tracked(this.#threads.run(order, { lane: 'long', signal, onProgress }));
    } finally {
      this.#alone = null;
      end.resolve();
    }
  }

  async #unlessAlone<T>(begin: () => Promise<T>): Promise<T> {
    while (this.#alone) await this.#alone;
    const done = begin();
    this.#begun.add(done);
    return done.finally(() => this.#begun.delete(done));
  }

  /** A stop waits for it. */
  #tracked<T>(order: Promise<T>): Promise<T> {
    this.#orders.add(order);
    return order.finally(() => this.#orders.delete(order));
  }

  #tell(id: number, change: Partial<JobAnswer>): void {
    const live = this.#live.get(id);
    if (!live) return;
    live.answer = { ...live.answer, ...change };
    this.#core.events.tell({ type: 'job', job: live.answer });
  }
}
