import { contract } from '../../contract/index.ts';
import { changeSettings, settingsAnswer } from '../../services/chosenSettings.ts';
import { explainServing } from '../../services/explain.ts';
import { cancelJob, listIssueReasons, listIssues, listJobs, outboxState } from '../../services/jobViews.ts';
import { closeSession } from '../../services/sessions.ts';
import { sessionCookie } from '../auth.ts';
import { askedPage } from '../paging.ts';
import { type RouteTools, route } from '../route.ts';

const ISSUES_A_PAGE = 100;

export function larderRoutes(tools: RouteTools): void {
  const { services, port } = tools;
  const endpoints = contract.larder;
  route(tools, endpoints.getSettings, ({ access }) => settingsAnswer(services, access));
  route(tools, endpoints.changeSettings, ({ access, body }) => changeSettings(services, access, body));
  route(tools, endpoints.explain, ({ access, query }) => explainServing(services, access, query));
  route(tools, endpoints.listJobs, ({ access, id }) => listJobs(services, access, id));
  route(tools, endpoints.getJob, ({ access, id }) => services.jobs.answer(access.job(id)));
  route(tools, endpoints.cancelJob, ({ access, id }) => cancelJob(services, access, id));
  route(tools, endpoints.listIssues, ({ access, id, query }) =>
    listIssues(services, access, id, query, askedPage(query, ISSUES_A_PAGE)),
  );
  route(tools, endpoints.listIssueReasons, ({ access, id }) => listIssueReasons(services, access, id));
  route(tools, endpoints.outbox, ({ access, id }) => outboxState(services, access, id));
  route(tools, endpoints.createSignInLink, ({ ctx, user }) => ({
    url: `http://${ctx.host}/sign-in?code=${services.makeSignInCode(user.id)}`,
  }));
  route(tools, endpoints.signOut, async ({ ctx }) => {
    const name = sessionCookie(port());
    const key = ctx.cookies.get(name);
    if (key) await closeSession(services, key);
    ctx.cookies.set(name, null, { signed: false });
  });
}
