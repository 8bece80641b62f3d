import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './fields.ts';
import { fileKind } from './fileKinds.ts';

/** A task as a list shows it. */
export const listedTask = z.strictObject({
  id: z.int(),
  inner_id: z.int(),
  /**
   * What tells it apart: the base name of the file that it is; of an item of a task file, or of a task that came without any, the base
   * name of the first address in its data, else the first text in that, else the base name of the task file.
   */
  name: z.string(),
  /** Path of the file that made it, below the document root. */
  file: z.string().nullable(),
  storage: z.int().nullable(),
  /** Of what its address names; `text` without one. */
  kind: fileKind,
  /** The address that its bytes are served at, when its data has one. */
  address: z.string().nullable(),
  /** The beginning of the first text in its data, when it has no address. */
  snippet: z.string().nullable(),
  is_labeled: z.boolean(),
  annotations: z.int(),
  predictions: z.int(),
  created_at: instant,
  updated_at: instant,
});
export type ListedTask = z.output<typeof listedTask>;

export const taskWindow = z.strictObject({
  /** How many tasks this order has: every place below it can be asked for. */
  total: z.int(),
  /** False: tasks came, went or changed since this order was made, and a newer one is on its way; ask again in a second. */
  fresh: z.boolean(),
  tasks: z.array(listedTask),
});
export type TaskWindow = z.output<typeof taskWindow>;

/** The most that one window holds, and what it holds when no limit is given. */
export const LARGEST_WINDOW = 500;
export const USUAL_WINDOW = 100;

export const TASK_ORDERS = ['inner_id', '-inner_id', 'name', '-name', 'updated_at', '-updated_at'] as const;

export const taskListEndpoints = {
  taskList: endpoint({
    method: 'GET',
    path: '/api/larder/projects/{id}/tasks',
    summary: 'A window of the tasks of a project: any place of a million answers at once, also filtered and sorted',
    tag: 'Larder',
    query: z.object({
      /** From 0; `limit` 1 to 500, 100 when not given. */
      offset: z.string().optional(),
      limit: z.string().optional(),
      /** Looked for in the path of the file, and in the data of what is not a file itself; capitals do not matter. */
      search: z.string().optional(),
      /** `labeled` or `unlabeled`. */
      state: z.string().optional(),
      /** The id of an import storage, or `none`. */
      storage: z.string().optional(),
      /** One of TASK_ORDERS; inner_id when not given. */
      order: z.string().optional(),
    }),
    answers: { 200: taskWindow },
  }),
};
