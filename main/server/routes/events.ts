import { contract } from '../../contract/index.ts';
import { isStillSignedIn } from '../auth.ts';
import { openEventStream } from '../eventStream.ts';
import { type RouteTools, route } from '../route.ts';

/** The stream of events, each user's own: what they may not see is not in it. */
export function eventRoutes(tools: RouteTools): void {
  const { services, port } = tools;
  route(tools, contract.larder.events, ({ ctx, access }) => {
    const { send, end, gone } = openEventStream(ctx, () => isStillSignedIn(ctx, services, port()));
    const unwatch = services.events.watch((event) => {
      if (event.type === 'settings') send('settings', {});
      else if (event.type === 'job' && access.seesJob(event.job.project, event.job.storage)) send('job', event.job);
      else if (event.type === 'outbox' && access.seesJob(event.project, event.storage)) {
        send('outbox', { project: event.project, storage: event.storage });
      }
    }, end);
    gone.addEventListener('abort', unwatch);
  });
}
