import type { User } from '../services/access.ts';
import { Refusal } from '../services/errors.ts';
import type { Services } from '../services/services.ts';
import { userOfSession, userOfToken } from '../services/sessions.ts';
import type { LarderContext } from './state.ts';

/** Cookies are shared by all ports of a host: the port in the name keeps two Larders apart. */
export const sessionCookie = (port: number) => `larder_session_${port}`;

const AUTHORIZATION = /^(?:token|bearer)\s+(\S+)\s*$/i;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const refused = (detail: string) => new Refusal(401, detail);

/** A browser sends its cookie by itself, so what changes something must also come from our own page. */
function requireOwnPage(ctx: LarderContext): void {
  const { origin, host, 'sec-fetch-site': site } = ctx.req.headers;
  if (SAFE.has(ctx.method) || origin === `http://${host}` || site === 'same-origin') return;
  throw new Refusal(403, 'A change with a session cookie must come from the page of Larder itself.');
}

function knownUser(ctx: LarderContext, services: Services, port: number): User | undefined {
  const header = ctx.req.headers.authorization;
  if (header !== undefined) {
    const token = AUTHORIZATION.exec(header)?.[1];
    return token === undefined ? undefined : userOfToken(services, token);
  }
  const key = ctx.cookies.get(sessionCookie(port));
  return key ? userOfSession(services, key) : undefined;
}

/** Who asks, by token or by session cookie. Throws a Refusal (401) when nobody known does. */
export function signedInUser(ctx: LarderContext, services: Services, port: number): User {
  const byToken = ctx.req.headers.authorization !== undefined;
  const user = knownUser(ctx, services, port);
  if (!user) throw refused(byToken ? 'Invalid token.' : 'Authentication credentials were not provided.');
  if (!byToken) requireOwnPage(ctx);
  return user;
}

/** Whether who asked is known still: an answer may last long. */
export const isStillSignedIn = (ctx: LarderContext, services: Services, port: number): boolean =>
  knownUser(ctx, services, port) !== undefined;
