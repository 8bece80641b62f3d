import { type Column, rowChanger } from './changeRow.ts';
import type { Database } from './open.ts';
import type { PredictionRow } from './rows.ts';

type NewPrediction = Omit<PredictionRow, 'id'>;

export function predictionRepository(db: Database) {
  const insert = db.prepare(
    `INSERT INTO prediction (task_id, project_id, result, model_version, score, cluster, neighbors, mislabeling, created_at, updated_at)
     VALUES (@task_id, @project_id, @result, @model_version, @score, @cluster, @neighbors, @mislabeling, @created_at, @updated_at)`,
  );
  const byId = db.prepare<[number], PredictionRow>('SELECT * FROM prediction WHERE id = ?');
  const ofTasks = db.prepare<[string], PredictionRow>(
    'SELECT * FROM prediction WHERE task_id IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const ofProject = db.prepare<[number, number, number], PredictionRow>(
    'SELECT * FROM prediction WHERE project_id = ? ORDER BY id LIMIT ? OFFSET ?',
  );
  const remove = db.prepare('DELETE FROM prediction WHERE id = ?');
  return {
    insert: (prediction: NewPrediction) => Number(insert.run(prediction).lastInsertRowid),
    byId: (id: number) => byId.get(id),
    ofTasks: (tasks: number[]) => ofTasks.all(JSON.stringify(tasks)),
    ofProject: (project: number, limit: number, offset: number) => ofProject.all(project, limit, offset),
    change: rowChanger(db, 'prediction') as (id: number, columns: Record<string, Column>) => void,
    remove: (id: number) => remove.run(id),
  };
}
