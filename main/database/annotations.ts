import { type Column, rowChanger } from './changeRow.ts';
import type { Database } from './open.ts';
import type { AnnotationRow } from './rows.ts';

export type NewAnnotation = Omit<AnnotationRow, 'id'>;

export function annotationRepository(db: Database) {
  const insert = db.prepare(
    `INSERT INTO annotation (task_id, project_id, result, completed_by, updated_by, was_cancelled, ground_truth, lead_time,
       parent_prediction, parent_annotation, created_at, updated_at)
     VALUES (@task_id, @project_id, @result, @completed_by, @updated_by, @was_cancelled, @ground_truth, @lead_time,
       @parent_prediction, @parent_annotation, @created_at, @updated_at)`,
  );
  const byId = db.prepare<[number], AnnotationRow>('SELECT * FROM annotation WHERE id = ?');
  const ofTask = db.prepare<[number], AnnotationRow>('SELECT * FROM annotation WHERE task_id = ? ORDER BY id');
  const ofTasks = db.prepare<[string], AnnotationRow>(
    'SELECT * FROM annotation WHERE task_id IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const after = db.prepare<[number, number, number], AnnotationRow>(
    'SELECT * FROM annotation WHERE project_id = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const remove = db.prepare('DELETE FROM annotation WHERE id = ?');
  return {
    insert: (annotation: NewAnnotation) => Number(insert.run(annotation).lastInsertRowid),
    byId: (id: number) => byId.get(id),
    ofTask: (task: number) => ofTask.all(task),
    ofTasks: (tasks: number[]) => ofTasks.all(JSON.stringify(tasks)),
    /** The next annotations of a project behind an id, in the order of ids. */
    after: (project: number, id: number, limit: number) => after.all(project, id, limit),
    change: rowChanger(db, 'annotation') as (id: number, columns: Record<string, Column>) => void,
    remove: (id: number) => remove.run(id),
  };
}
