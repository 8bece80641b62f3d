import type { Context, Middleware } from 'koa';

export type LarderContext = Context;
export type LarderMiddleware = Middleware;
