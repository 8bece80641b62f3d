import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './fields.ts';
import { fileKind } from './fileKinds.ts';

/** A task as a list shows it. */
export const listedTask = z.strictObject({
  id: z.int(),
  inner_id: z.int(),
  /** Base name of the file it came from; without one, of the first address in its data; else the first text in it. */
  name: z.string(),
  /** Path of its file below the document root. */
  file: z.string().nullable(),
  storage: z.int().nullable(),
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
      /** Looked for in the path of the file and, without one, in the data; capitals do not matter. */
      search: z.string().optional(),
      /** `labeled` or `unlabeled`. */
      state: z.string().optional(),
      /** The id of an import storage, or `none`. */
      storage: z.string().optional(),
      /** One of TASK_ORDERS; inner_id when not given. */
      order: z.string().optional(),
    }),
    answers: { 200: z.strictObject({ total: z.int(), tasks: z.array(listedTask) }) },
  }),
};
