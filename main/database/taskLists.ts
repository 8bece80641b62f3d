import type { Statement } from 'better-sqlite3';
import type { Database } from './open.ts';
import type { Flag } from './rows.ts';

/** Which tasks of a project, and in which order. Backwards is read from the end. */
export interface TaskListQuestion {
  project: number;
  search: string;
  state: 'labeled' | 'unlabeled' | null;
  /** The id of an import storage. */
  storage: number | 'none' | null;
  order: 'inner_id' | 'name' | 'updated_at';
}

export interface ListedTaskRow {
  id: number;
  inner_id: number;
  /** The file that made it and the storage that the file is in; null once the storage is deleted. */
  path: string | null;
  storage_id: number | null;
  /** Whether the task is the file: else it is an item of it, or came without a file. */
  is_file: Flag;
  /** The beginning of it. */
  data: string;
  is_labeled: Flag;
  total_annotations: number;
  total_predictions: number;
  created_at: number;
  updated_at: number | null;
}

/** A task as a list is made of it: its id, and what decides its place. Every further column would be a third of the time. */
export type OrderRow = [id: number, ...decides: (string | number | null)[]];

/** What a list shows of data, it finds in so many characters of it. */
const BEGINNING = 8000;

const IS_FILE = 'link.path IS NOT NULL AND link.item_hash IS NULL';
const DATA = `substr(data, 1, ${BEGINNING})`;
/** The links of a deleted storage go in small steps: for a list they are gone at once. */
const FROM = `FROM task LEFT JOIN local_files_import_storage_link AS link ON link.task_id = task.id
  AND link.storage_id IN (SELECT id FROM local_files_import_storage WHERE project_id = @project AND deleted_at IS NULL)`;
const COLUMNS = `task.id, inner_id, link.path, link.storage_id, ${IS_FILE} AS is_file, ${DATA} AS data, is_labeled, total_annotations,
  total_predictions, created_at, updated_at`;

/** By name: what the name is made of, no data when that is the file's. */
const DECIDES: Record<TaskListQuestion['order'], string[]> = {
  inner_id: [],
  updated_at: ['coalesce(updated_at, created_at)'],
  name: ['link.path', `CASE WHEN ${IS_FILE} THEN NULL ELSE ${DATA} END`],
};

type Parameters = Record<string, number | string | null>;
/** Whether the path of a task's file, or else its data, is what is looked for. */
type Matches = (path: string | null, data: string | null) => boolean;

function conditionsOf({ state, storage, search }: TaskListQuestion): string[] {
  return [
    ...(state ? [`is_labeled = ${state === 'labeled' ? 1 : 0}`] : []),
    ...(storage === 'none' ? ['link.storage_id IS NULL'] : storage === null ? [] : ['link.storage_id = @storage']),
    ...(search ? [`matches(link.path, CASE WHEN ${IS_FILE} THEN NULL ELSE data END)`] : []),
  ];
}

/** Tasks as the page lists them: found by any place in any order. */
export function taskListRepository(db: Database) {
  let matches: Matches = () => true;
  db.function('matches', { directOnly: true }, (path, data) => (matches(path as string, data as string) ? 1 : 0));
  const version = db
    .prepare<Parameters, string>(
      `SELECT last_inner_id || ' ' || task_number || ' ' || maximum_annotations || ' '
         || coalesce((SELECT max(updated_at) FROM task WHERE project_id = @project AND updated_at IS NOT NULL), 0) || ' '
         || coalesce((SELECT group_concat(id) FROM local_files_import_storage
              WHERE project_id = @project AND deleted_at IS NULL), '') || ' '
         || coalesce((SELECT value FROM setting WHERE name = 'address_root'), '')
       FROM project WHERE id = @project`,
    )
    .pluck();
  const lastInnerId = db
    .prepare<[number], number | null>('SELECT max(inner_id) FROM task WHERE project_id = ?')
    .pluck();
  const byIds = db.prepare<Parameters, ListedTaskRow>(
    // The plus keeps the index of the project out of it: by that all of its tasks would be looked at.
    `SELECT ${COLUMNS} ${FROM} WHERE +task.project_id = @project AND task.id IN (SELECT value FROM json_each(@ids))`,
  );
  const from = db.prepare<Parameters, ListedTaskRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE task.project_id = @project AND inner_id >= @from ORDER BY inner_id LIMIT @limit`,
  );
  const parts = new Map<string, Statement<Parameters, OrderRow>>();

  function partOf(question: TaskListQuestion): Statement<Parameters, OrderRow> {
    const columns = ['task.id', ...DECIDES[question.order]];
    const where = ['task.project_id = @project', 'inner_id > @after', 'inner_id <= @upTo', ...conditionsOf(question)];
    const sql = `SELECT ${columns} ${FROM} WHERE ${where.join(' AND ')} ORDER BY inner_id`;
    const statement = parts.get(sql) ?? db.prepare<Parameters, OrderRow>(sql).raw();
    parts.set(sql, statement);
    return statement;
  }

  return {
    /**
     * Differs whenever a list may: tasks that come raise the last inner id, tasks that go lower the number, every change of a task
     * has a later time, a limit decides what is labeled, a storage takes its links with it, and another document root changes every path.
     */
    version: (project: number) => version.get({ project }) ?? '',
    lastInnerId: (project: number) => lastInnerId.get(project) ?? 0,
    /** The tasks that a question is about, with inner ids above `after` up to `upTo`, in that order. */
    part(question: TaskListQuestion, after: number, upTo: number, looksFor: Matches): OrderRow[] {
      matches = looksFor;
      const { project, storage } = question;
      const named = typeof storage === 'number' ? { storage } : {};
      return partOf(question).all({ project, after, upTo, ...named });
    },
    /** In no order; an id that is gone is left out. */
    byIds: (project: number, ids: number[]) => byIds.all({ project, ids: JSON.stringify(ids) }),
    /** In the order of inner ids, from one on. */
    from: (project: number, innerId: number, limit: number) => from.all({ project, from: innerId, limit }),
  };
}
