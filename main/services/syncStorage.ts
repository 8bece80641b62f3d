import type { LocalFilesImportStorage, UserRow } from '../database/rows.ts';
import { accessFor } from './access.ts';
import { invalidRequest, Refusal } from './errors.ts';
import { flushExports } from './exports/flushExports.ts';
import { rootTrouble } from './rootTrouble.ts';
import type { Services } from './services.ts';
import { type StartedSync, startSync } from './startSync.ts';
import { checkStoredPath } from './storagePath.ts';

export function requireSynchronizable(storage: { synchronizable: 0 | 1; id: number }): void {
  if (!storage.synchronizable) throw new Refusal(400, `Storage ${storage.id} is not synchronizable`, { bare: true });
}

/**
 * Starts the sync of an import storage; its state is kept in the storage. Throws a Refusal when the folder is gone, or the
 * tasks belong to another document root (their files would look new): then the stored state stays as it was.
 */
export async function syncStorage(
  services: Services,
  storage: LocalFilesImportStorage,
  user: UserRow,
): Promise<StartedSync<LocalFilesImportStorage>> {
  requireSynchronizable(storage);
  await services.root.follow();
  const trouble = rootTrouble(services, accessFor(services.repositories, user));
  if (trouble) throw invalidRequest(trouble.words, trouble.storages);
  const settings = services.settings();
  await checkStoredPath(storage.path, services, user);
  return startSync(services, services.repositories.importStorages, storage, user, {
    order: {
      kind: 'sync',
      storage: storage.id,
      host: settings.host.value,
      dataDir: services.dataDir,
      followLinks: settings.follow_links.value,
      naturalOrder: settings.natural_order.value,
    },
    extra: ({ existing, failed }) => ({
      tasks_existed: existing,
      ...(failed ? { tasks_failed_validation: failed } : {}),
    }),
    // Annotations that came with the tasks go to the export storages like any other.
    after: async () => {
      if (!storage.use_blob_urls) await flushExports(services, storage.project_id);
    },
  });
}
