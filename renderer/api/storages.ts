import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { JobAnswer } from '../../main/contract/larder.ts';
import type { exportStorage, importStorage } from '../../main/contract/storages.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type ImportStorage = z.output<typeof importStorage>;
export type ExportStorage = z.output<typeof exportStorage>;
/** Storages that files come from, and those that annotations go to. */
export type StorageSide = 'import' | 'export';

export const endpointsOf = (side: StorageSide) =>
  side === 'import' ? contract.importStorages : contract.exportStorages;

export const storagesKey = (side: StorageSide, project: number) =>
  side === 'import' ? queryKeys.importStorages(project) : queryKeys.exportStorages(project);

export const useImportStorages = (project: number) =>
  useQuery({
    queryKey: queryKeys.importStorages(project),
    queryFn: async ({ signal }) =>
      (await call(contract.importStorages.list, { query: { project }, signal })) as ImportStorage[],
  });

export const useExportStorages = (project: number) =>
  useQuery({
    queryKey: queryKeys.exportStorages(project),
    queryFn: async ({ signal }) =>
      (await call(contract.exportStorages.list, { query: { project }, signal })) as ExportStorage[],
  });

/** The latest jobs of a storage, newest first; events keep them up to date. */
export const useStorageJobs = (storage: number) =>
  useQuery({
    queryKey: queryKeys.storageJobs(storage),
    queryFn: async ({ signal }): Promise<JobAnswer[]> =>
      await call(contract.larder.listJobs, { params: { id: storage }, signal }),
  });

/** What is written and what waits; events keep it up to date. */
export const useOutbox = (storage: number) =>
  useQuery({
    queryKey: queryKeys.outbox(storage),
    queryFn: ({ signal }) => call(contract.larder.outbox, { params: { id: storage }, signal }),
  });
