import type { PredictionFields } from '../../contract/annotations.ts';
import { contract } from '../../contract/index.ts';
import type { Column } from '../../database/changeRow.ts';
import type { PredictionRow, TaskRow } from '../../database/rows.ts';
import { stringifyJson } from '../../domain/jsonText.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { predictionAnswer } from '../../services/answers/annotations.ts';
import { jsonList } from '../../services/answers/rawJson.ts';
import { write } from '../../services/core.ts';
import { invalid, invalidRequest, Refusal } from '../../services/errors.ts';
import { askedPage } from '../paging.ts';
import { type RouteTools, route } from '../route.ts';

const PAGE_SIZE = 100;

function columnsOf(fields: PredictionFields): Record<string, Column> {
  const columns: Record<string, Column> = {};
  if (fields.result !== undefined) columns.result = fields.result === null ? null : stringifyJson(fields.result);
  if (fields.score !== undefined) columns.score = fields.score;
  if (fields.model_version !== undefined) columns.model_version = fields.model_version ?? '';
  return columns;
}

export function predictionRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { predictions } = services.repositories;
  const endpoints = contract.annotations;
  const show = (id: number) => predictionAnswer(predictions.byId(id) as PredictionRow);

  route(tools, endpoints.listPredictions, ({ access, query }) => {
    const number = Number(query.task ?? query.project);
    if (!Number.isSafeInteger(number)) throw invalidRequest('Name a task or a project: ?task=<id> or ?project=<id>.');
    if (query.task) return jsonList(predictions.ofTasks([access.task(number).id]).map(predictionAnswer));
    const page = askedPage(query, PAGE_SIZE);
    return jsonList(predictions.ofProject(access.project(number).id, page.size, page.offset).map(predictionAnswer));
  });

  route(tools, endpoints.createPrediction, async ({ access, body }) => {
    let task: TaskRow;
    try {
      task = access.task(body.task);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw invalid({ task: [`Invalid pk "${body.task}" - object does not exist.`] });
    }
    const now = nowMicros();
    const id = await write(services, () =>
      predictions.insert({
        task_id: task.id,
        project_id: task.project_id,
        result: body.result == null ? null : stringifyJson(body.result),
        model_version: body.model_version ?? '',
        score: body.score ?? null,
        cluster: null,
        neighbors: null,
        mislabeling: 0,
        created_at: now,
        updated_at: now,
      }),
    );
    return show(id);
  });

  route(tools, endpoints.getPrediction, ({ access, ids }) => show(access.prediction(ids.id as number).id));
  route(tools, endpoints.updatePrediction, async ({ access, ids, body }) => {
    const { id } = access.prediction(ids.id as number);
    await write(services, () => predictions.change(id, { ...columnsOf(body), updated_at: nowMicros() }));
    return show(id);
  });
  route(tools, endpoints.deletePrediction, async ({ access, ids }) => {
    const { id } = access.prediction(ids.id as number);
    await write(services, () => predictions.remove(id));
  });
}
