import type { ParquetParsers } from 'hyparquet';
import { isJsonObject, numberAsWritten, parseJson } from '../domain/jsonText.ts';

/** A value that JSON cannot say; it makes its row a problem once somebody asks for it. */
export class Unsayable {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}

const BINARY = new Unsayable('binary data');
const NOT_TEXT = new Unsayable('a text that is not UTF-8');
const NOT_JSON = new Unsayable('a JSON text that cannot be read');
const NO_DATE = new Unsayable('a date outside of all calendars');
const NO_NUMBER = new Unsayable('NaN or infinity');

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Turns what Parquet stores into JSON values: dates into ISO texts, with all their digits. */
export const JSON_PARSERS: ParquetParsers = {
  timestampFromMilliseconds: (millis: bigint | number) => isoTime(BigInt(millis) * 1_000_000n),
  timestampFromMicroseconds: (micros: bigint | number) => isoTime(BigInt(micros) * 1000n),
  timestampFromNanoseconds: (nanos: bigint | number) => isoTime(BigInt(nanos)),
  dateFromDays: (days: number) => isoOf(days * 86_400_000, (iso) => iso.slice(0, iso.indexOf('T'))),
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && attempt(() => decoder.decode(bytes), NOT_TEXT),
  jsonFromBytes: (bytes: Uint8Array | undefined) => bytes && attempt(() => parseJson(decoder.decode(bytes)), NOT_JSON),
  geometryFromBytes: () => BINARY,
  geographyFromBytes: () => BINARY,
  uuidFromBytes: (bytes: Uint8Array | undefined) => bytes && uuid(bytes),
};

/** The JSON value of what hyparquet decoded. Throws an `Unsayable`, also for one deep inside. */
export function toJsonValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return numberAsWritten(String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) throw NO_NUMBER;
  if (typeof value !== 'object') return value;
  if (value instanceof Unsayable) throw value;
  if (value instanceof Uint8Array) throw BINARY;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? toJsonValue(NO_DATE) : value.toISOString();
  if (Array.isArray(value)) return value.map(toJsonValue);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<unknown>, toJsonValue);
  // What is left may be a number kept as written, out of a JSON column.
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJsonValue(part)]));
}

/** The number of a decimal that is stored as a whole number, or as the bytes of one, with all its digits. */
export function decimalOf(stored: unknown, scale: number): unknown {
  if (stored === undefined || stored === null) return null;
  const whole = stored instanceof Uint8Array ? wholeNumber(stored) : BigInt(stored as bigint | number);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits;
  return numberAsWritten(whole < 0n ? `-${text}` : text);
}

/** Leaves out what is null inside: Parquet has one set of fields for all entries of a list and cannot say "not there". */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const present = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(present.map(([name, part]) => [name, withoutNulls(part)]));
}

function attempt<T>(read: () => T, otherwise: Unsayable): T | Unsayable {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function isoTime(nanos: bigint): string | Unsayable {
  const rest = ((nanos % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const finer = String(rest)
    .padStart(6, '0')
    .replace(/(?:000){1,2}$/, '');
  return isoOf(Number((nanos - rest) / 1_000_000n), (iso) => iso.replace('Z', `${finer}Z`));
}

function isoOf(millis: number, shape: (iso: string) => string): string | Unsayable {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? NO_DATE : shape(date.toISOString());
}

function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function wholeNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`));
}
