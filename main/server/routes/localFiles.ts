import type { Services } from '../../services/services.ts';
import { signedInUser } from '../auth.ts';
import { sendError } from '../errors.ts';
import type { LarderMiddleware } from '../state.ts';

/** GET and HEAD of `/data/local-files/?d=<path below the document root>`. */
export function localFiles(services: Services, port: () => number): LarderMiddleware {
  return async (ctx, next) => {
    if (ctx.path !== '/data/local-files/' && ctx.path !== '/data/local-files') return next();
    const user = signedInUser(ctx, services, port());
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.set('Allow', 'GET, HEAD, OPTIONS');
      if (ctx.method === 'OPTIONS') {
        ctx.body = { methods: ['GET', 'HEAD'] };
        return;
      }
      return sendError(ctx, 405, `Method "${ctx.method}" not allowed.`);
    }
    const served = await services.serving.answer(user, ctx.querystring, ctx.req.headers);
    if ('answer' in served) {
      const { status, headers, send } = served.answer;
      // The answer goes past Koa: bytes are read as fast as the socket takes them.
      ctx.respond = false;
      ctx.res.statusCode = status;
      for (const [name, value] of Object.entries(headers)) ctx.res.setHeader(name, value);
      return send(ctx.res, ctx.method === 'HEAD');
    }
    ctx.status = served.status;
    ctx.type = 'text/html';
    ctx.body = served.text;
  };
}
