import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type FolderContents, folderEndpoints } from '../../main/contract/folders.ts';
import { addressOf, call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

/** Where one may go while choosing: below the document root, or everywhere when a document root is what is chosen. */
export type FolderScope = 'root' | 'machine';

/** The folders in a folder; null is where one begins. */
export const useFolderListing = (path: string | null, scope: FolderScope) =>
  useQuery({
    queryKey: queryKeys.folder(scope, path),
    queryFn: ({ signal }) => call(folderEndpoints.listFolder, { query: { path, scope }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });

export function useCreateFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (path: string) => call(folderEndpoints.createFolder, { body: { path } }),
    onSuccess: () =>
      Promise.all(
        [queryKeys.folders, queryKeys.storageChecks].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}

export const useLabelingTemplates = () =>
  useQuery({
    queryKey: queryKeys.templates,
    queryFn: ({ signal }) => call(folderEndpoints.labelingTemplates, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export interface CountedContents {
  /** undefined until the first count came. */
  contents: FolderContents | undefined;
  error: Error | null;
}

/** What is in a folder, while it is counted. A new path or `recursive` counts anew. */
export function useFolderContents(path: string, recursive: boolean): CountedContents {
  const [state, setState] = useState<CountedContents>({ contents: undefined, error: null });
  useEffect(() => {
    // What was counted before stays in sight until there is something newer.
    setState(({ contents }) => ({ contents: contents && { ...contents, done: false }, error: null }));
    const source = new EventSource(addressOf(folderEndpoints.folderContents, { query: { path, recursive } }));
    source.addEventListener('contents', ({ data }) => {
      const contents = JSON.parse(data) as FolderContents;
      setState({ contents, error: null });
      if (contents.done) source.close();
    });
    const asking = new AbortController();
    source.addEventListener('error', () => {
      source.close();
      // A stream cannot say why it was refused: the same question without one does.
      call(folderEndpoints.folderContents, { query: { path, recursive }, signal: asking.signal }).then(
        () =>
          setState((before) => ({
            ...before,
            error: new Error('The counting was interrupted. Choose the folder again.'),
          })),
        (error: Error) => {
          if (!asking.signal.aborted) setState({ contents: undefined, error });
        },
      );
    });
    return () => {
      source.close();
      asking.abort();
    };
  }, [path, recursive]);
  return state;
}
