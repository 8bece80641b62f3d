import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { TaskFilter } from '../../api/tasks.ts';

export type Layout = 'grid' | 'table';

/** What is shown lives in the address: going back from a task finds the list as it was left. */
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
        return before;
      },
      { replace: true },
    );
  return { filter, layout, change, isFiltered: Boolean(filter.search || filter.state || filter.storage) };
}

/** The address of a task, with its place in the list that it is reached from. */
export function taskAddress(project: number, id: number, at: number, filter: TaskFilter): string {
  const params = new URLSearchParams({ at: String(at) });
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value);
  return `/projects/${project}/tasks/${id}?${params}`;
}
