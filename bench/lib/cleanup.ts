import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { asError } from './errors.ts';

/** What has to be ended and removed however the run ends: children by their own pid, then the temporary folder. */
export class Cleanup {
  readonly #steps: (() => Promise<unknown>)[] = [];
  readonly #children = new Set<ChildProcess>();
  #folder: string | null = null;
  #ending: Promise<void> | null = null;
  interrupted = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        this.interrupted = true;
        console.error(`\n${signal}: ending what was started`);
        void this.end().finally(() => process.exit(130));
      });
    }
    // The last resort, where nothing can be waited for.
    process.on('exit', () => {
      for (const child of this.#children) if (isRunning(child)) child.kill('SIGKILL');
      if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
    });
  }

  set folder(path: string) {
    this.#folder = path;
  }

  /** A child process that must not outlive the run. */
  child<Child extends ChildProcess>(process: Child): Child {
    this.#children.add(process);
    process.once('exit', () => this.#children.delete(process));
    this.step(() => endChild(process));
    return process;
  }

  /** Steps are done in the opposite order; a step that was done elsewhere meanwhile must do nothing. */
  step(action: () => Promise<unknown>): void {
    this.#steps.push(action);
  }

  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    for (const step of this.#steps.reverse())
      await step().catch((error: unknown) => console.error(`cleaning up: ${asError(error).message}`));
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    this.#folder = null;
  }
}

export const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

const PATIENCE_MS = 15_000;

/** How a process ended: its exit code, or the signal that ended it. */
type Ending = number | NodeJS.Signals | null;

/** Asks a child to end, and ends it after a while. */
export async function endChild(child: ChildProcess): Promise<Ending> {
  if (!isRunning(child)) return child.exitCode ?? child.signalCode;
  const ended = new Promise<Ending>((resolve) => child.once('exit', (code, by) => resolve(code ?? by)));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const result = await ended;
  clearTimeout(timer);
  return result;
}
