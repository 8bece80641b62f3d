import { z } from 'zod';

/**
 * The field types of Label Studio's API: what they accept and the words of their refusals are part of what clients see.
 * Each keeps its JSON Schema in `meta.jsonSchema`, from which the OpenAPI document is made.
 */
type Reading<T> = { value: T } | { error: string };

const REQUIRED = 'This field is required.';
const NOT_NULL = 'This field may not be null.';

const json = JSON as unknown as { isRawJSON(value: unknown): value is { rawJSON: string } };

/** A body keeps the digits of its numbers as they were written (`12.0`, as Python writes it). A field takes the number; a text, the digits. */
const plain = (value: unknown): unknown => (json.isRawJSON(value) ? Number(value.rawJSON) : value);
const written = (value: unknown): unknown => (json.isRawJSON(value) ? value.rawJSON : value);

function field<T>(jsonSchema: object, read: (value: unknown) => Reading<T>) {
  return z
    .unknown()
    .transform((value, context) => {
      const reading = value === undefined ? { error: REQUIRED } : read(value);
      if ('value' in reading) return reading.value;
      context.addIssue(reading.error);
      return z.NEVER;
    })
    .meta({ jsonSchema });
}

function orNull<T>(nullable: boolean, read: (value: unknown) => Reading<T>) {
  return (value: unknown): Reading<T | null> => {
    if (value === null) return nullable ? { value: null } : { error: NOT_NULL };
    return read(value);
  };
}

interface TextLimits {
  min?: number;
  max?: number;
  /** Nothing at all is taken where too little is not. */
  blank?: boolean;
}

function readText(given: unknown, { min = 0, max = Number.POSITIVE_INFINITY, blank }: TextLimits): Reading<string> {
  const value = written(given);
  if (typeof value !== 'string' && typeof value !== 'number') return { error: 'Not a valid string.' };
  const text = String(value).trim();
  if (text.includes('\0')) return { error: 'Null characters are not allowed.' };
  const length = [...text].length;
  if (length > max) return { error: `Ensure this field has no more than ${max} characters.` };
  if (length < min && !(blank && length === 0)) return { error: `Ensure this field has at least ${min} characters.` };
  return { value: text };
}

const TRUE = new Set(['true', 't', 'yes', 'y', 'on', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', 'off', '0']);

/** Forms have no other way to say null. */
const NULLS = new Set(['', 'null']);

function readFlagOrNull(value: unknown): Reading<boolean | null> {
  const isNull = typeof value === 'string' && NULLS.has(value.toLowerCase());
  return isNull ? { value: null } : readFlag(value);
}

/** A boolean in any of the spellings that forms, scripts and task files use. */
export function readFlag(given: unknown): Reading<boolean> {
  const value = plain(given);
  if (typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') {
    const word = String(value).toLowerCase();
    if (TRUE.has(word)) return { value: true };
    if (FALSE.has(word)) return { value: false };
  }
  return { error: 'Must be a valid boolean.' };
}

function readReference(given: unknown): Reading<number> {
  const value = plain(given);
  const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return { value: number };
  const kind = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'str' : typeof value;
  return { error: `Incorrect type. Expected pk value, received ${kind}.` };
}

/** A number, also one that is written as a text. */
export function readNumber(given: unknown): Reading<number> {
  const value = plain(given);
  const number = typeof value === 'string' && value.trim() ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return { value: number };
  return { error: 'A valid number is required.' };
}

/** Text, trimmed; numbers are taken as text. */
export const text = (limits: TextLimits = {}) =>
  field({ type: 'string', ...(limits.max ? { maxLength: limits.max } : {}) }, (value) =>
    value === null ? { error: NOT_NULL } : readText(value, limits),
  );
export const textOrNull = (limits: TextLimits = {}) =>
  field(
    { type: ['string', 'null'], ...(limits.max ? { maxLength: limits.max } : {}) },
    orNull(true, (value) => readText(value, limits)),
  );
export const flag = () =>
  field({ type: 'boolean' }, (value) => (value === null ? { error: NOT_NULL } : readFlag(value)));
export const flagOrNull = () => field({ type: ['boolean', 'null'] }, orNull(true, readFlagOrNull));
/** The id of something; numeric text is taken. */
export const reference = () =>
  field({ type: 'integer' }, (value) => (value === null ? { error: NOT_NULL } : readReference(value)));
export const referenceOrNull = () => field({ type: ['integer', 'null'] }, orNull(true, readReference));
export const numberOrNull = () => field({ type: ['number', 'null'] }, orNull(true, readNumber));

/** A task's data: an object, kept as it was written. */
export const dataObject = () =>
  field(
    { type: 'object' },
    (value): Reading<Record<string, unknown>> =>
      value !== null && typeof value === 'object' && !Array.isArray(value) && !json.isRawJSON(value)
        ? { value: value as Record<string, unknown> }
        : { error: 'The data of a task must be an object, for example {"image": "…"}.' },
  );

/** A result: a list of regions, or null. */
export const resultList = () =>
  field(
    { type: ['array', 'null'] },
    (value): Reading<unknown[] | null> =>
      value === null || Array.isArray(value)
        ? { value }
        : { error: 'The result must be a list of regions, for example [].' },
  );

/** Whether a field is a list or an object: in a form, where every value is a text, it is written as JSON. */
export function isJsonInForms(schema: z.ZodType): boolean {
  const plainField = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  const { type } = (plainField.meta()?.jsonSchema ?? {}) as { type?: string | string[] };
  return [type].flat().some((kind) => kind === 'object' || kind === 'array');
}

/** ISO 8601 UTC with microseconds. */
export const instant = z.string().meta({ format: 'date-time' });
export const anyJson = z.unknown();

/** A parameter of Label Studio that is not served: to ignore it would answer with, or do, more than was asked for. */
export const notServed = (instead: string) => z.string().max(0, instead).optional();
