import type { FileKind } from '../../contract/fileKinds.ts';
import type { JobCounts } from '../../contract/larder.ts';

/** What a job thread is told to do. Paths are absolute and normalized. */
export type JobOrder =
  | {
      kind: 'sync';
      storage: number;
      user: number;
      documentRoot: string;
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
      /** How many of the first files are read as task files; 0 in Files mode. */
      taskFilesRead: number;
    }
  | { kind: 'count'; path: string; recursive: boolean; dataDir: string; followLinks: boolean }
  | { kind: 'tasks by change'; project: number; offset: number; limit: number }
  | { kind: 'purge' };

/** What a folder holds as far as it was read; `folders` counts itself too. */
export interface FolderTally {
  folders: number;
  files: number;
  kinds: Record<FileKind, number>;
  /** The first ones, in words. */
  problems: string[];
}

/** A file of a preview; `key` is its absolute path. */
export interface ListedFile {
  key: string | null;
  last_modified: string | null;
  size: number | null;
}

/** What the beginning of a task file holds. */
export interface PreviewedTasks {
  tasks: number;
  /** The first one that a sync would list, in words. */
  problem: string | null;
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
  /** The tasks of the page that was asked for (tasks by change only). */
  ids?: number[];
  /** The first files in the order of the import (preview only). */
  files?: ListedFile[];
  /** The first files read as task files, in the same order, and the data of their first tasks (preview only). */
  taskFiles?: { read: PreviewedTasks[]; data: string[] };
  /** What the folder holds (count only). */
  tally?: FolderTally;
}

export type ToThread =
  | { type: 'run'; order: JobOrder }
  | { type: 'cancel' }
  /** The answer to `turn`. */
  | { type: 'granted' };

export type FromThread =
  /** Asks for the turn to write; `turn ended` gives it back. */
  | { type: 'turn' }
  | { type: 'turn ended' }
  | { type: 'progress'; counts: JobCounts; tally?: FolderTally | undefined }
  | { type: 'done'; result: JobResult }
  | { type: 'broken'; message: string };

export const noCounts = (): JobCounts => ({ found: 0, created: 0, existing: 0, skipped: 0, failed: 0 });

export const neverBegun = (): JobResult => ({
  status: 'cancelled',
  message: 'It was cancelled before it began.',
  counts: noCounts(),
  lines: [],
});

/** What goes to the thread without being copied; it is gone here then. */
export const handedOver = (order: JobOrder): ArrayBuffer[] => (order.kind === 'import' ? [order.body.buffer] : []);
