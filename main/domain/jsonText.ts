import { DEEPEST_NESTING, placeTooDeep } from './jsonDepth.ts';
import { findJsonFault, type JsonFault } from './jsonFault.ts';

/** A number as it was written, where a double would change it. Only `parseJson` and `numberAsWritten` make them. */
interface WrittenNumber {
  readonly rawJSON: string;
}

interface JsonWithSources {
  rawJSON(text: string): WrittenNumber;
  isRawJSON(value: unknown): value is WrittenNumber;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}

// TypeScript's library does not know this part of ES2026 yet; Node does since version 21.
const json = JSON as unknown as JsonWithSources;

// Long digits, exponents, a closing zero of a fraction, many leading zeros, minus zero: all that String(Number(…)) may
// write differently. It may also match inside a text, which costs time and changes nothing.
const NUMBER_AT_RISK = /(?:^|[\s:,[])(?:-0(?!\.)|-?(?:\d[\d.]{15}|0\.000000|\d+\.\d*0(?!\d)|\d+(?:\.\d+)?[eE]))/;

/** A text that is not JSON; `reason` says why, the message also where. */
export class JsonError extends Error {
  readonly reason: string;
  /** Zero-based index into the text. */
  readonly position: number;
  /** One-based. */
  readonly line: number;
  readonly column: number;

  constructor(text: string, fault: JsonFault) {
    const before = text.slice(0, fault.position);
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    super(`${fault.reason} (${text.includes('\n') ? `line ${line}, column ${column}` : `character ${column}`})`);
    this.name = 'JsonError';
    this.reason = fault.reason;
    this.position = fault.position;
    this.line = line;
    this.column = column;
  }
}

/** Reads JSON like `JSON.parse`, but numbers that a double would change keep the digits that were written. */
export function parseJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    return NUMBER_AT_RISK.test(text) ? parseKeepingDigits(text) : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new JsonError(text, findJsonFault(text) ?? noPlace('it is not JSON'));
    throw error;
  }
}

/** Writes JSON; numbers that `parseJson` kept as written come out as they were. */
export function stringifyJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent) ?? 'null';
}

/** The number for these digits: a plain one when it says the same, else one that keeps them. */
export function numberAsWritten(digits: string): number | WrittenNumber {
  const number = Number(digits);
  return String(number) === digits ? number : json.rawJSON(digits);
}

/** The value of a parsed number, also of one kept as written; undefined for all that is no number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return json.isRawJSON(value) ? Number(value.rawJSON) : undefined;
}

/** Whether a parsed value is a JSON object: no list, no null, and no number kept as written. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !json.isRawJSON(value);
}

function parseKeepingDigits(text: string): unknown {
  let tooLarge = false;
  const value = json.parse(text, (_key, part, { source }) => {
    if (typeof part !== 'number' || source === undefined) return part;
    tooLarge ||= !Number.isFinite(part);
    return numberAsWritten(source);
  });
  if (tooLarge) throw new JsonError(text, findJsonFault(text) ?? noPlace('a number is too large to be stored'));
  return value;
}

function refuseDeepNesting(text: string): void {
  const position = placeTooDeep(text);
  if (position === null) return;
  throw new JsonError(text, { position, reason: `lists and objects are nested more than ${DEEPEST_NESTING} deep` });
}

function noPlace(reason: string): JsonFault {
  return { position: 0, reason };
}
