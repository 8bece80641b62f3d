import type { z } from 'zod';
import type { Endpoint } from '../../main/contract/endpoint.ts';
import { NAMED_ROOT } from '../../main/contract/storages.ts';

/** The server's refusal, in its words. */
export class ApiError extends Error {
  readonly status: number;
  /** What is wrong with which field of a form; `non_field_errors` concern the whole. */
  readonly fields: Readonly<Record<string, string[]>>;

  constructor(status: number, message: string, fields: Record<string, string[]> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

/** The server cannot be reached: it stopped, or starts anew. */
export class Unreachable extends Error {
  constructor() {
    super('Larder’s server does not answer. It may be starting again.');
  }
}

type GoodAnswer<E extends Endpoint> = {
  [S in keyof E['answers']]: E['answers'][S] extends z.ZodType ? z.output<E['answers'][S]> : null;
}[keyof E['answers']];
type Body<E extends Endpoint> = E['body'] extends z.ZodType ? z.input<E['body']> : never;
type QueryValue = string | number | boolean | null | undefined;

export interface Request<E extends Endpoint> {
  /** Values of the `{name}` parts of the path. */
  params?: Record<string, string | number>;
  /** Empty values are left out. */
  query?: Partial<Record<E['query'] extends z.ZodObject ? keyof E['query']['shape'] : never, QueryValue>>;
  body?: Body<E>;
  signal?: AbortSignal;
}

/** The address of a call, for what the browser loads by itself (event streams). */
export function addressOf<E extends Endpoint>(endpoint: E, { params = {}, query = {} }: Request<E> = {}): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])));
  const given = Object.entries<QueryValue>(query as Record<string, QueryValue>);
  const search = new URLSearchParams(
    given.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([k, v]) => [k, String(v)]),
  ).toString();
  return search ? `${path}?${search}` : path;
}

interface ErrorEnvelope {
  detail?: string;
  message?: string;
  validation_errors?: Record<string, string[]>;
}

/** How the API says it to clients, which know these words. */
const NOT_THERE = / matches the given query\.$/;

/** What the API says, for people. */
const forPeople = (words: string) =>
  NOT_THERE.test(words)
    ? 'It is not there: it was deleted, or the address is wrong.'
    : words.replaceAll(NAMED_ROOT, 'the document root ');

async function refusal(response: Response): Promise<ApiError> {
  const envelope = (await response.json().catch(() => ({}))) as ErrorEnvelope;
  const fields = Object.fromEntries(
    Object.entries(envelope.validation_errors ?? {}).map(([name, words]) => [name, words.map(forPeople)]),
  );
  const first = Object.values(fields).flat()[0];
  const words = envelope.detail ?? envelope.message ?? 'Larder refused this and did not say why.';
  return new ApiError(response.status, first ?? forPeople(words), fields);
}

/** One call of the API. Throws ApiError or Unreachable; an aborted call throws the browser's AbortError. */
export async function call<const E extends Endpoint>(endpoint: E, request: Request<E> = {}): Promise<GoodAnswer<E>> {
  const { body, signal } = request;
  const init: RequestInit = {
    method: endpoint.method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    ...(signal ? { signal } : {}),
  };
  let response: Response;
  try {
    response = await fetch(addressOf(endpoint, request), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable();
  }
  if (!response.ok) throw await refusal(response);
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as GoodAnswer<E>;
}
