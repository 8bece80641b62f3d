import type { Services } from '../../services/services.ts';
import { openSession } from '../../services/sessions.ts';
import { sessionCookie } from '../auth.ts';
import type { LarderMiddleware } from '../state.ts';

const USED_UP =
  'This sign-in link was used already or has expired. Ask for a new one: start Larder again, or POST /api/larder/sign-in-links with your token.\n';

/** Swaps the code of a one-time link for a session cookie, which scripts cannot read and other sites cannot send. */
export function signIn(services: Services, port: () => number): LarderMiddleware {
  return async (ctx, next) => {
    if (ctx.path !== '/sign-in' || ctx.method !== 'GET') return next();
    const user = services.takeSignInCode(ctx.URL.searchParams.get('code') ?? '');
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Referrer-Policy', 'no-referrer');
    const key = user === null ? null : await openSession(services, user);
    if (key === null) {
      ctx.status = 403;
      ctx.body = USED_UP;
      return;
    }
    ctx.cookies.set(sessionCookie(port()), key, { httpOnly: true, sameSite: 'strict', signed: false, path: '/' });
    ctx.redirect('/');
    ctx.status = 303;
  };
}
