import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { send } from '@koa/send';
import { pageFolder } from '../host.ts';
import type { LarderMiddleware } from '../state.ts';

/** Larder's own addresses that are never a place in the page. */
const NOT_THE_PAGE = /^\/(?:api|data|health|version)(?:\/|$)/;
const NONCE = /__CSP_NONCE__/g;
const A_YEAR_MS = 365 * 24 * 3600 * 1000;

/** The page may load what this server sends, and nothing else; styles that the component library writes carry the nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** For the worker among the page's files: it fetches pictures, and can do nothing else. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

/** The page and its own files. They are open, like any program; what they show needs a sign-in. */
export function page(): LarderMiddleware {
  let html: string | null = null;
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || NOT_THE_PAGE.test(ctx.path)) return next();
    if (ctx.path.startsWith('/assets/')) {
      ctx.set('Content-Security-Policy', WORKER_POLICY);
      await send(ctx, ctx.path, { root: pageFolder(), maxage: A_YEAR_MS, immutable: true });
      return;
    }
    // A program that mistypes an address must hear so; browsers name HTML.
    if (ctx.path !== '/' && !ctx.get('Accept').includes('text/html')) return next();
    html ??= readFileSync(join(pageFolder(), 'index.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    ctx.set('Content-Security-Policy', policy(nonce));
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.set('Cross-Origin-Opener-Policy', 'same-origin');
    ctx.set('Cache-Control', 'no-store');
    ctx.type = 'html';
    ctx.body = html.replace(NONCE, nonce);
  };
}
