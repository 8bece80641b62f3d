import type { Repositories } from '../../database/index.ts';
import type { TaskItem } from '../../domain/taskItem.ts';

interface TaskOrigin {
  project: number;
  innerId: number;
  /** Who the annotations that come with the task are by: a request's are its sender's, of a file nobody knows. */
  author: number | null;
  now: number;
}

/** Stores a task with its predictions and annotations; the export storages of the project get the annotations. Call in a transaction. */
export function insertTask(
  repositories: Repositories,
  origin: TaskOrigin,
  item: TaskItem,
  exportStorages: number[],
): number {
  const { project, innerId, author, now } = origin;
  const task = repositories.tasks.insert(project, innerId, item.data, item.allowSkip, now);
  const times = { created_at: now, updated_at: now };
  for (const prediction of item.predictions) {
    repositories.predictions.insert({
      task_id: task,
      project_id: project,
      result: prediction.result,
      model_version: prediction.modelVersion,
      score: prediction.score,
      cluster: prediction.cluster,
      neighbors: prediction.neighbors,
      mislabeling: prediction.mislabeling,
      ...times,
    });
  }
  for (const annotation of item.annotations) {
    const id = repositories.annotations.insert({
      task_id: task,
      project_id: project,
      result: annotation.result,
      completed_by: author,
      updated_by: null,
      was_cancelled: annotation.wasCancelled ? 1 : 0,
      ground_truth: annotation.groundTruth ? 1 : 0,
      lead_time: annotation.leadTime,
      parent_prediction: null,
      parent_annotation: null,
      ...times,
    });
    for (const storage of exportStorages) repositories.outbox.putWriting(storage, id);
  }
  return task;
}

/** Takes back a task with the annotations that came with it, and their files where the storage allows it. Call in a transaction. */
export function takeBackTask(repositories: Repositories, task: number): void {
  for (const annotation of repositories.annotations.ofTask(task)) {
    for (const storage of repositories.exportStorages.ofProject(annotation.project_id)) {
      const goes = storage.can_delete_objects && repositories.exportLinks.has(storage.id, annotation.id);
      if (goes) repositories.outbox.putRemoval(storage.id, annotation);
    }
  }
  repositories.tasks.remove(task);
}

export const exportStoragesOf = (repositories: Repositories, project: number) =>
  repositories.exportStorages.ofProject(project).map(({ id }) => id);
