import { Worker } from 'node:worker_threads';
import type { JobCounts } from '../../contract/larder.ts';
import type { WriteTurn } from '../../database/writeTurn.ts';
import type { FromThread, JobOrder, JobResult, ToThread } from './protocol.ts';

/** An idle thread is kept this long for the next job, then gives its memory back. */
const KEEP_IDLE_MS = 20_000;

export interface ThreadOptions {
  entry: URL | string;
  databaseFile: string;
  turn: WriteTurn;
  /** How many jobs run at the same time. */
  most: number;
}

export interface RunningJob {
  result: Promise<JobResult>;
  cancel: () => void;
}

interface Thread {
  worker: Worker;
  idleTimer: NodeJS.Timeout | null;
  /** Ends the turn that the thread holds, also when it dies while holding it. */
  endTurn: (() => void) | null;
}

/** Runs job orders on worker threads, as many at a time as allowed, the others wait in line. */
export class JobThreads {
  readonly #options: ThreadOptions;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #line: (() => void)[] = [];
  #busy = 0;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  run(order: JobOrder, onStart: () => void, onProgress: (counts: JobCounts) => void): RunningJob {
    let cancelled = false;
    let worker: Worker | null = null;
    const tell = (message: ToThread) => worker?.postMessage(message);
    const result = this.#place().then(async () => {
      const thread = this.#thread();
      worker = thread.worker;
      // While it works it keeps the process alive: a stop waits for the end of the job.
      worker.ref();
      try {
        onStart();
        tell({ type: 'run', order });
        if (cancelled) tell({ type: 'cancel' });
        return await this.#result(thread, onProgress);
      } finally {
        // What is told to this job from now on must not reach the next one.
        worker = null;
        thread.worker.unref();
        this.#leave(thread);
      }
    });
    const cancel = () => {
      cancelled = true;
      tell({ type: 'cancel' });
    };
    return { result, cancel };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map(({ worker }) => worker.terminate()));
  }

  async #place(): Promise<void> {
    if (this.#busy >= this.#options.most) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#busy += 1;
  }

  #leave(thread: Thread): void {
    if (this.#all.has(thread)) {
      this.#idle.push(thread);
      thread.idleTimer = setTimeout(() => this.#retire(thread), KEEP_IDLE_MS).unref();
    }
    const next = this.#line.shift();
    if (next) next();
    else this.#busy -= 1;
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
    const thread: Thread = { worker, idleTimer: null, endTurn: null };
    this.#all.add(thread);
    worker.on('message', (message: FromThread) => {
      if (message.type === 'turn ended') thread.endTurn?.();
      if (message.type !== 'turn') return;
      void turn.take().then((end) => {
        thread.endTurn = end;
        if (this.#all.has(thread)) worker.postMessage({ type: 'granted' } satisfies ToThread);
        else end();
      });
    });
    worker.on('exit', () => {
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

  #result({ worker }: Thread, onProgress: (counts: JobCounts) => void): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        worker.off('message', onMessage);
        worker.off('error', onError);
        worker.off('exit', onExit);
        settle();
      };
      const onMessage = (message: FromThread) => {
        if (message.type === 'progress') onProgress(message.counts);
        else if (message.type === 'done') finish(() => resolve(message.result));
        else if (message.type === 'broken') finish(() => reject(new Error(message.message)));
      };
      const onError = (error: unknown) => finish(() => reject(error));
      const onExit = () => finish(() => reject(new Error('The job thread ended before its job.')));
      worker.on('message', onMessage);
      worker.on('error', onError);
      worker.on('exit', onExit);
    });
  }
}
