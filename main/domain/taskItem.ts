import { isJsonObject, type JsonError, stringifyJson } from './jsonText.ts';
import { ItemFault, kindOf, readAnnotation, readPrediction } from './taskItemParts.ts';

/** A prediction of a task definition. */
export interface PredictionItem {
  /** JSON text of a list or an object. */
  result: string;
  score: number | null;
  modelVersion: string;
  cluster: number | null;
  /** JSON text. */
  neighbors: string | null;
  mislabeling: number;
}

/** An annotation of a task definition. */
export interface AnnotationItem {
  /** JSON text of a list. */
  result: string | null;
  wasCancelled: boolean;
  groundTruth: boolean;
  leadTime: number | null;
}

/** One task definition, ready to be stored. */
export interface TaskItem {
  /** JSON text of an object, compact, every number as it was written. */
  data: string;
  allowSkip: boolean;
  predictions: PredictionItem[];
  annotations: AnnotationItem[];
}

/** Why something is no task, and what to do about it. */
export interface ItemProblem {
  /** Part of a sentence: `file, item 3: <reason>. <advice>`. */
  reason: string;
  advice: string;
}

export type TaskItemAnswer = { item: TaskItem } | { problem: ItemProblem };

/** The words for a text that is not JSON; `counted` tells where the place in them is counted from. */
export function jsonProblem(error: JsonError, counted = ''): ItemProblem {
  return {
    reason: `this is not valid JSON: ${error.message}${counted && `, ${counted}`}`,
    advice: 'Correct the text at this place, or write the file again with the program that made it.',
  };
}

/** Reads one task definition from a value that `parseJson` made: either the whole of it is good or there is a problem. */
export function taskItemFrom(value: unknown): TaskItemAnswer {
  try {
    return { item: readItem(value) };
  } catch (error) {
    if (error instanceof ItemFault) return { problem: { reason: error.message, advice: error.advice } };
    // A value can take more characters than a text may have, because it was written shorter.
    if (error instanceof RangeError) return { problem: TOO_LARGE };
    throw error;
  }
}

const TOO_LARGE: ItemProblem = {
  reason: 'this task is too large to be written again',
  advice: 'Put its parts into tasks of their own, or its texts into files.',
};

function readItem(value: unknown): TaskItem {
  if (!isJsonObject(value)) {
    throw new ItemFault(
      `a task has to be an object in braces, but this is ${kindOf(value)}`,
      'Write each task as an object, for example {"data": {"image": "…"}}.',
    );
  }
  const { data, allow_skip: allowSkip } = value;
  if (allowSkip !== undefined && allowSkip !== null && typeof allowSkip !== 'boolean') {
    throw new ItemFault(
      `"allow_skip" is ${kindOf(allowSkip)}, but has to be true or false`,
      'Set "allow_skip" to true or false, or leave it out.',
    );
  }
  const predictions = listOf(value, 'predictions').map(readPrediction);
  const annotations = listOf(value, 'annotations').map(readAnnotation);
  return {
    data: stringifyJson(isJsonObject(data) ? data : value),
    allowSkip: allowSkip ?? true,
    predictions,
    annotations,
  };
}

function listOf(item: Record<string, unknown>, field: 'predictions' | 'annotations'): unknown[] {
  const list = item[field] ?? [];
  if (isJsonObject(item.data)) {
    if (Array.isArray(list)) return list;
    throw new ItemFault(`"${field}" is ${kindOf(list)}, not a list`, `Write "${field}" as a list in brackets.`);
  }
  // Label Studio, too, takes an empty list without "data" for a part of the task's own fields.
  if (Array.isArray(list) && list.length === 0) return list;
  throw new ItemFault(
    `the task has "${field}", but its "data" is ${item.data === undefined ? 'missing' : `${kindOf(item.data)}, not an object`}`,
    `Put the task's own fields into an object named "data", beside "${field}".`,
  );
}
