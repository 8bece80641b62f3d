import { contract } from '../../contract/index.ts';
import type { ProjectRow, UserRow } from '../../database/rows.ts';
import { projectAnswer } from '../../services/answers/projects.ts';
import { createProject, deleteProject, updateProject } from '../../services/projects.ts';
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
  const { projects, users } = services.repositories;
  const show = (row: ProjectRow, counted = true) => projectAnswer(row, users.byId(row.created_by) as UserRow, counted);

  route(tools, contract.projects.listProjects, ({ ctx, user, query }) => {
    const page = askedPage(query, PAGE_SIZE);
    const count = projects.countVisible(user);
    requirePage(page, count);
    return {
      count,
      next: page.offset + page.size < count ? pageUrl(ctx, page.number + 1) : null,
      previous: page.number > 1 ? pageUrl(ctx, page.number - 1) : null,
      results: projects.pageVisible(user, page.size, page.offset).map((row) => show(row)),
    };
  });
  route(tools, contract.projects.createProject, async ({ user, body }) =>
    show(await createProject(services, user, body), false),
  );
  route(tools, contract.projects.getProject, ({ access, ids }) => show(access.project(ids.id as number)));
  route(tools, contract.projects.updateProject, async ({ access, ids, body }) =>
    show(await updateProject(services, access.project(ids.id as number), body)),
  );
  route(tools, contract.projects.deleteProject, ({ access, ids }) =>
    deleteProject(services, access.project(ids.id as number)),
  );
}
