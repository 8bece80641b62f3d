import type { JobCounts } from '../../contract/larder.ts';

/** What a job thread is told to do. Paths are absolute and normalized. */
export type JobOrder =
  | {
      kind: 'sync';
      storage: number;
      user: number;
      /** Stands before the addresses of new tasks. */
      host: string;
      dataDir: string;
      followLinks: boolean;
      naturalOrder: boolean;
    }
  | { kind: 'export'; storage: number; onlyNew: boolean; onlyWaiting: boolean }
  /** `body` is what a request brought: JSON in UTF-8, or not. */
  | { kind: 'import'; project: number; user: number; body: Uint8Array<ArrayBuffer> }
  | { kind: 'take back'; import: number }
  | {
      kind: 'preview';
      path: string;
      regexFilter: string | null;
      recursive: boolean;
      documentRoot: string;
      dataDir: string;
      followLinks: boolean;
      naturalOrder: boolean;
      limit: number;
    }
  | { kind: 'purge' }
  /** `choices` are settings that are stored with it; null forgets one. */
  | { kind: 'rebase'; to: string; choices: Record<string, string | null> };

/** A file of a preview; `key` is its absolute path. */
export interface ListedFile {
  key: string | null;
  last_modified: string | null;
  size: number | null;
}

/** How a job ended. `message` says in words why it did not go well. */
export interface JobResult {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  message: string | null;
  counts: JobCounts;
  /** Files and items in words, one line each, the first ones. */
  lines: string[];
  /** Annotations and predictions that came with the tasks, and the fields that all tasks share (import only). */
  imported?: { annotations: number; predictions: number; columns: string[] };
  /** The first files in the order of the import (preview only). */
  files?: ListedFile[];
}

export type ToThread =
  | { type: 'run'; order: JobOrder }
  | { type: 'cancel' }
  /** The answer to `turn`. */
  | { type: 'granted' };

export type FromThread =
  /** Everything is loaded. */
  | { type: 'ready' }
  /** Asks for the turn to write; `turn ended` gives it back. */
  | { type: 'turn' }
  | { type: 'turn ended' }
  | { type: 'progress'; counts: JobCounts }
  | { type: 'done'; result: JobResult }
  /** `code` is that of a system or database error. */
  | { type: 'broken'; message: string; code: string };

export const noCounts = (): JobCounts => ({ found: 0, created: 0, existing: 0, skipped: 0, failed: 0 });

export const neverBegun = (): JobResult => ({
  status: 'cancelled',
  message: 'It was cancelled before it began.',
  counts: noCounts(),
  lines: [],
});

/** What goes to the thread without being copied; it is gone here then. */
export const handedOver = (order: JobOrder): ArrayBuffer[] => (order.kind === 'import' ? [order.body.buffer] : []);
