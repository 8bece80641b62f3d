import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const MB = 1024;

function statusLine(pid: number, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!found) throw new Error(`the kernel does not tell ${name} of ${pid}`);
  return Number(found[1]) / MB;
}

/** Resident memory of one process in MB; null where the system does not tell. */
export function residentMb(pid: number): number | null {
  try {
    if (process.platform === 'linux') return statusLine(pid, 'VmRSS');
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })) / MB;
  } catch {
    return null;
  }
}

/** The highest resident memory of a process while it runs: the kernel's own mark on Linux, samples elsewhere. */
export class PeakMemory {
  readonly #pid: number;
  readonly #before: number | null;
  #peak: number | null;
  #timer: NodeJS.Timeout | undefined;
  #kernelMark = false;

  constructor(pid: number) {
    this.#pid = pid;
    this.#before = residentMb(pid);
    this.#peak = this.#before;
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5'); // the mark starts anew
      this.#kernelMark = true;
    } catch {
      this.#timer = setInterval(() => this.#sample(), 100).unref();
    }
  }

  #sample() {
    this.#peak = Math.max(this.#peak ?? 0, residentMb(this.#pid) ?? 0) || null;
  }

  stop() {
    clearInterval(this.#timer);
    this.#sample();
    if (this.#kernelMark) this.#peak = statusLine(this.#pid, 'VmHWM');
    return { rss_before_mb: this.#before, rss_peak_mb: this.#peak };
  }
}
