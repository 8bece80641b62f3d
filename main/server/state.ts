import type { Context, Middleware } from 'koa';
import type { UserRow } from '../database/rows.ts';

/** What the middlewares know of a request. */
export interface State {
  user?: UserRow;
}

export type LarderContext = Context & { state: State };
export type LarderMiddleware = Middleware<State>;
