import { readFlag, readNumber } from '../contract/fields.ts';
import { isJsonObject, numberOf, stringifyJson } from './jsonText.ts';
import type { AnnotationItem, PredictionItem } from './taskItem.ts';

/** Stops the reading of an item: one bad part makes the whole of it a problem. Never leaves `taskItemFrom`. */
export class ItemFault extends Error {
  readonly advice: string;

  constructor(reason: string, advice: string) {
    super(reason);
    this.advice = advice;
  }
}

/** Reads the prediction at this index of a task's list. */
export function readPrediction(value: unknown, index: number): PredictionItem {
  const part = new Part('prediction', index, value);
  return {
    result: part.jsonText('result', 'a list or an object', (result) => Array.isArray(result) || isJsonObject(result)),
    score: part.number('score'),
    modelVersion: part.shortText('model_version'),
    cluster: part.wholeNumber('cluster'),
    neighbors: part.has('neighbors') ? part.jsonText('neighbors', 'a JSON value', () => true) : null,
    mislabeling: part.number('mislabeling') ?? 0,
  };
}

/** Reads the annotation at this index of a task's list. */
export function readAnnotation(value: unknown, index: number): AnnotationItem {
  const part = new Part('annotation', index, value);
  return {
    result: part.has('result') ? part.jsonText('result', 'a list or null', Array.isArray) : null,
    wasCancelled: part.flag('was_cancelled'),
    groundTruth: part.flag('ground_truth'),
    leadTime: part.number('lead_time'),
  };
}

/** Names a parsed value for people: `the text "high"`, `a list`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    const characters = [...value.slice(0, 80)];
    return value.length > 40 ? `the text "${characters.slice(0, 40).join('')}…"` : `the text "${value}"`;
  }
  if (Array.isArray(value)) return 'a list';
  return numberOf(value) === undefined ? 'an object' : 'a number';
}

class Part {
  readonly #name: string;
  readonly #fields: Record<string, unknown>;

  constructor(kind: 'prediction' | 'annotation', index: number, value: unknown) {
    this.#name = `${kind} ${index + 1}`;
    if (!isJsonObject(value)) {
      throw new ItemFault(
        `${this.#name} is ${kindOf(value)}, not an object`,
        `Write each ${kind} as an object with a "result".`,
      );
    }
    this.#fields = value;
  }

  /** Whether the field is there and not null. */
  has(field: string): boolean {
    return this.#fields[field] !== undefined && this.#fields[field] !== null;
  }

  jsonText(field: string, expected: string, fits: (value: unknown) => boolean): string {
    const value = this.#fields[field];
    return fits(value) ? stringifyJson(value) : this.#refuse(field, expected);
  }

  number(field: string): number | null {
    if (!this.has(field)) return null;
    const reading = readNumber(this.#fields[field]);
    return 'value' in reading ? reading.value : this.#refuse(field, 'a number or null');
  }

  wholeNumber(field: string): number | null {
    const number = this.number(field);
    return number === null || Number.isSafeInteger(number) ? number : this.#refuse(field, 'a whole number or null');
  }

  /** A number is taken for the text of its digits, as Label Studio does. */
  shortText(field: string): string {
    const value = this.#fields[field] ?? '';
    if (typeof value === 'string') return value;
    return numberOf(value) === undefined ? this.#refuse(field, 'a text') : stringifyJson(value);
  }

  flag(field: string): boolean {
    const value = this.#fields[field];
    if (value === undefined) return false;
    const reading = readFlag(value);
    return 'value' in reading ? reading.value : this.#refuse(field, 'true or false');
  }

  #refuse(field: string, expected: string): never {
    const found = kindOf(this.#fields[field]);
    throw new ItemFault(
      `${this.#name}: "${field}" is ${found}, but has to be ${expected}`,
      `Correct "${field}" in the file${field === 'result' ? '' : ', or leave it out'}.`,
    );
  }
}
