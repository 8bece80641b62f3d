import type Router from '@koa/router';
import type { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import type { UserRow } from '../database/rows.ts';
import { type Access, accessFor } from '../services/access.ts';
import { invalid, invalidRequest } from '../services/errors.ts';
import type { Services } from '../services/services.ts';
import { signedInUser } from './auth.ts';
import { readBody } from './body.ts';
import type { LarderContext } from './state.ts';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What the handler of an endpoint gets: everything checked and in its type. */
export interface Call<E extends Endpoint> {
  ctx: LarderContext;
  user: UserRow;
  access: Access;
  /** The numbers in the path, by name. */
  ids: Record<string, number>;
  query: Parsed<E['query']>;
  body: Parsed<E['body']>;
}

export interface RouteTools {
  router: Router;
  services: Services;
  port: () => number;
}

const asRegExp = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '(\\d{1,15})')}/?$`);

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    const kind = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
    throw invalidRequest(`Invalid data. Expected a dictionary, but got ${kind}.`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of result.error.issues) {
    const name = path.length ? String(path[0]) : 'non_field_errors';
    fields[name] ??= [];
    fields[name].push(message);
  }
  throw invalid(fields);
}

/**
 * Serves an endpoint of the contract: sign-in, query and body are checked before the handler runs. What the handler
 * returns is sent with the first status of the endpoint's answers, unless it sets another; text is JSON already.
 */
export function route<const E extends Endpoint>(
  { router, services, port }: RouteTools,
  endpoint: E,
  handler: (call: Call<E>) => unknown,
): void {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const status = Number(Object.keys(endpoint.answers)[0]);
  // A body of any form is for the handler to read.
  const ownBody = endpoint.body?.type === 'unknown';
  const answer = async (ctx: LarderContext) => {
    const user = endpoint.open ? (null as unknown as UserRow) : signedInUser(ctx, services.repositories, port());
    const captures: string[] = ctx.captures ?? [];
    const call = {
      ctx,
      user,
      access: endpoint.open ? (null as unknown as Access) : accessFor(services.repositories, user),
      ids: Object.fromEntries(names.map((name, at) => [name, Number(captures[at])])),
      query: endpoint.query ? checked(endpoint.query, Object.fromEntries(ctx.URL.searchParams)) : undefined,
      body: endpoint.body && !ownBody ? checked(endpoint.body, await readBody(ctx.req)) : undefined,
    } as Call<E>;
    ctx.status = status;
    const given = await handler(call);
    if (given === undefined) {
      if (ctx.body === undefined && !ctx.res.headersSent)
        ctx.body = endpoint.answers[ctx.status] === null && ctx.status !== 204 ? '' : null;
      return;
    }
    ctx.type = 'application/json';
    ctx.body = typeof given === 'string' ? given : JSON.stringify(given);
  };
  router.register(asRegExp(endpoint.path), [endpoint.method], answer, { pathAsRegExp: true });
}
