import type { FileKind } from '../../contract/fileKinds.ts';
import type { JobCounts } from '../../contract/larder.ts';
import type { TaskListQuestion } from '../../database/taskLists.ts';

/** What a job thread is told to do. Paths are absolute and normalized. */
export type JobOrder =
  | {
      kind: 'sync';
      storage: number;
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
      /** How many of the first files are read as task files; 0 in Files mode. */
      taskFilesRead: number;
    }
  | { kind: 'count'; path: string; recursive: boolean; dataDir: string; followLinks: boolean }
  | { kind: 'tasks by change'; project: number; offset: number; limit: number }
  | { kind: 'purge' }
  | { kind: 'task list'; question: TaskListQuestion }
  /** `choices` are settings that are stored with it; null forgets one. */
  | { kind: 'rebase'; to: string; choices: Record<string, string | null> };

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

/** Ids of tasks in their order. */
export interface TaskList {
  ids: Float64Array<ArrayBuffer>;
  /** Of the project's tasks when the list was made. */
  version: string;
  /** What the making took (milliseconds). */
  took: number;
}

/** How a job ended. `message` says in words why it did not go well. */
export interface JobResult {
  status: 'completed' | 'completed_with_errors' | 'failed' | 'cancelled';
  message: string | null;
  counts: JobCounts;
  /** Files and items in words, one line each, the first ones. */
  lines: string[];
  /** The tasks in their order, the annotations and predictions that came with them, and the fields that all share (import only). */
  imported?: { tasks: number[]; annotations: number; predictions: number; columns: string[] };
  /** The tasks of the page that was asked for (tasks by change only). */
  ids?: number[];
  /** The first files in the order of the import (preview only). */
  files?: ListedFile[];
  /** The first files read as task files, in the same order, and the data of their first tasks (preview only). */
  taskFiles?: { read: PreviewedTasks[]; data: string[] };
  /** What the folder holds (count only). */
  tally?: FolderTally;
  /** Task list only. */
  taskList?: TaskList;
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
  | { type: 'progress'; counts: JobCounts; tally?: FolderTally | undefined }
  | { type: 'done'; result: JobResult }
  /** `code` is that of a system or database error. */
  | { type: 'broken'; message: string; code: string };

export const noCounts = (): JobCounts => ({
  found: 0,
  created: 0,
  existing: 0,
  skipped: 0,
  failed: 0,
  files: 0,
  files_read: 0,
  file_share: 0,
});

export const neverBegun = (): JobResult => ({
  status: 'cancelled',
  message: 'It was cancelled before it began.',
  counts: noCounts(),
  lines: [],
});

/** What goes to the thread without being copied; it is gone here then. */
export const handedOver = (order: JobOrder): ArrayBuffer[] => (order.kind === 'import' ? [order.body.buffer] : []);

/** What comes back from it in the same way. */
export const handedBack = (message: FromThread): ArrayBuffer[] =>
  message.type === 'done' && message.result.taskList ? [message.result.taskList.ids.buffer] : [];
