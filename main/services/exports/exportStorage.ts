import type { LocalFilesExportStorage, UserRow } from '../../database/rows.ts';
import type { Services } from '../services.ts';
import { type StartedSync, startSync } from '../startSync.ts';
import { checkStoredPath } from '../storagePath.ts';
import { requireSynchronizable } from '../syncStorage.ts';

/** Starts the writing of all annotations of a project, or of those that were never written. Throws a Refusal when the folder is gone. */
export async function exportAnnotations(
  services: Services,
  storage: LocalFilesExportStorage,
  user: UserRow,
  onlyNew: boolean,
): Promise<StartedSync<LocalFilesExportStorage>> {
  await checkStoredPath(storage.path, services, user);
  const { id } = storage;
  return startSync(services, services.repositories.exportStorages, storage, user, {
    order: { kind: 'export', storage: id, onlyNew, onlyWaiting: false },
    extra: ({ found }) => ({ total_annotations: found }),
    // Removals that waited, and what was saved while the job was writing.
    after: () => services.outbox.pushStorage(id),
  });
}

/** The sync of an export storage, as a person asks for it. */
export async function syncExportStorage(
  services: Services,
  storage: LocalFilesExportStorage,
  user: UserRow,
  onlyNew: boolean,
): Promise<StartedSync<LocalFilesExportStorage>> {
  requireSynchronizable(storage);
  return exportAnnotations(services, storage, user, onlyNew);
}
