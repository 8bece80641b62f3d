import type { AnnotationRow, PredictionRow, UserRow } from '../../database/rows.ts';
import { createdAgo, isoMicros, nowMicros } from '../../domain/timestamps.ts';
import { type JsonText, jsonObject } from './rawJson.ts';
import { createdUsername } from './users.ts';

export type FindUser = (id: number) => UserRow | undefined;
export type Author = (user: UserRow) => unknown;
export const authorId: Author = (user) => user.id;

/** The fields that an annotation has everywhere; `completed_by` and `task` differ by the place. */
export function annotationFields(row: AnnotationRow, author: UserRow | undefined) {
  return {
    id: row.id,
    created_username: createdUsername(author),
    created_ago: createdAgo(row.created_at, nowMicros()),
    was_cancelled: row.was_cancelled === 1,
    ground_truth: row.ground_truth === 1,
    created_at: isoMicros(row.created_at),
    updated_at: isoMicros(row.updated_at),
    draft_created_at: null,
    lead_time: row.lead_time,
    import_id: null,
    last_action: null,
    bulk_created: false,
    project: row.project_id,
    updated_by: row.updated_by,
    parent_prediction: row.parent_prediction,
    parent_annotation: row.parent_annotation,
    last_created_by: null,
  };
}

/** `author` shows the author: an id by itself, an object inside a task. */
export function annotationAnswer(row: AnnotationRow, findUser: FindUser, author: Author = authorId): JsonText {
  const user = row.completed_by === null ? undefined : findUser(row.completed_by);
  const plain = { ...annotationFields(row, user), completed_by: user ? author(user) : null, task: row.task_id };
  return jsonObject(plain, { result: row.result ?? 'null' });
}

export function predictionAnswer(row: PredictionRow): JsonText {
  const plain = {
    id: row.id,
    model_version: row.model_version,
    created_ago: createdAgo(row.created_at, nowMicros()),
    score: row.score,
    cluster: row.cluster,
    mislabeling: row.mislabeling,
    created_at: isoMicros(row.created_at),
    updated_at: isoMicros(row.updated_at),
    model: null,
    model_run: null,
    task: row.task_id,
    project: row.project_id,
  };
  return jsonObject(plain, { result: row.result ?? 'null', neighbors: row.neighbors ?? 'null' });
}
