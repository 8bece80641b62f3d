import type { Database } from './open.ts';

/** Imports by request that have not come to their end, known by their first task. */
export function unfinishedImportRepository(db: Database) {
  const mark = db.prepare('INSERT INTO unfinished_import (import_id, first_task, last_task) VALUES (?, ?, ?)');
  const all = db.prepare<[], number>('SELECT DISTINCT import_id FROM unfinished_import').pluck();
  const removable = db
    .prepare<[number, number], number>(
      `SELECT task.id FROM unfinished_import CROSS JOIN task ON task.id BETWEEN first_task AND last_task
       WHERE import_id = ?
       AND NOT EXISTS (SELECT 1 FROM annotation WHERE task_id = task.id AND annotation.updated_by IS NOT NULL)
       LIMIT ?`,
    )
    .pluck();
  const forget = db.prepare('DELETE FROM unfinished_import WHERE import_id = ?');
  return {
    mark: (id: number, firstTask: number, lastTask: number) => mark.run(id, firstTask, lastTask),
    all: () => all.all(),
    /** Tasks of an import that no person has annotated. */
    removable: (id: number, limit: number) => removable.all(id, limit),
    forget: (id: number) => forget.run(id),
  };
}
