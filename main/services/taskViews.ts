import type { ProjectRow, TaskRow } from '../database/rows.ts';
import { dataKeyOf } from '../domain/labelConfig.ts';
import { addressRoot } from './addressRoot.ts';
import { type Author, authorId } from './answers/annotations.ts';
import { type JsonText, jsonList, jsonObject } from './answers/rawJson.ts';
import { taskAnswer, taskBriefAnswer } from './answers/tasks.ts';
import { userWithInitials } from './answers/users.ts';
import type { Core } from './core.ts';
import { stillThere } from './errors.ts';
import type { Services } from './services.ts';

/** Tasks of one project as the API shows them; `whole` with their annotations and predictions. */
function showTasks(
  core: Core,
  project: ProjectRow,
  rows: TaskRow[],
  whole: boolean,
  author: Author = authorId,
): JsonText[] {
  const { annotations, predictions, users } = core.repositories;
  const view = {
    dataKey: dataKeyOf(project.label_config),
    documentRoot: addressRoot(core),
    findUser: users.byId,
    author,
  };
  const annotated = rows.filter((row) => row.total_annotations + row.cancelled_annotations > 0).map(({ id }) => id);
  const predicted = whole ? rows.filter((row) => row.total_predictions > 0).map(({ id }) => id) : [];
  const annotationsOf = Map.groupBy(annotated.length ? annotations.ofTasks(annotated) : [], ({ task_id }) => task_id);
  const predictionsOf = Map.groupBy(predicted.length ? predictions.ofTasks(predicted) : [], ({ task_id }) => task_id);
  return rows.map((row) => {
    const own = annotationsOf.get(row.id) ?? [];
    return whole ? taskAnswer(row, own, predictionsOf.get(row.id) ?? [], view) : taskBriefAnswer(row, own, view);
  });
}

export function showTask(core: Core, row: TaskRow): JsonText {
  const project = stillThere('Task', core.repositories.projects.byId(row.project_id));
  return showTasks(core, project, [row], true, userWithInitials)[0] as JsonText;
}

/** A page of a project's tasks in the order in which they came, with the totals of the project. */
export function listTasks(core: Core, project: ProjectRow, limit: number, offset: number, whole: boolean): JsonText {
  const rows = core.repositories.tasks.page(project.id, offset, limit);
  const totals = {
    total: project.task_number,
    total_annotations: project.total_annotations_number,
    total_predictions: project.total_predictions_number,
  };
  return jsonObject(totals, { tasks: jsonList(showTasks(core, project, rows, whole)) });
}

/** Up to here the tasks before a page are skipped in some 10 ms; behind it a job thread does it. */
const SKIPPED_AT_MOST = 10_000;

/** A page of a project's tasks, most recently changed first. */
export async function listTasksByChange(services: Services, project: ProjectRow, limit: number, offset: number) {
  const { tasks } = services.repositories;
  const { id } = project;
  const ids =
    offset <= SKIPPED_AT_MOST
      ? tasks.idsByChange(id, offset, limit)
      : (await services.jobs.quick({ kind: 'tasks by change', project: id, offset, limit })).ids;
  return jsonList(showTasks(services, project, tasks.lately(ids ?? []), true));
}
