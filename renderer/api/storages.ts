import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { exportStorage, importStorage } from '../../main/contract/storages.ts';
import { call } from './client.ts';
import { queryKeys } from './queryKeys.ts';

export type ImportStorage = z.output<typeof importStorage>;
export type ExportStorage = z.output<typeof exportStorage>;

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

export const useStorageJobs = (storage: number) =>
  useQuery({
    queryKey: queryKeys.storageJobs(storage),
    queryFn: ({ signal }) => call(contract.larder.listJobs, { params: { id: storage }, signal }),
  });
