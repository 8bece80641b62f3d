import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One call of the API. `path` has parameters as `{name}`; it is served with and without a trailing slash. */
export interface Endpoint {
  method: Method;
  path: string;
  summary: string;
  tag: string;
  /** Answered without a sign-in. */
  open?: true;
  /** Answered with events (text/event-stream) until one side ends it, not with JSON. */
  stream?: true;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Status and body of good answers; null is an empty body. */
  answers: Record<number, z.ZodType | null>;
}

/** Keeps the exact types of an endpoint while checking its form. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition;
