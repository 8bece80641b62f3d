import { PassThrough } from 'node:stream';
import { contract } from '../../contract/index.ts';
import { type RouteTools, route } from '../route.ts';

/** Lets both sides notice a connection that is gone (milliseconds). */
const HEARTBEAT_MS = 15_000;

/** The stream of job events, each user's own: what they may not see is not in it. */
export function eventRoutes(tools: RouteTools): void {
  const { services } = tools;
  route(tools, contract.larder.events, ({ ctx, access }) => {
    const stream = new PassThrough();
    const unwatch = services.events.watch((job) => {
      if (access.seesJob(job.project, job.storage)) stream.write(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
    });
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS).unref();
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
}
