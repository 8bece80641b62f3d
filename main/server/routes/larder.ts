import { PassThrough } from 'node:stream';
import { contract } from '../../contract/index.ts';
import type { JobAnswer } from '../../contract/larder.ts';
import { changeSettings, settingsAnswer } from '../../services/chosenSettings.ts';
import { write } from '../../services/core.ts';
import { explainServing } from '../../services/explain.ts';
import { hashSecret } from '../../services/tokens.ts';
import { requireOwner } from '../../services/users.ts';
import { sessionCookie } from '../auth.ts';
import { askedPage } from '../paging.ts';
import { type RouteTools, route } from '../route.ts';

const HEARTBEAT_MS = 15_000;
const LATEST_JOBS = 20;
const ISSUES_A_PAGE = 100;
const NAMED_PROBLEMS = 100;

/** `%` and `_` in a search mean themselves. */
const like = (search: string | undefined) => `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`;

export function larderRoutes(tools: RouteTools): void {
  const { services, port } = tools;
  const { jobs, syncIssues, outbox, exportLinks, users } = services.repositories;
  const endpoints = contract.larder;

  route(tools, endpoints.getSettings, () => settingsAnswer(services));
  route(tools, endpoints.changeSettings, async ({ user, body }) => {
    requireOwner(user);
    return changeSettings(services, body);
  });
  route(tools, endpoints.explain, ({ user, access, query }) => explainServing(services, user, access, query));

  route(tools, endpoints.listJobs, ({ access, ids }) => {
    const id = ids.id as number;
    const rows = jobs.ofStorage(id, LATEST_JOBS);
    if (!rows.length) access.storage(id);
    return rows.map((row) => services.jobs.answer(access.job(row.id)));
  });
  route(tools, endpoints.getJob, ({ access, ids }) => services.jobs.answer(access.job(ids.id as number)));
  route(tools, endpoints.cancelJob, ({ access, ids }) => {
    const row = access.job(ids.id as number);
    services.jobs.cancel(row.id);
    return services.jobs.answer(row);
  });
  route(tools, endpoints.events, ({ ctx, access }) => {
    const stream = new PassThrough();
    const tell = (job: JobAnswer) => {
      if (access.seesProject(job.project)) stream.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
    };
    const unwatch = services.events.watch(tell);
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS);
    ctx.res.on('close', () => {
      clearInterval(heartbeat);
      unwatch();
      stream.destroy();
    });
    stream.write(': Larder events\n\n');
    ctx.type = 'text/event-stream';
    ctx.set('Cache-Control', 'no-store');
    ctx.body = stream;
  });

  route(tools, endpoints.listIssues, ({ access, ids, query }) => {
    const { id } = access.importStorage(ids.id as number);
    const page = askedPage(query, ISSUES_A_PAGE);
    const issues = syncIssues.page(id, like(query.search), page.size, page.offset).map((row) => ({
      id: row.id,
      file: row.path,
      place: row.place,
      number: row.number,
      reason: row.reason,
      advice: row.advice,
    }));
    return { total: syncIssues.count(id, like(query.search)), issues };
  });
  route(tools, endpoints.outbox, ({ access, ids }) => {
    const { id } = access.exportStorage(ids.id as number);
    const problems = outbox
      .failures(id, NAMED_PROBLEMS)
      .map((row) => ({ annotation: row.annotation_id, problem: row.problem }));
    return { written: exportLinks.count(id), ...outbox.counts(id), problems };
  });

  route(tools, endpoints.createSignInLink, ({ ctx, user }) => ({
    url: `http://${ctx.host}/sign-in?code=${services.makeSignInCode(user.id)}`,
  }));
  route(tools, endpoints.signOut, async ({ ctx }) => {
    const key = ctx.cookies.get(sessionCookie(port()));
    if (key) await write(services, () => users.removeSession(hashSecret(key)));
    ctx.cookies.set(sessionCookie(port()), null, { signed: false });
  });
}
