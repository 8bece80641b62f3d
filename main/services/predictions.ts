import type { PredictionFields } from '../contract/annotations.ts';
import type { Column } from '../database/changeRow.ts';
import type { TaskRow } from '../database/rows.ts';
import { stringifyJson } from '../domain/jsonText.ts';
import { nowMicros } from '../domain/timestamps.ts';
import type { Access } from './access.ts';
import { predictionAnswer } from './answers/annotations.ts';
import { type JsonText, jsonList } from './answers/rawJson.ts';
import { type Core, write } from './core.ts';
import { stillThere } from './errors.ts';

export const showPrediction = ({ repositories }: Core, id: number): JsonText =>
  predictionAnswer(stillThere('Prediction', repositories.predictions.byId(id)));

export const predictionsOfTask = ({ repositories }: Core, task: TaskRow): JsonText =>
  jsonList(repositories.predictions.ofTasks([task.id]).map(predictionAnswer));

export const predictionsOfProject = (
  { repositories }: Core,
  project: number,
  limit: number,
  offset: number,
): JsonText => jsonList(repositories.predictions.ofProject(project, limit, offset).map(predictionAnswer));

export async function createPrediction(core: Core, task: TaskRow, fields: PredictionFields): Promise<JsonText> {
  const now = nowMicros();
  const id = await write(core, () => {
    stillThere('Task', core.repositories.tasks.byId(task.id));
    return core.repositories.predictions.insert({
      task_id: task.id,
      project_id: task.project_id,
      result: fields.result == null ? null : stringifyJson(fields.result),
      model_version: fields.model_version ?? '',
      score: fields.score ?? null,
      cluster: null,
      neighbors: null,
      mislabeling: 0,
      created_at: now,
      updated_at: now,
    });
  });
  return showPrediction(core, id);
}

export async function updatePrediction(core: Core, id: number, fields: PredictionFields): Promise<JsonText> {
  const columns: Record<string, Column> = { updated_at: nowMicros() };
  if (fields.result !== undefined) columns.result = fields.result === null ? null : stringifyJson(fields.result);
  if (fields.score !== undefined) columns.score = fields.score;
  if (fields.model_version !== undefined) columns.model_version = fields.model_version ?? '';
  await write(core, () => core.repositories.predictions.change(id, columns));
  return showPrediction(core, id);
}

export async function deletePrediction(core: Core, access: Access, id: number): Promise<void> {
  const { id: known } = access.prediction(id);
  await write(core, () => core.repositories.predictions.remove(known));
}
