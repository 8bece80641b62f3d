import type { z } from 'zod';
import { LARGEST_WINDOW, TASK_ORDERS, type taskListEndpoints, USUAL_WINDOW } from '../contract/taskList.ts';
import type { TaskListQuestion } from '../database/taskLists.ts';
import { invalid } from './errors.ts';

export type TaskListQuery = z.output<typeof taskListEndpoints.taskList.query>;

/** A part of an order; backwards is counted and read from its end. */
export interface Place {
  offset: number;
  limit: number;
  backwards: boolean;
}

const numberOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
const limitOf = (text: string) => {
  const limit = numberOf(text) ?? 0;
  return limit >= 1 && limit <= LARGEST_WINDOW ? limit : undefined;
};
const oneOf =
  <const T extends string>(words: readonly T[]) =>
  (text: string) =>
    words.find((word) => word === text);
const storageOf = (text: string) => (text === 'none' ? text : numberOf(text));

interface AskedTaskList {
  question: TaskListQuestion;
  place: Place;
  /** All tasks in the order in which they came. */
  plain: boolean;
}

/** What a query asks for; every field that makes no sense is refused by name. */
export function askedTaskList(project: number, query: TaskListQuery): AskedTaskList {
  const faults: Record<string, string[]> = {};
  function field<T>(name: keyof TaskListQuery, read: (text: string) => T | undefined, words: string): T | undefined {
    const text = query[name]?.trim();
    if (!text) return undefined;
    const value = read(text);
    if (value === undefined) faults[name] = [words];
    return value;
  }
  const offset = field('offset', numberOf, 'Give a whole number from 0.') ?? 0;
  const limit = field('limit', limitOf, `Give a whole number from 1 to ${LARGEST_WINDOW}.`) ?? USUAL_WINDOW;
  const state = field('state', oneOf(['labeled', 'unlabeled']), 'Give labeled or unlabeled.') ?? null;
  const storage = field('storage', storageOf, 'Give the id of an import storage, or none.') ?? null;
  const search = query.search?.trim() ?? '';
  const order = field('order', oneOf(TASK_ORDERS), `Give one of ${TASK_ORDERS.join(', ')}.`) ?? 'inner_id';
  if (Object.keys(faults).length) throw invalid(faults);
  const backwards = order.startsWith('-');
  const ordered = order.replace('-', '') as TaskListQuestion['order'];
  return {
    question: { project, search, state, storage, order: ordered },
    place: { offset, limit, backwards },
    plain: ordered === 'inner_id' && !search && state === null && storage === null,
  };
}
