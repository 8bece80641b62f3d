import { contract } from '../../contract/index.ts';
import { createProject, deleteProject, listProjects, showProject, updateProject } from '../../services/projects.ts';
import { askedPage, requirePage } from '../paging.ts';
import { type RouteTools, route } from '../route.ts';
import type { LarderContext } from '../state.ts';

const PAGE_SIZE = 30;

function pageUrl(ctx: LarderContext, number: number): string {
  const url = new URL(ctx.href);
  url.searchParams.set('page', String(number));
  return url.href;
}

export function projectRoutes(tools: RouteTools): void {
  const { services } = tools;
  const endpoints = contract.projects;
  route(tools, endpoints.listProjects, ({ ctx, user, query }) => {
    const page = askedPage(query, PAGE_SIZE);
    const { count, results } = listProjects(services, user, page.size, page.offset);
    requirePage(page, count);
    const next = page.offset + page.size < count ? pageUrl(ctx, page.number + 1) : null;
    const previous = page.number > 1 ? pageUrl(ctx, page.number - 1) : null;
    return { count, next, previous, results };
  });
  route(tools, endpoints.createProject, async ({ user, body }) =>
    showProject(services, await createProject(services, user, body), false),
  );
  route(tools, endpoints.getProject, ({ access, id }) => showProject(services, access.project(id)));
  route(tools, endpoints.updateProject, async ({ access, id, body }) =>
    showProject(services, await updateProject(services, access.project(id), body)),
  );
  route(tools, endpoints.deleteProject, ({ access, id }) => deleteProject(services, access.project(id)));
}
