import type Router from '@koa/router';
import { z } from 'zod';
import type { Endpoint } from '../contract/endpoint.ts';
import { isJsonInForms } from '../contract/fields.ts';
import { type Access, accessFor, type User } from '../services/access.ts';
import { invalid, invalidRequest } from '../services/errors.ts';
import type { Services } from '../services/services.ts';
import { signedInUser } from './auth.ts';
import { readBody } from './body.ts';
import type { LarderContext } from './state.ts';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
/** Whoever calls an open endpoint is nobody in particular. */
type SignedIn<E extends Endpoint, Value> = E extends { open: true } ? null : Value;

/** What the handler of an endpoint gets: everything checked and in its type. */
export interface Call<E extends Endpoint> {
  ctx: LarderContext;
  user: SignedIn<E, User>;
  access: SignedIn<E, Access>;
  /** The numbers in the path, by name; `id` is the one called so. */
  ids: Record<string, number>;
  id: number;
  query: Parsed<E['query']>;
  body: Parsed<E['body']>;
}

export interface RouteTools {
  router: Router;
  services: Services;
  port: () => number;
}

/** What the `{id}` of a path is: an unknown one is 404, whatever the body holds. */
const SUBJECTS: [path: string, find: (access: Access, id: number) => unknown][] = [
  ['/api/projects/{id}', (access, id) => access.project(id)],
  ['/api/tasks/{id}', (access, id) => access.task(id)],
  ['/api/annotations/{id}', (access, id) => access.annotation(id)],
  ['/api/predictions/{id}', (access, id) => access.prediction(id)],
  ['/api/storages/localfiles/{id}', (access, id) => access.importStorage(id)],
  ['/api/storages/export/localfiles/{id}', (access, id) => access.exportStorage(id)],
];

const asRegExp = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '(\\d{1,15})')}/?$`);

function checked(schema: z.ZodType, value: unknown): unknown {
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

function send(ctx: LarderContext, answer: unknown): void {
  if (answer === undefined) {
    // A handler that gave nothing has set a body itself, or there is none.
    if (ctx.body === undefined) ctx.body = ctx.status === 204 ? null : '';
    return;
  }
  ctx.type = 'application/json';
  ctx.body = typeof answer === 'string' ? answer : JSON.stringify(answer);
}

/**
 * Serves an endpoint of the contract: sign-in, query and body are checked before the handler runs. What the handler
 * returns is sent with the first status of the endpoint's answers, unless it sets another; text is JSON already.
 */
export function route<const E extends Endpoint>(
  tools: RouteTools,
  endpoint: E,
  handler: (call: Call<E>) => unknown,
): void {
  const { router, services, port } = tools;
  const { method, path, query, body } = endpoint;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const status = Number(Object.keys(endpoint.answers)[0]);
  // A body of any form is for the handler to read.
  const ownBody = body?.type === 'unknown';
  const shape = body instanceof z.ZodObject ? Object.entries(body.shape) : [];
  const jsonInForms = shape.filter(([, field]) => isJsonInForms(field)).map(([name]) => name);
  const findSubject = body && SUBJECTS.find(([subject]) => path.startsWith(subject))?.[1];
  const answer = async (ctx: LarderContext) => {
    const user = endpoint.open ? null : signedInUser(ctx, services, port());
    const access = user && accessFor(services.repositories, user);
    const captures: string[] = ctx.captures ?? [];
    const ids = Object.fromEntries(names.map((name, at) => [name, Number(captures[at])]));
    if (access) findSubject?.(access, ids.id as number);
    const call = {
      ctx,
      user,
      access,
      ids,
      id: ids.id,
      query: query && checked(query, Object.fromEntries(ctx.URL.searchParams)),
      body: body && !ownBody ? checked(body, await readBody(ctx.req, jsonInForms)) : undefined,
    } as Call<E>;
    ctx.status = status;
    send(ctx, await handler(call));
  };
  router.register(asRegExp(path), [method], answer, { pathAsRegExp: true });
}
