import type { Services } from '../../services/services.ts';
import { signedInUser } from '../auth.ts';
import type { LarderMiddleware } from '../state.ts';

/** What a browser sees at the root until the page of the desktop app is served here. */
export function home(services: Services, port: () => number): LarderMiddleware {
  return async (ctx, next) => {
    if (ctx.path !== '/' || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const { email } = signedInUser(ctx, services, port());
    ctx.type = 'text/plain';
    ctx.body = `Larder ${services.version} is running. You are signed in as ${email}.\n\nAPI: /api/larder/openapi.json\nSettings in force: /api/larder/settings\n`;
  };
}
