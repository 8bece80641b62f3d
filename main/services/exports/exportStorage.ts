import type { LocalFilesExportStorage, UserRow } from '../../database/rows.ts';
import type { StartedJob } from '../jobs/jobs.ts';
import type { Services } from '../services.ts';
import { checkStoredPath } from '../storagePath.ts';
import { begunState, endedState } from '../syncState.ts';
import { requireSynchronizable } from '../syncStorage.ts';

/** Starts the writing of all annotations of a project, or of those that were never written. Throws a Refusal when the folder is gone. */
export async function exportAnnotations(
  services: Services,
  storage: LocalFilesExportStorage,
  user: UserRow,
  onlyNew: boolean,
): Promise<StartedJob> {
  await checkStoredPath(storage.path, services, user);
  const { exportStorages } = services.repositories;
  const { id } = storage;
  const job = await services.jobs.start(
    { kind: 'export', project: storage.project_id, storage: id, user: user.id },
    {
      order: { kind: 'export', storage: id, onlyNew, onlyWaiting: false },
      onBegin(queuedAt) {
        const current = exportStorages.byId(id);
        if (current) exportStorages.change(id, begunState(current, queuedAt));
      },
      onEnd(result) {
        const current = exportStorages.byId(id);
        if (current) exportStorages.change(id, endedState(current, result, { total_annotations: result.counts.found }));
      },
    },
  );
  const done = job.done.then(async (result) => {
    // Removals that waited, and what was saved while the job was writing.
    await services.outbox.pushStorage(id);
    return result;
  });
  return { id: job.id, done };
}

/** The sync of an export storage, as a person asks for it. */
export async function syncExportStorage(
  services: Services,
  storage: LocalFilesExportStorage,
  user: UserRow,
  onlyNew: boolean,
): Promise<StartedJob> {
  requireSynchronizable(storage);
  return exportAnnotations(services, storage, user, onlyNew);
}
