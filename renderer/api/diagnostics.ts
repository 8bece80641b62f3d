import { useMutation, useQuery } from '@tanstack/react-query';
import { larderEndpoints } from '../../main/contract/larder.ts';
import { namedPath } from '../../main/contract/localFiles.ts';
import { call } from './client.ts';
import { desktop } from './desktop.ts';
import { isAbsolute } from './places.ts';
import { queryKeys } from './queryKeys.ts';

/** What was pasted, as the server takes it: an address of a task, an absolute path, or one below the document root. */
function questionOf(text: string): { d?: string; path?: string } {
  const d = namedPath(text);
  if (d !== null) return { d };
  return isAbsolute(text) ? { path: text } : { d: text };
}

/** Why a file is or is not served; asked when there is something to ask. */
export const useExplanation = (text: string) =>
  useQuery({
    queryKey: queryKeys.explanation(text),
    queryFn: ({ signal }) => call(larderEndpoints.explain, { query: questionOf(text), signal }),
    enabled: text !== '',
    staleTime: 0,
    retry: false,
  });

/** What the desktop app knows of itself; never there in a browser. */
export const useAppFacts = () =>
  useQuery({
    queryKey: queryKeys.appFacts,
    queryFn: () => desktop?.appFacts(undefined) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A link that signs another browser in, once. */
export const useSignInLink = () => useMutation({ mutationFn: () => call(larderEndpoints.createSignInLink) });
