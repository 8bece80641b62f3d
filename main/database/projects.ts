import { type Column, rowChanger } from './changeRow.ts';
import type { Database } from './open.ts';
import type { ProjectRow, UserRow } from './rows.ts';

const COLUMNS = `id, title, description, label_config, options, maximum_annotations, created_by, created_at, task_number,
  finished_task_number, annotated_task_number, total_annotations_number, useful_annotation_number, ground_truth_number,
  skipped_annotations_number, total_predictions_number`;
const VISIBLE = `deleted_at IS NULL AND (? OR id IN (SELECT project_id FROM project_member WHERE user_id = ?))`;

export interface NewProject {
  title: string;
  description: string;
  label_config: string;
  options: string;
  maximum_annotations: number;
  created_by: number;
  now: number;
}

/** Projects and who is a member of them. A deleted project is hidden at once; its rows are cleared away by a job. */
export function projectRepository(db: Database) {
  const byId = db.prepare<[number], ProjectRow>(`SELECT ${COLUMNS} FROM project WHERE id = ? AND deleted_at IS NULL`);
  const insert = db.prepare(
    `INSERT INTO project (title, description, label_config, options, maximum_annotations, created_by, created_at)
     VALUES (@title, @description, @label_config, @options, @maximum_annotations, @created_by, @now)`,
  );
  const count = db.prepare<[number, number], number>(`SELECT count(*) FROM project WHERE ${VISIBLE}`).pluck();
  const page = db.prepare<[number, number, number, number], ProjectRow>(
    `SELECT ${COLUMNS} FROM project WHERE ${VISIBLE} ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const takeInnerIds = db
    .prepare<{ id: number; number: number }, number>(
      `UPDATE project SET last_inner_id = last_inner_id + @number, task_number = task_number + @number
       WHERE id = @id RETURNING last_inner_id`,
    )
    .pluck();
  const markDeleted = db.prepare('UPDATE project SET deleted_at = ? WHERE id = ?');
  const deleted = db.prepare<[number], number>('SELECT id FROM project WHERE deleted_at <= ?').pluck();
  const deletedAt = db
    .prepare<[number], number>('SELECT deleted_at FROM project WHERE id = ? AND deleted_at IS NOT NULL')
    .pluck();
  const restore = db.prepare('UPDATE project SET deleted_at = NULL WHERE id = ?');
  const remove = db.prepare('DELETE FROM project WHERE id = ?');
  const configs = db.prepare<[string], { id: number; label_config: string }>(
    'SELECT id, label_config FROM project WHERE instr(label_config, ?)',
  );
  const tasks = db.prepare<[], number>('SELECT coalesce(sum(task_number), 0) FROM project').pluck();
  const isMember = db
    .prepare<[number, number], number>('SELECT 1 FROM project_member WHERE user_id = ? AND project_id = ?')
    .pluck();
  const members = db.prepare<[number], UserRow>(
    `SELECT user.id, email, first_name, last_name, is_owner, created_at
     FROM project_member JOIN user ON user.id = user_id WHERE project_id = ? ORDER BY user.id`,
  );
  const addMember = db.prepare('INSERT OR IGNORE INTO project_member (project_id, user_id) VALUES (?, ?)');
  const removeMember = db.prepare('DELETE FROM project_member WHERE project_id = ? AND user_id = ?');

  return {
    byId: (id: number) => byId.get(id),
    insert: (project: NewProject) => Number(insert.run(project).lastInsertRowid),
    change: rowChanger(db, 'project') as (id: number, columns: Record<string, Column>) => void,
    countVisible: (user: UserRow) => count.get(user.is_owner, user.id) as number,
    pageVisible: (user: UserRow, limit: number, offset: number) => page.all(user.is_owner, user.id, limit, offset),
    /** Counts `number` new tasks and answers the first of their inner ids. Store them in the same transaction. */
    takeInnerIds: (id: number, number: number) => (takeInnerIds.get({ number, id }) as number) - number + 1,
    /** Labeling configs that contain a text. */
    configsWith: (text: string) => configs.all(text),
    /** How many tasks there are in all. */
    tasks: () => tasks.get() as number,
    markDeleted: (id: number, now: number) => markDeleted.run(now, id),
    /** Ids of those that were deleted at that time or before. */
    deletedUntil: (time: number) => deleted.all(time),
    /** When a project was deleted; undefined when it was not, or is cleared away. */
    deletedAt: (id: number) => deletedAt.get(id),
    restore: (id: number) => restore.run(id),
    remove: (id: number) => remove.run(id),
    isMember: (id: number, userId: number) => isMember.get(userId, id) === 1,
    members: (id: number) => members.all(id),
    addMember: (id: number, userId: number) => addMember.run(id, userId).changes > 0,
    removeMember: (id: number, userId: number) => removeMember.run(id, userId).changes > 0,
  };
}
