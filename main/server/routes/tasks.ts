import { contract } from '../../contract/index.ts';
import type { ProjectRow } from '../../database/rows.ts';
import { deleteTask } from '../../services/annotations.ts';
import { jsonList, jsonObject } from '../../services/answers/rawJson.ts';
import { invalid, notFound, Refusal } from '../../services/errors.ts';
import { changeTaskData, createTask, importTasks } from '../../services/tasks.ts';
import { showTask, showTasks } from '../../services/taskViews.ts';
import { readJsonText } from '../body.ts';
import { askedPage, requirePage } from '../paging.ts';
import { type RouteTools, route } from '../route.ts';

const PAGE_SIZE = 100;
const PROJECT_PAGE_SIZE = 50;

export function taskRoutes(tools: RouteTools): void {
  const { services } = tools;
  const { tasks, projects } = services.repositories;
  const projectOf = (task: { project_id: number }) => projects.byId(task.project_id) as ProjectRow;
  const endpoints = contract.tasks;

  route(tools, endpoints.listTasks, ({ access, query }) => {
    if (!query.project || !/^\d{1,15}$/.test(query.project)) throw notFound('Project');
    const project = access.project(Number(query.project));
    const page = askedPage(query, PAGE_SIZE);
    requirePage(page, project.task_number);
    const rows = tasks.page(project.id, page.offset, page.size, project.task_number);
    const totals = {
      total: project.task_number,
      total_annotations: project.total_annotations_number,
      total_predictions: project.total_predictions_number,
    };
    return jsonObject(totals, { tasks: jsonList(showTasks(services, project, rows, query.fields === 'all')) });
  });

  route(tools, endpoints.createTask, async ({ access, body }) => {
    let project: ProjectRow;
    try {
      project = access.project(body.project);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw invalid({ project: [`Invalid pk "${body.project}" - object does not exist.`] });
    }
    return showTask(services, project, await createTask(services, project, body.data));
  });

  route(tools, endpoints.getTask, ({ access, ids }) => {
    const task = access.task(ids.id as number);
    return showTask(services, projectOf(task), task);
  });

  route(tools, endpoints.updateTask, async ({ access, user, ids, body }) => {
    const task = access.task(ids.id as number);
    return showTask(
      services,
      projectOf(task),
      body.data ? await changeTaskData(services, task, user, body.data) : task,
    );
  });

  route(tools, endpoints.deleteTask, ({ access, ids }) => deleteTask(services, access.task(ids.id as number)));

  route(tools, endpoints.listProjectTasks, ({ access, ids, query }) => {
    const project = access.project(ids.id as number);
    const page = askedPage(query, PROJECT_PAGE_SIZE);
    requirePage(page, project.task_number);
    const rows = tasks.pageByChange(project.id, page.offset, page.size);
    return jsonList(showTasks(services, project, rows, true));
  });

  route(tools, endpoints.importTasks, async ({ ctx, access, user, ids }) => {
    const project = access.project(ids.id as number);
    return importTasks(services, project, user, await readJsonText(ctx.req));
  });
}
