import { type JobAnswer, jobCounts } from '../../contract/larder.ts';
import type { JobRow } from '../../database/rows.ts';
import { isoMicros, nowMicros } from '../../domain/timestamps.ts';
import { type Core, write } from '../core.ts';
import type { JobThreads, RunningJob } from './jobThreads.ts';
import { type JobOrder, type JobResult, noCounts } from './protocol.ts';

export interface JobOwner {
  kind: JobAnswer['kind'];
  project: number;
  storage: number | null;
  user: number | null;
}

export interface JobSteps {
  order: JobOrder;
  /** In the transaction in which the job begins. */
  onBegin?: () => void;
  /** In the transaction that ends it. Also called when the job broke. */
  onEnd?: (result: JobResult) => void;
}

export interface StartedJob {
  id: number;
  done: Promise<JobResult>;
}

export function jobAnswer(row: JobRow): JobAnswer {
  return {
    id: row.id,
    kind: row.kind as JobAnswer['kind'],
    project: row.project_id,
    storage: row.storage_id,
    status: row.status,
    ...jobCounts.parse({ ...noCounts(), ...JSON.parse(row.counts) }),
    message: row.message,
    created_at: isoMicros(row.created_at),
    finished_at: row.finished_at === null ? null : isoMicros(row.finished_at),
  };
}

const broken = (): JobResult => ({
  status: 'failed',
  message:
    'Larder could not finish this because of an error of its own; the log has the details. Nothing was lost: try again.',
  counts: noCounts(),
  lines: [],
});

const nothing = () => undefined;

const neverBegun = (): JobResult => ({
  status: 'cancelled',
  message: 'It was cancelled before it began.',
  counts: noCounts(),
  lines: [],
});

/** Long work: one job at a time for a storage, watched by events, kept in the database from its making to its end. */
export class Jobs {
  readonly #core: Core;
  readonly #threads: JobThreads;
  readonly #live = new Map<number, { answer: JobAnswer; running: RunningJob | null; cancelled: boolean }>();
  /** Quick orders under way, with what cancels each. */
  readonly #quick = new Map<Promise<JobResult>, () => void>();
  /** The end of the last job of each storage: the next one waits for it. */
  readonly #lastOfStorage = new Map<number, Promise<unknown>>();

  #purging = false;
  #purgeAgain = false;
  #stopped = false;

  constructor(core: Core, threads: JobThreads) {
    this.#core = core;
    this.#threads = threads;
  }

  /** Resolves when the job is stored; `done` when it has ended, whichever way. */
  async start(owner: JobOwner, steps: JobSteps): Promise<StartedJob> {
    const { jobs } = this.#core.repositories;
    const previous = owner.storage === null ? undefined : this.#lastOfStorage.get(owner.storage);
    const claim = Promise.withResolvers<void>();
    if (owner.storage !== null) this.#lastOfStorage.set(owner.storage, claim.promise);
    try {
      const id = await write(this.#core, () =>
        jobs.insert(owner.kind, owner.project, owner.storage, owner.user, nowMicros()),
      );
      const done = this.#run(id, steps, previous).finally(claim.resolve);
      return { id, done };
    } catch (error) {
      // Who stands behind waits for the job before, which may still run.
      void Promise.resolve(previous).then(() => claim.resolve());
      throw error;
    }
  }

  async #run(id: number, steps: JobSteps, previous: Promise<unknown> | undefined): Promise<JobResult> {
    const { jobs } = this.#core.repositories;
    const live = { answer: jobAnswer(jobs.byId(id) as JobRow), running: null as RunningJob | null, cancelled: false };
    this.#live.set(id, live);
    this.#tell(id, {});
    await previous;
    // Cancelled while it stood in line: the storage is as the job before has left it.
    const begins = !live.cancelled;
    let result: JobResult = neverBegun();
    if (begins)
      try {
        await write(this.#core, () => {
          jobs.setStatus(id, 'in_progress');
          steps.onBegin?.();
        });
        live.running = this.#threads.run(
          steps.order,
          () => this.#tell(id, { status: 'in_progress' }),
          (counts) => this.#tell(id, counts),
        );
        if (live.cancelled) live.running.cancel();
        result = await live.running.result;
      } catch (error) {
        this.#core.log.error({ err: error, job: id }, 'a job broke');
        result = broken();
      }
    const now = nowMicros();
    await write(this.#core, () => {
      jobs.finish(id, result.status, result.counts, result.message, now);
      if (begins) steps.onEnd?.(result);
    });
    this.#tell(id, { ...result.counts, status: result.status, message: result.message, finished_at: isoMicros(now) });
    this.#live.delete(id);
    return result;
  }

  /** A job as it is this moment. */
  answer(row: JobRow): JobAnswer {
    return this.#live.get(row.id)?.answer ?? jobAnswer(row);
  }

  /** Asks a job to stop at the next safe point. One that has ended is left as it is. */
  cancel(id: number): void {
    const live = this.#live.get(id);
    if (!live) return;
    live.cancelled = true;
    live.running?.cancel();
  }

  cancelAll(): void {
    for (const id of this.#live.keys()) this.cancel(id);
    for (const cancel of this.#quick.values()) cancel();
  }

  /** Cancels what runs and waits for its end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.cancelAll();
    await Promise.all(this.#lastOfStorage.values());
    await Promise.allSettled(this.#quick.keys());
    await this.#threads.close();
  }

  /** Storages that were deleted: their jobs are cancelled, and when those have ended the rows are cleared away. Does not wait. */
  discard(storages: number[]): void {
    for (const [id, { answer }] of this.#live) if (storages.includes(answer.storage ?? 0)) this.cancel(id);
    const ends = storages.map((storage) => this.#lastOfStorage.get(storage));
    void Promise.all(ends).then(() => this.purge());
  }

  /** Clears away what was deleted, in the background: one clearing at a time, and once more for what came meanwhile. */
  purge(): void {
    if (this.#stopped) return;
    if (this.#purging) {
      this.#purgeAgain = true;
      return;
    }
    this.#purging = true;
    this.#purgeAgain = false;
    this.#threads
      .run({ kind: 'purge' }, nothing, nothing)
      .result.catch((error) => {
        // A stop ends the thread; the next start goes on.
        if (!this.#stopped) this.#core.log.error({ err: error }, 'clearing away what was deleted broke');
      })
      .finally(() => {
        this.#purging = false;
        if (this.#purgeAgain) this.purge();
      });
  }

  /** Runs an order that is over soon and needs no row of its own. */
  quick(order: JobOrder): Promise<JobResult> {
    if (this.#stopped) {
      return Promise.resolve({ ...broken(), status: 'cancelled', message: 'Larder is being stopped.' });
    }
    const { result, cancel } = this.#threads.run(order, nothing, nothing);
    this.#quick.set(result, cancel);
    return result.finally(() => this.#quick.delete(result));
  }

  #tell(id: number, change: Partial<JobAnswer>): void {
    const live = this.#live.get(id);
    if (!live) return;
    live.answer = { ...live.answer, ...change };
    this.#core.events.tell(live.answer);
  }
}
