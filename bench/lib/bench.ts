import type { Cleanup } from './cleanup.ts';
import type { Options } from './options.ts';
import type { Report } from './report.ts';

/** One run, as every workload is given it. */
export interface Bench {
  options: Options;
  cleanup: Cleanup;
  /** The temporary folder of the run, and the microseconds that making a file there takes. */
  folder: string;
  createUs: number;
  report: Report;
  /** What --json appends. */
  raw: unknown[];
  say: (text: string) => void;
  /** The last words of the server that was started last. */
  said: (() => string) | null;
  /** Where the trees are now that are made once and moved from server to server. */
  large: string | null;
  million: string | null;
}
