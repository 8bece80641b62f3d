import { Worker } from 'node:worker_threads';
import type { JobCounts } from '../../contract/larder.ts';
import type { WriteTurn } from '../../database/writeTurn.ts';
import { Places } from './places.ts';
import {
  type FolderTally,
  type FromThread,
  handedOver,
  type JobOrder,
  type JobResult,
  neverBegun,
  type ToThread,
} from './protocol.ts';

/** An idle thread is kept this long for the next job, then gives its memory back. */
const KEEP_IDLE_MS = 20_000;
/** One that holds more than this (bytes) is not kept: after a task of 100 MB it is 700, and jobs that come often would keep it alive. */
const KEEP_UP_TO = 128 << 20;

interface ThreadOptions {
  entry: URL | string;
  databaseFile: string;
  turn: WriteTurn;
  /** How many orders of each lane run at the same time: a quick one never waits for the end of a long one. */
  places: Record<Lane, number>;
}

type Lane = 'long' | 'quick' | 'list';

export interface Watcher {
  lane: Lane;
  /** Cancels the order, also when it still waits for its place. */
  signal: AbortSignal;
  /** Awaited before the order begins; it does not begin when this rejects. */
  onBegin?: () => Promise<void>;
  onProgress?: (counts: JobCounts, tally?: FolderTally) => void;
}

interface Thread {
  worker: Worker;
  /** Resolves when it is loaded, or has ended. */
  ready: Promise<void>;
  idleTimer: NodeJS.Timeout | null;
  /** Ends the turn that the thread holds, also when it dies while holding it. */
  endTurn: (() => void) | null;
}

/** How much memory a thread holds (bytes); 0 when it has ended, or runs on a Node before 22.16, which cannot tell. */
async function heldBy(worker: Worker): Promise<number> {
  const heap = await worker.getHeapStatistics?.().catch(() => undefined);
  return heap ? heap.total_heap_size + heap.external_memory : 0;
}

/** Runs job orders on worker threads, as many at a time as there are places, the others wait in line. */
export class JobThreads {
  readonly #options: ThreadOptions;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #places: Record<Lane, Places>;

  constructor(options: ThreadOptions) {
    this.#options = options;
    const { long, quick, list } = options.places;
    this.#places = { long: new Places(long), quick: new Places(quick), list: new Places(list) };
  }

  async run(order: JobOrder, watcher: Watcher): Promise<JobResult> {
    const places = this.#places[watcher.lane];
    if (!(await places.take(watcher.signal))) return neverBegun();
    try {
      await watcher.onBegin?.();
      return await this.#work(order, watcher);
    } finally {
      places.leave();
    }
  }

  async close(): Promise<void> {
    const end = async ({ worker, ready }: Thread) => {
      // SQLite's binary ends the whole process when its thread is ended while loading it.
      worker.ref();
      await ready;
      await worker.terminate();
    };
    await Promise.all([...this.#all].map(end));
  }

  async #work(order: JobOrder, { signal, onProgress }: Watcher): Promise<JobResult> {
    const thread = this.#thread();
    const { worker } = thread;
    const cancel = () => worker.postMessage({ type: 'cancel' } satisfies ToThread);
    // While it works it keeps the process alive: a stop waits for the end of the job.
    worker.ref();
    try {
      worker.postMessage({ type: 'run', order } satisfies ToThread, handedOver(order));
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel);
      return await this.#result(thread, onProgress);
    } finally {
      // What is told to this job from now on must not reach the next one.
      signal.removeEventListener('abort', cancel);
      worker.unref();
      this.#keep(thread);
    }
  }

  #keep(thread: Thread): void {
    if (!this.#all.has(thread)) return;
    this.#idle.push(thread);
    thread.idleTimer = setTimeout(() => this.#retire(thread), KEEP_IDLE_MS).unref();
    void heldBy(thread.worker).then((bytes) => bytes > KEEP_UP_TO && this.#retire(thread));
  }

  /** Ends an idle thread. From here on no job may get it. */
  #retire(thread: Thread): void {
    const at = this.#idle.indexOf(thread);
    if (at < 0) return;
    this.#idle.splice(at, 1);
    void thread.worker.terminate();
  }

  #thread(): Thread {
    const idle = this.#idle.pop();
    if (idle) {
      if (idle.idleTimer) clearTimeout(idle.idleTimer);
      return idle;
    }
    const { entry, databaseFile, turn } = this.#options;
    const worker = new Worker(entry, { workerData: { databaseFile }, name: 'larder job' });
    const ready = Promise.withResolvers<void>();
    const thread: Thread = { worker, ready: ready.promise, idleTimer: null, endTurn: null };
    this.#all.add(thread);
    worker.on('message', (message: FromThread) => {
      if (message.type === 'ready') ready.resolve();
      if (message.type === 'turn ended') thread.endTurn?.();
      if (message.type !== 'turn') return;
      void turn.take().then((end) => {
        thread.endTurn = end;
        if (this.#all.has(thread)) worker.postMessage({ type: 'granted' } satisfies ToThread);
        else end();
      });
    });
    worker.on('exit', () => {
      ready.resolve();
      thread.endTurn?.();
      this.#all.delete(thread);
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    // A thread that breaks outside of a job has nobody who waits for it; 'exit' follows.
    worker.on('error', () => this.#all.delete(thread));
    worker.unref();
    return thread;
  }

  #result({ worker }: Thread, onProgress: Watcher['onProgress']): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
        settle();
      };
      const onMessage = (message: FromThread) => {
        if (message.type === 'progress') onProgress?.(message.counts, message.tally);
        else if (message.type === 'done') finish(() => resolve(message.result));
        else if (message.type === 'broken')
          finish(() => reject(Object.assign(new Error(message.message), { code: message.code })));
      };
      const onError = (error: unknown) => finish(() => reject(error));
      const onExit = () => finish(() => reject(new Error('The job thread ended before its job.')));
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.on('exit', onExit);
    });
  }
}
