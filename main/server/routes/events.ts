import { contract } from '../../contract/index.ts';
import { openEventStream } from '../eventStream.ts';
import { type RouteTools, route } from '../route.ts';

/** The stream of job events, each user's own: what they may not see is not in it. */
export function eventRoutes(tools: RouteTools): void {
  route(tools, contract.larder.events, ({ ctx, access }) => {
    const { send, gone } = openEventStream(ctx);
    const unwatch = tools.services.events.watch((job) => {
      if (access.seesJob(job.project, job.storage)) send('job', job);
    });
    gone.addEventListener('abort', unwatch);
  });
}
