import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** What has to be ended and removed however the run ends: children by their own pid, then the temporary folder. */
export class Cleanup {
  #steps = [];
  #children = new Set();
  #folder = null;
  #ending = null;
  interrupted = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
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

  set folder(path) {
    this.#folder = path;
  }

  /** A child process that must not outlive the run. */
  child(process) {
    this.#children.add(process);
    process.once('exit', () => this.#children.delete(process));
    this.step(() => endChild(process));
    return process;
  }

  /** Steps are done in the opposite order; a step that was done elsewhere meanwhile must do nothing. */
  step(action) {
    this.#steps.push(action);
  }

  end() {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end() {
    for (const step of this.#steps.reverse())
      await step().catch((error) => console.error(`cleaning up: ${error.message}`));
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    this.#folder = null;
  }
}

export const isRunning = (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** Asks a child to end, and ends it after a while. Answers its exit code, or the signal that ended it. */
export async function endChild(child, { signal = 'SIGTERM', patienceMs = 15_000 } = {}) {
  if (!isRunning(child)) return child.exitCode ?? child.signalCode;
  const ended = new Promise((resolve) => child.once('exit', (code, by) => resolve(code ?? by)));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const result = await ended;
  clearTimeout(timer);
  return result;
}
