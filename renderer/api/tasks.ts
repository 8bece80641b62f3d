import { keepPreviousData, type Query, useQueries, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type ListedTask,
  type TaskWindow as TaskWindowAnswer,
  taskListEndpoints,
} from '../../main/contract/taskList.ts';
import { type task, taskEndpoints } from '../../main/contract/tasks.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type Task = z.output<typeof task>;

/** Which tasks of a project, in which order; empty texts leave it open. */
export interface TaskFilter {
  search: string;
  state: '' | 'labeled' | 'unlabeled';
  storage: string;
  order: string;
}

/** Tasks come in pages of this many. */
const PAGE = 200;
/** Pages that are not looked at are soon forgotten: there are thousands of them (milliseconds). */
const FORGET_MS = 60_000;
const STALE_MS = 1000;

const windowQuery = (project: number, filter: TaskFilter, offset: number, limit: number) => ({
  queryKey: [...queryKeys.tasks(project), 'window', filter, offset, limit],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(taskListEndpoints.taskList, { params: { id: project }, query: { ...filter, offset, limit }, signal }),
  gcTime: FORGET_MS,
  // An order that is being made anew is asked for again.
  refetchInterval: (query: Query<TaskWindowAnswer>) => (query.state.data?.fresh === false ? STALE_MS : false),
});

export interface TaskWindow {
  /** undefined until the first page came. */
  total: number | undefined;
  /** The task at a place of the list; undefined while it is on its way. */
  at: (index: number) => ListedTask | undefined;
  error: Error | null;
  retry: () => void;
}

/** The tasks from one place of the list to another, by the pages that hold them. */
export function useTaskWindow(project: number, filter: TaskFilter, from: number, to: number): TaskWindow {
  const first = Math.floor(from / PAGE);
  const pages = Array.from({ length: Math.max(1, Math.ceil(to / PAGE) - first) }, (_, index) => first + index);
  const count = useQuery({
    ...windowQuery(project, filter, 0, PAGE),
    placeholderData: keepPreviousData,
  });
  const results = useQueries({ queries: pages.map((page) => windowQuery(project, filter, page * PAGE, PAGE)) });
  const failed = results.find(({ error }) => error) ?? (count.error ? count : undefined);
  const latest = [count, ...results].reduce((a, b) => (b.dataUpdatedAt > a.dataUpdatedAt ? b : a));
  return {
    total: (latest.data ?? count.data)?.total,
    at: (index) => results[Math.floor(index / PAGE) - first]?.data?.tasks[index % PAGE],
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

/** A few tasks around a place of the list: for going on to the next. */
export const useTasksAround = (project: number, filter: TaskFilter, offset: number, limit: number, enabled: boolean) =>
  useQuery({ ...windowQuery(project, filter, offset, limit), enabled, placeholderData: keepPreviousData });

export const useTask = (project: number, id: number) =>
  useQuery({
    queryKey: queryKeys.task(project, id),
    queryFn: ({ signal }) => call(taskEndpoints.getTask, { params: { id }, signal }),
    placeholderData: keepPreviousData,
  });
