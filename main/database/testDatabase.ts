import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewAnnotation } from './annotations.ts';
import { repositories } from './index.ts';
import { closeDatabase, openDatabase } from './open.ts';

/** A new database in a folder of its own, both gone when the test ends. For tests only. */
export function testDatabase() {
  const folder = mkdtempSync(path.join(tmpdir(), 'larder-database-'));
  const file = path.join(folder, 'larder.db');
  const db = openDatabase(file);
  onTestFinished(() => {
    if (db.open) closeDatabase(db);
    rmSync(folder, { recursive: true, force: true });
  });
  return { db, file, folder, all: repositories(db) };
}

/** A user and a project to hang rows on. */
export function testProject({ all }: ReturnType<typeof testDatabase>): { user: number; project: number } {
  const user = all.users.insert({
    email: 'a@b.c',
    first_name: '',
    last_name: '',
    is_owner: true,
    tokenHash: Buffer.from('x'),
    now: 1,
  });
  const fields = { title: 'p', description: '', label_config: '<View/>', options: '{}', maximum_annotations: 1 };
  return { user, project: all.projects.insert({ ...fields, created_by: user, now: 1 }) };
}

/** The fields of an annotation without any regions, by nobody. */
export const plainAnnotation = (project: number, task: number): NewAnnotation => ({
  task_id: task,
  project_id: project,
  result: '[]',
  completed_by: null,
  updated_by: null,
  was_cancelled: 0,
  ground_truth: 0,
  lead_time: null,
  parent_prediction: null,
  parent_annotation: null,
  created_at: 1,
  updated_at: 1,
});
