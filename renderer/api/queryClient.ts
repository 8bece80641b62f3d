import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

/** A refusal stays one however often it is asked; a server that starts again is worth some more tries. */
const retry = (failures: number, error: Error) => !(error instanceof ApiError) && failures < 5;

export const queryClient = new QueryClient({
  defaultOptions: {
    // Events tell what changed; nothing is asked again just because a window got the focus.
    queries: { retry, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
