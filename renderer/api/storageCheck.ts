import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../main/contract/endpoint.ts';
import { newProjectEndpoints } from '../../main/contract/newProject.ts';
import { ApiError, call } from './client.ts';
import { queryKeys } from './queryKeys.ts';
import type { StorageChanges } from './storageChanges.ts';
import { endpointsOf, type StorageSide } from './storages.ts';

/** What is wrong with which field, in the server's words. */
export type FieldProblems = Readonly<Record<string, string>>;

/** What the server says of no field is about the path: it is the only thing that it looks up. */
export function fieldProblems({ fields }: ApiError): FieldProblems {
  const { non_field_errors: ofPath, ...named } = fields;
  const all = ofPath && !named.path ? { ...named, path: ofPath } : named;
  return Object.fromEntries(Object.entries(all).map(([name, words]) => [name, words.join(' ')]));
}

interface Checked {
  side: StorageSide;
  /** The stored storage that is being changed. */
  id: number | null;
  project: number;
  fields: StorageChanges;
}

/** Whether the server would take a storage with these fields: all that is wrong, though the server stops at the first. */
export const useStorageCheck = ({ side, id, project, fields }: Checked) =>
  useQuery({
    queryKey: [...queryKeys.storageChecks, side, id, project, fields],
    queryFn: async ({ signal }): Promise<FieldProblems> => {
      const problemsOf = async (some: StorageChanges): Promise<FieldProblems> => {
        const body = { ...some, project, ...(id === null ? {} : { id }) };
        try {
          await call<Endpoint & { body: z.ZodType }>(endpointsOf(side).validate, { body, signal });
          return {};
        } catch (error) {
          if (error instanceof ApiError && error.status === 400) return fieldProblems(error);
          throw error;
        }
      };
      const { path, ...others } = fields;
      const [{ path: _, ...pathless }, ofPath] = await Promise.all([problemsOf(others), problemsOf({ path })]);
      return { ...pathless, ...ofPath };
    },
    enabled: !!fields.path,
    // The folder may have changed on the disk since it was asked.
    staleTime: 0,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });

const PREVIEWED = 100;

/** What a sync of an import storage with these fields would do. */
export const useStoragePreview = (project: number, fields: StorageChanges, enabled: boolean) =>
  useQuery({
    queryKey: [...queryKeys.storagePreviews, project, fields],
    queryFn: ({ signal }) => {
      const { path, regex_filter, use_blob_urls, recursive_scan } = fields;
      const body = { project, path, regex_filter, use_blob_urls, recursive_scan, limit: PREVIEWED };
      return call(newProjectEndpoints.preview, { body, signal });
    },
    enabled,
    staleTime: 0,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });
