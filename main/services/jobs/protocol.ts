import type { JobCounts } from '../../contract/larder.ts';
import type { TaskListQuestion } from '../../database/taskLists.ts';

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
    }
  | { kind: 'purge' }
  | { kind: 'task list'; question: TaskListQuestion };

/** A file of a preview; `key` is its absolute path. */
export interface ListedFile {
  key: string | null;
  last_modified: string | null;
  size: number | null;
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
  /** Annotations and predictions that came with the tasks, and the fields that all tasks share (import only). */
  imported?: { annotations: number; predictions: number; columns: string[] };
  /** The first files in the order of the import (preview only). */
  files?: ListedFile[];
  /** Task list only. */
  taskList?: TaskList;
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
  | { type: 'progress'; counts: JobCounts }
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

/** What comes back from it in the same way. */
export const handedBack = (message: FromThread): ArrayBuffer[] =>
  message.type === 'done' && message.result.taskList ? [message.result.taskList.ids.buffer] : [];
