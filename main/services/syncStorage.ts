import type { LocalFilesImportStorage, UserRow } from '../database/rows.ts';
import { accessFor } from './access.ts';
import { invalidRequest, Refusal } from './errors.ts';
import { flushExports } from './exports/flushExports.ts';
import type { StartedJob } from './jobs/jobs.ts';
import { rootTrouble } from './rootTrouble.ts';
import type { Services } from './services.ts';
import { checkStoredPath } from './storagePath.ts';
import { begunState, endedState } from './syncState.ts';

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
): Promise<StartedJob> {
  requireSynchronizable(storage);
  await services.root.follow();
  const trouble = rootTrouble(services, accessFor(services.repositories, user));
  if (trouble) throw invalidRequest(trouble.words, trouble.storages);
  const settings = services.settings();
  await checkStoredPath(storage.path, services, user);
  const { importStorages } = services.repositories;
  const { id } = storage;
  const job = await services.jobs.start(
    { kind: 'sync', project: storage.project_id, storage: id, user: user.id },
    {
      order: {
        kind: 'sync',
        storage: id,
        user: user.id,
        host: settings.host.value,
        dataDir: services.dataDir,
        followLinks: settings.follow_links.value,
        naturalOrder: settings.natural_order.value,
      },
      onBegin(queuedAt) {
        const current = importStorages.byId(id);
        if (current) importStorages.change(id, begunState(current, queuedAt));
      },
      onEnd(result) {
        const current = importStorages.byId(id);
        const { existing, failed } = result.counts;
        const extra = { tasks_existed: existing, ...(failed ? { tasks_failed_validation: failed } : {}) };
        if (current) importStorages.change(id, endedState(current, result, extra));
      },
    },
  );
  const done = job.done.then(async (result) => {
    // Annotations that came with the tasks go to the export storages like any other.
    if (!storage.use_blob_urls) await flushExports(services, storage.project_id);
    return result;
  });
  return { id: job.id, done };
}
