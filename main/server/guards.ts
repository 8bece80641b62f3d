import { isIP } from 'node:net';
import { sendError } from './errors.ts';
import type { LarderMiddleware } from './state.ts';

export interface Listening {
  host: string;
  port: number;
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);

const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);

/** The Host headers that are ours. A name that somebody else's DNS points here (rebinding) is not among them. */
function ownHosts({ host, port }: Listening): (header: string | undefined) => boolean {
  const names = ['127.0.0.1', 'localhost', '[::1]', bracketed(host)];
  const own = new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
  if (!EVERYWHERE.has(host)) return (header) => header !== undefined && own.has(header.toLowerCase());
  return (header) => {
    if (header === undefined) return false;
    if (own.has(header.toLowerCase())) return true;
    const match = /^(?:\[(?<six>[0-9a-f:]+)\]|(?<four>[\d.]+)):(?<port>\d+)$/i.exec(header);
    return (
      match !== null && Number(match.groups?.port) === port && isIP(match.groups?.six ?? match.groups?.four ?? '') > 0
    );
  };
}

/** Refuses requests for another host and requests that another site's page sends, whatever the method. */
export function guards(listening: () => Listening): LarderMiddleware {
  let isOwn: ReturnType<typeof ownHosts> | null = null;
  return async (ctx, next) => {
    isOwn ??= ownHosts(listening());
    // Koa reads the target as a path; other forms (of proxies) would reach parsers that throw.
    if (!ctx.req.url?.startsWith('/')) return sendError(ctx, 400, 'The target of a request must be a path.');
    const { host, origin } = ctx.req.headers;
    if (!isOwn(host)) return sendError(ctx, 403, 'This Host header is not an address of this Larder.');
    if (origin !== undefined && origin !== `http://${host}`)
      return sendError(ctx, 403, 'Requests of other sites are refused.');
    ctx.set('X-Content-Type-Options', 'nosniff');
    return next();
  };
}
