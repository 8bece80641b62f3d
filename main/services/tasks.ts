import type { ProjectRow, TaskRow, UserRow } from '../database/rows.ts';
import { stringifyJson } from '../domain/jsonText.ts';
import { nowMicros } from '../domain/timestamps.ts';
import { write } from './core.ts';
import { invalidRequest, Refusal, stillThere } from './errors.ts';
import { flushExports } from './exports/flushExports.ts';
import type { Services } from './services.ts';

export async function createTask(services: Services, project: ProjectRow, data: object): Promise<TaskRow> {
  const { projects, tasks } = services.repositories;
  const text = stringifyJson(data);
  return write(services, () => {
    const { id } = stillThere('Project', projects.byId(project.id));
    return tasks.byId(tasks.insert(id, projects.takeInnerIds(id, 1), text, true, nowMicros())) as TaskRow;
  });
}

export async function changeTaskData(services: Services, task: TaskRow, user: UserRow, data: object): Promise<TaskRow> {
  const { tasks, users } = services.repositories;
  return write(services, () => {
    stillThere('User', users.byId(user.id));
    tasks.changeData(task.id, stringifyJson(data), nowMicros(), user.id);
    return stillThere('Task', tasks.byId(task.id));
  });
}

/** Makes tasks of a body of JSON, all or none; answers what Label Studio's import answers. */
export async function importTasks(
  services: Services,
  project: ProjectRow,
  user: UserRow,
  body: Uint8Array<ArrayBuffer>,
  withIds: boolean,
) {
  const started = performance.now();
  const result = await services.jobs.quick({ kind: 'import', project: project.id, user: user.id, body });
  if (result.status === 'cancelled')
    throw new Refusal(503, 'Larder is being stopped. Nothing was imported: send it again when it runs.');
  if (result.status !== 'completed' || !result.imported) {
    const message = result.message ?? 'The tasks could not be imported.';
    throw message.startsWith('JSON parse error')
      ? new Refusal(400, message)
      : invalidRequest(result.lines.join('\n') || message);
  }
  const { tasks, annotations, predictions, columns } = result.imported;
  await flushExports(services, project.id);
  return {
    task_count: result.counts.created,
    annotation_count: annotations,
    prediction_count: predictions,
    duration: (performance.now() - started) / 1000,
    file_upload_ids: [],
    could_be_tasks_list: false,
    found_formats: [],
    data_columns: columns,
    ...(withIds ? { task_ids: tasks } : {}),
  };
}
