import type { Database } from './open.ts';
import type { Flag, TaskRow } from './rows.ts';

const COLUMNS = `task.id, project_id, inner_id, data, allow_skip, created_at, updated_at, updated_by, is_labeled,
  total_annotations, cancelled_annotations, total_predictions,
  (SELECT path FROM local_files_import_storage_link WHERE task_id = task.id) AS file_path`; // of one task five times as quick as a LEFT JOIN

/** Tasks in the order in which they came: ids and inner ids of a project rise together. */
export function taskRepository(db: Database) {
  const insert = db.prepare(
    'INSERT INTO task (project_id, inner_id, data, allow_skip, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const byId = db.prepare<[number], TaskRow>(`SELECT ${COLUMNS} FROM task WHERE task.id = ?`);
  const fromInnerId = db.prepare<[number, number, number], TaskRow>(
    `SELECT ${COLUMNS} FROM task WHERE project_id = ? AND inner_id >= ? ORDER BY inner_id LIMIT ?`,
  );
  const gaps = db.prepare<[number], { thousand: number; gone: number }>(
    'SELECT thousand, gone FROM task_gap WHERE project_id = ? ORDER BY thousand',
  );
  const innerIdBehind = db
    .prepare<[number, number, number], number>(
      'SELECT inner_id FROM task WHERE project_id = ? AND inner_id > ? ORDER BY inner_id LIMIT 1 OFFSET ?',
    )
    .pluck();
  const idsByChange = db
    .prepare<Record<string, number>, number>(
      `SELECT id FROM (
         SELECT * FROM (SELECT id, updated_at AS changed FROM task
           WHERE project_id = @project AND updated_at IS NOT NULL ORDER BY updated_at DESC LIMIT @upTo)
         UNION ALL
         SELECT * FROM (SELECT id, created_at AS changed FROM task
           WHERE project_id = @project AND updated_at IS NULL ORDER BY inner_id DESC LIMIT @upTo)
         ORDER BY changed DESC, id DESC LIMIT @limit OFFSET @offset)`,
    )
    .pluck();
  const lately = db.prepare<[string], TaskRow>(
    `SELECT ${COLUMNS} FROM task WHERE task.id IN (SELECT value FROM json_each(?))
     ORDER BY coalesce(updated_at, created_at) DESC, task.id DESC`,
  );
  const changeData = db.prepare('UPDATE task SET data = ?, updated_at = ?, updated_by = ? WHERE id = ?');
  const touch = db.prepare('UPDATE task SET updated_at = ?, updated_by = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM task WHERE id = ?');
  const after = db.prepare<[string, number, number], { id: number; found: Flag }>(
    'SELECT id, instr(data, ?) > 0 AS found FROM task WHERE id > ? ORDER BY id LIMIT ?',
  );
  const dataOf = db.prepare<[number], string>('SELECT data FROM task WHERE id = ?').pluck();
  const rewriteData = db.prepare('UPDATE task SET data = ? WHERE id = ?');
  const before = db.prepare<[number], { root: string; data: string }>(
    'SELECT root, data FROM task_before_rebase WHERE task_id = ?',
  );
  const keepBefore = db.prepare(
    `INSERT INTO task_before_rebase (task_id, root, data) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET root = excluded.root, data = excluded.data`,
  );
  const forgetBefore = db.prepare('DELETE FROM task_before_rebase WHERE task_id = ?');
  const someOfProject = db
    .prepare<[number, number], number>('SELECT id FROM task WHERE project_id = ? ORDER BY inner_id LIMIT ?')
    .pluck();

  /** The inner id of the task at a position, from 0. Arithmetic up to the thousand that it is in; there it is counted. */
  function innerIdAtPosition(project: number, position: number): number | undefined {
    let goneBefore = 0;
    for (const { thousand, gone } of gaps.all(project)) {
      const first = thousand * 1000 - goneBefore;
      if (position < first) break;
      if (position < first + 1000 - gone) return innerIdBehind.get(project, thousand * 1000, position - first);
      goneBefore += gone;
    }
    return position + goneBefore + 1;
  }

  return {
    innerIdAtPosition,
    insert: (project: number, innerId: number, data: string, allowSkip: boolean, now: number) =>
      Number(insert.run(project, innerId, data, allowSkip ? 1 : 0, now).lastInsertRowid),
    byId: (id: number) => byId.get(id),
    page(project: number, offset: number, limit: number): TaskRow[] {
      const from = innerIdAtPosition(project, offset);
      return from === undefined ? [] : fromInnerId.all(project, from, limit);
    },
    /** A page, most recently changed first; a task that was never changed counts from its making. It reads all pages before it. */
    idsByChange: (project: number, offset: number, limit: number) =>
      idsByChange.all({ project, limit, offset, upTo: offset + limit }),
    /** These tasks, most recently changed first. */
    lately: (ids: number[]) => lately.all(JSON.stringify(ids)),
    changeData: (id: number, data: string, now: number, user: number) => changeData.run(data, now, user, id),
    /** The next tasks of all projects behind an id, and whether their data contains `text`. */
    after: (id: number, text: string, limit: number) => after.all(text, id, limit),
    dataOf: (id: number) => dataOf.get(id) as string,
    /** For what is no change that anybody made: when and by whom the task was changed stays. */
    rewriteData: (id: number, data: string) => rewriteData.run(data, id),
    /** The data of a task as it was below an earlier document root, when a rebase could not bring all of it along. */
    beforeRebase: (id: number) => before.get(id),
    keepBeforeRebase: (id: number, root: string, data: string) => keepBefore.run(id, root, data),
    forgetBeforeRebase: (id: number) => forgetBefore.run(id),
    touch: (id: number, now: number, user: number) => touch.run(now, user, id),
    remove: (id: number) => remove.run(id),
    someOfProject: (project: number, limit: number) => someOfProject.all(project, limit),
  };
}
