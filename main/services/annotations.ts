import type { AnnotationFields } from '../contract/annotations.ts';
import type { Column } from '../database/changeRow.ts';
import type { Repositories } from '../database/index.ts';
import { type AnnotationRow, asFlag, type TaskRow } from '../database/rows.ts';
import { stringifyJson } from '../domain/jsonText.ts';
import { nowMicros } from '../domain/timestamps.ts';
import type { User } from './access.ts';
import { annotationAnswer } from './answers/annotations.ts';
import { type JsonText, jsonList } from './answers/rawJson.ts';
import { type Core, write } from './core.ts';
import { stillThere } from './errors.ts';
import type { Services } from './services.ts';

/** An annotation as the API shows it. */
export const showAnnotation = ({ repositories }: Core, row: AnnotationRow): JsonText =>
  annotationAnswer(row, repositories.users.byId);

export const listAnnotations = (core: Core, task: TaskRow): JsonText =>
  jsonList(core.repositories.annotations.ofTask(task.id).map((row) => showAnnotation(core, row)));

/** Puts an annotation into the outbox of every export storage of its project. Call in the transaction that changes it. */
function queueForExport(repositories: Repositories, annotation: number, project: number): boolean {
  const storages = repositories.exportStorages.ofProject(project);
  for (const storage of storages) repositories.outbox.putWriting(storage.id, annotation);
  return storages.length > 0;
}

/** Stores an annotation, durable when it resolves, its files in place where the folders can be written. */
export async function createAnnotation(
  services: Services,
  task: TaskRow,
  user: User,
  fields: AnnotationFields,
): Promise<AnnotationRow> {
  const { repositories } = services;
  const now = nowMicros();
  const { row, exported } = await write(services, () => {
    stillThere('User', repositories.users.byId(user.id));
    stillThere('Task', repositories.tasks.byId(task.id));
    const project = stillThere('Task', repositories.projects.byId(task.project_id));
    const id = repositories.annotations.insert({
      task_id: task.id,
      project_id: task.project_id,
      result: fields.result == null ? null : stringifyJson(fields.result),
      completed_by: user.id,
      updated_by: user.id,
      was_cancelled: asFlag(fields.was_cancelled ?? false),
      ground_truth: asFlag(fields.ground_truth ?? false),
      lead_time: fields.lead_time ?? null,
      parent_prediction: fields.parent_prediction ?? null,
      parent_annotation: fields.parent_annotation ?? null,
      created_at: now,
      updated_at: now,
    });
    repositories.tasks.touch(task.id, now, user.id);
    const row = repositories.annotations.byId(id) as AnnotationRow;
    return { row, exported: queueForExport(repositories, id, project.id) };
  });
  if (exported) await services.outbox.push(row.id);
  return row;
}

export async function updateAnnotation(
  services: Services,
  row: AnnotationRow,
  user: User,
  fields: AnnotationFields,
): Promise<AnnotationRow> {
  const { repositories } = services;
  const now = nowMicros();
  const columns: Record<string, Column> = { updated_at: now, updated_by: user.id };
  if (fields.result !== undefined) columns.result = fields.result === null ? null : stringifyJson(fields.result);
  if (fields.lead_time !== undefined) columns.lead_time = fields.lead_time;
  if (fields.was_cancelled !== undefined) columns.was_cancelled = asFlag(fields.was_cancelled);
  if (fields.ground_truth !== undefined) columns.ground_truth = asFlag(fields.ground_truth);
  if (fields.parent_prediction !== undefined) columns.parent_prediction = fields.parent_prediction;
  if (fields.parent_annotation !== undefined) columns.parent_annotation = fields.parent_annotation;
  const { changed, exported } = await write(services, () => {
    stillThere('User', repositories.users.byId(user.id));
    repositories.annotations.change(row.id, columns);
    const changed = stillThere('Annotation', repositories.annotations.byId(row.id));
    repositories.tasks.touch(row.task_id, now, user.id);
    return { changed, exported: queueForExport(repositories, row.id, row.project_id) };
  });
  if (exported) await services.outbox.push(row.id);
  return changed;
}

/** Call in the transaction that deletes the annotation: the files that Larder wrote go where the storage allows it. */
function queueRemoval({ repositories, outbox, events }: Services, annotation: AnnotationRow): void {
  const waiting = new Map(repositories.outbox.ofAnnotation(annotation.id).map((row) => [row.storage_id, row]));
  for (const storage of repositories.exportStorages.ofProject(annotation.project_id)) {
    const row = waiting.get(storage.id);
    const goes = storage.can_delete_objects && outbox.hasWritten(storage, annotation.id);
    if (goes) repositories.outbox.putRemoval(storage.id, annotation);
    else if (row) {
      repositories.outbox.done(row);
      events.tell({ type: 'outbox', project: storage.project_id, storage: storage.id });
    }
  }
}

export async function deleteAnnotation(services: Services, annotation: AnnotationRow, user: User): Promise<void> {
  const { repositories } = services;
  await services.outbox.idle(annotation.id);
  await write(services, () => {
    stillThere('User', repositories.users.byId(user.id));
    queueRemoval(services, annotation);
    repositories.annotations.remove(annotation.id);
    repositories.tasks.touch(annotation.task_id, nowMicros(), user.id);
  });
  await services.outbox.push(annotation.id);
}

/** Deletes a task with its annotations; the files of those go where the storage allows it. */
export async function deleteTask(services: Services, task: TaskRow): Promise<void> {
  const { repositories } = services;
  await Promise.all(repositories.annotations.ofTask(task.id).map(({ id }) => services.outbox.idle(id)));
  const annotations = await write(services, () => {
    const annotations = repositories.annotations.ofTask(task.id);
    for (const annotation of annotations) queueRemoval(services, annotation);
    repositories.tasks.remove(task.id);
    return annotations;
  });
  await Promise.all(annotations.map(({ id }) => services.outbox.push(id)));
}
