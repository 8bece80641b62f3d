import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TaskFilter } from '../../api/tasks.ts';

export type Layout = 'grid' | 'table';

/** What is shown and where one was in it live in the address: going back from a task finds the list as it was left. */
export function useTaskFilter() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const { filter, layout } = useMemo(() => {
    const given = new URLSearchParams(text);
    const state = given.get('state') ?? '';
    const read: TaskFilter = {
      search: given.get('search') ?? '',
      state: state === 'labeled' || state === 'unlabeled' ? state : '',
      storage: given.get('storage') ?? '',
      order: given.get('order') ?? '',
    };
    const shown: Layout = given.get('layout') === 'table' ? 'table' : 'grid';
    return { filter: read, layout: shown };
  }, [text]);
  const change = (changes: Partial<TaskFilter> & { layout?: Layout }) =>
    setParams(
      (before) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value) before.set(name, value);
          else before.delete(name);
        }
        // Another list has other places.
        before.delete('at');
        return before;
      },
      { replace: true },
    );
  const at = Number(params.get('at') ?? Number.NaN);
  const keepPlace = (index: number) =>
    setParams(
      (before) => {
        before.set('at', String(index));
        return before;
      },
      { replace: true },
    );
  return {
    filter,
    layout,
    change,
    isFiltered: Boolean(filter.search || filter.state || filter.storage),
    /** The place in the list of the task that is or was looked at. */
    place: Number.isInteger(at) && at >= 0 ? at : null,
    keepPlace,
  };
}

/** The address of a task, with its place in the list that it is reached from. */
export function taskAddress(project: number, id: number, at: number, list: TaskFilter & { layout: Layout }): string {
  const params = new URLSearchParams({ at: String(at) });
  for (const [name, value] of Object.entries(list)) if (value && value !== 'grid') params.set(name, value);
  return `/projects/${project}/tasks/${id}?${params}`;
}
