import { contract } from '../../contract/index.ts';
import { deleteTask } from '../../services/annotations.ts';
import { invalid, notFound } from '../../services/errors.ts';
import { changeTaskData, createTask, importTasks } from '../../services/tasks.ts';
import { listTasks, listTasksByChange, showTask } from '../../services/taskViews.ts';
import { readImport } from '../body.ts';
import { askedPage, requirePage } from '../paging.ts';
import { isId, isYes } from '../query.ts';
import { type RouteTools, route } from '../route.ts';

const PAGE_SIZE = 100;
const PROJECT_PAGE_SIZE = 50;

export function taskRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.tasks;
  route(tools, endpoints.listTasks, ({ access, query }) => {
    if (query.project !== undefined && !/^-?\d+$/.test(query.project)) {
      throw invalid({ project: ['Give the id of a project.'] });
    }
    if (!isId(query.project)) throw notFound('Project');
    const project = access.project(Number(query.project));
    const page = askedPage(query, PAGE_SIZE);
    requirePage(page, project.task_number);
    return listTasks(services, project, page.size, page.offset, query.fields === 'all');
  });
  route(tools, endpoints.createTask, async ({ access, body }) => {
    return showTask(services, await createTask(services, access.project(body.project), body.data));
  });
  route(tools, endpoints.getTask, ({ access, id }) => showTask(services, access.task(id)));
  route(tools, endpoints.updateTask, async ({ access, user, id, body }) => {
    const task = access.task(id);
    return showTask(services, body.data ? await changeTaskData(services, task, user, body.data) : task);
  });
  route(tools, endpoints.deleteTask, ({ access, id }) => deleteTask(services, access.task(id)));
  route(tools, endpoints.listProjectTasks, ({ access, id, query }) => {
    const project = access.project(id);
    const page = askedPage(query, PROJECT_PAGE_SIZE);
    requirePage(page, project.task_number);
    return listTasksByChange(services, project, page.size, page.offset);
  });
  route(tools, endpoints.importTasks, async ({ ctx, access, user, id, query }) => {
    const project = access.project(id);
    return importTasks(services, project, user, await readImport(ctx.req), isYes(query.return_task_ids));
  });
}
