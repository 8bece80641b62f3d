import type { OutsideStorage } from '../contract/envelope.ts';

interface RefusalOptions {
  fields?: Record<string, string[]>;
  bare?: boolean;
  /** The storages that are the reason. */
  outside?: OutsideStorage[];
}

/** A refusal for the person or program that asked: an HTTP status and words. Everything else that is thrown is our fault. */
export class Refusal extends Error {
  readonly status: number;
  readonly fields: Record<string, string[]> | undefined;
  /** The answer is `{message}` alone, without the envelope. */
  readonly bare: boolean;

  readonly outside: OutsideStorage[] | undefined;

  constructor(status: number, detail: string, options: RefusalOptions = {}) {
    super(detail);
    this.status = status;
    this.fields = options.fields;
    this.bare = options.bare ?? false;
    this.outside = options.outside;
  }
}

export const notFound = (what: string) => new Refusal(404, `No ${what} matches the given query.`);

/** For what hangs on a row that was looked up before: when its turn to write comes, the row may be gone. */
export function stillThere<T>(what: string, row: T | undefined): T {
  if (row === undefined) throw notFound(what);
  return row;
}

export const invalid = (fields: Record<string, string[]>, outside?: OutsideStorage[]) =>
  new Refusal(400, 'Validation error', { fields, ...(outside ? { outside } : {}) });

/** An input error that belongs to no field. */
export const invalidRequest = (message: string, outside?: OutsideStorage[]) =>
  invalid({ non_field_errors: [message] }, outside);
