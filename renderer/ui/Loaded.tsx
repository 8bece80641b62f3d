import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from './Loading.tsx';
import { Problem } from './Problem.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Named while it loads and when it cannot be loaded: "the projects". */
  what: string;
  children: (data: T) => ReactNode;
}

/** Shows what a query answered, or that it is on its way, or why it is not there. */
export function Loaded<T>({ query, what, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return <Problem title={`Could not load ${what}`} error={query.error} retry={() => query.refetch()} />;
  return <Loading what={what} />;
}
