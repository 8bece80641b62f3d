import type { ProjectRow, TaskRow } from '../database/rows.ts';
import { dataKeyOf } from '../domain/labelConfig.ts';
import type { JsonText } from './answers/rawJson.ts';
import { type TaskView, taskAnswer, taskBriefAnswer } from './answers/tasks.ts';
import type { Core } from './core.ts';

function viewOf(core: Core, project: ProjectRow): TaskView {
  return {
    dataKey: dataKeyOf(project.label_config),
    documentRoot: core.settings().document_root.value,
    findUser: core.repositories.users.byId,
  };
}

/** Tasks of one project as the API shows them; `whole` with their annotations and predictions. */
export function showTasks(core: Core, project: ProjectRow, rows: TaskRow[], whole: boolean): JsonText[] {
  const view = viewOf(core, project);
  const { annotations, predictions } = core.repositories;
  const annotated = rows.filter((row) => row.total_annotations + row.cancelled_annotations > 0).map(({ id }) => id);
  const predicted = whole ? rows.filter((row) => row.total_predictions > 0).map(({ id }) => id) : [];
  const annotationsOf = Map.groupBy(annotated.length ? annotations.ofTasks(annotated) : [], ({ task_id }) => task_id);
  const predictionsOf = Map.groupBy(predicted.length ? predictions.ofTasks(predicted) : [], ({ task_id }) => task_id);
  return rows.map((row) => {
    const own = annotationsOf.get(row.id) ?? [];
    return whole ? taskAnswer(row, own, predictionsOf.get(row.id) ?? [], view) : taskBriefAnswer(row, own, view);
  });
}

export const showTask = (core: Core, project: ProjectRow, row: TaskRow): JsonText =>
  showTasks(core, project, [row], true)[0] as JsonText;
