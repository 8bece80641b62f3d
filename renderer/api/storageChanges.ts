import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { contract } from '../../main/contract/index.ts';
import type { JobAnswer } from '../../main/contract/larder.ts';
import { newProjectEndpoints } from '../../main/contract/newProject.ts';
import type { exportChanges, importChanges } from '../../main/contract/storages.ts';
import { call } from './client.ts';
import { putJob } from './events.ts';
import { queryKeys } from './queryKeys.ts';
import { type ExportStorage, endpointsOf, type ImportStorage, type StorageSide, storagesKey } from './storages.ts';

type AnyStorage = ImportStorage | ExportStorage;
export type StorageChanges = z.input<typeof importChanges> & z.input<typeof exportChanges>;

function renew(client: QueryClient, side: StorageSide, project: number): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: storagesKey(side, project) }),
    client.invalidateQueries({ queryKey: queryKeys.projects }),
    // They name the storages that lie outside of the document root.
    client.invalidateQueries({ queryKey: queryKeys.settings }),
    client.invalidateQueries({ queryKey: queryKeys.tasks(project) }),
  ]);
}

/** Creates a storage of a project, or changes the one with this id. */
export function useSaveStorage(side: StorageSide, project: number, id: number | null) {
  const client = useQueryClient();
  const { create, update } = endpointsOf(side);
  return useMutation({
    mutationFn: async (body: StorageChanges) => {
      const fields = { ...body, project };
      const stored = id === null ? call(create, { body: fields }) : call(update, { params: { id }, body: fields });
      return (await stored) as AnyStorage;
    },
    onSuccess: () => renew(client, side, project),
  });
}

/** Starts a sync or an export in the background; what becomes of it comes as events. */
export function useStartSync(side: StorageSide) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ storage, onlyNew = false }: { storage: number; onlyNew?: boolean }) => {
      const params = { id: storage };
      const started =
        side === 'import'
          ? call(contract.importStorages.sync, { params, query: { background: true } })
          : call(contract.exportStorages.sync, {
              params,
              query: { background: true, save_only_new_annotations: onlyNew },
            });
      return (await started) as JobAnswer;
    },
    onSuccess: (job) => putJob(client, job),
  });
}

export function useCancelJob() {
  return useMutation({ mutationFn: (id: number) => call(contract.larder.cancelJob, { params: { id } }) });
}

/** Deletes a storage; it leaves the list at once. `restore` takes that back for a minute. */
export function useDeleteStorage(side: StorageSide, project: number) {
  const client = useQueryClient();
  const queryKey = storagesKey(side, project);
  const deletion = useMutation({
    mutationFn: (id: number) => call(endpointsOf(side).remove, { params: { id } }),
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData<AnyStorage[]>(queryKey, (storages) => storages?.filter((storage) => storage.id !== id));
    },
    onSettled: () => renew(client, side, project),
  });
  const { restoreImportStorage, restoreExportStorage } = newProjectEndpoints;
  const restore = async (id: number) => {
    await call(side === 'import' ? restoreImportStorage : restoreExportStorage, { params: { id } });
    await renew(client, side, project);
  };
  return { deletion, restore };
}
