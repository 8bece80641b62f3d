import type { LocalFilesExportStorage } from '../database/rows.ts';
import type { Access } from './access.ts';
import { write } from './core.ts';
import { notFound, Refusal } from './errors.ts';
import { exportAnnotations } from './exports/exportStorage.ts';
import { endOfUndo } from './jobs/purgeJob.ts';
import type { Services } from './services.ts';

/** What is older is being cleared away, piece by piece: half of it back would be worse than nothing. */
function requireTime(deletedAt: number): void {
  if (deletedAt <= endOfUndo())
    throw new Refusal(404, 'The time to take this deletion back is over: it is being cleared away.');
}

/** Takes the deletion of a project back, with the storages that went with it. Throws a Refusal when its time is over. */
export async function restoreProject(services: Services, access: Access, id: number): Promise<void> {
  const { projects, importStorages, exportStorages } = services.repositories;
  await write(services, () => {
    const deletedAt = projects.deletedAt(id);
    if (deletedAt === undefined || !access.seesProject(id)) throw notFound('Project');
    requireTime(deletedAt);
    projects.restore(id);
    importStorages.restoreOfProject(id, deletedAt);
    exportStorages.restoreOfProject(id, deletedAt);
  });
}

/** Takes the deletion of an import storage back. */
export async function restoreImportStorage(services: Services, access: Access, id: number): Promise<void> {
  const { importStorages } = services.repositories;
  await write(services, () => {
    const deleted = importStorages.deletedOne(id);
    if (!deleted) throw notFound('Storage');
    access.project(deleted.project_id);
    requireTime(deleted.deleted_at);
    importStorages.restore(id);
  });
}

/** Takes the deletion of an export storage back, and writes what was saved meanwhile as soon as its folder can be written. */
export async function restoreExportStorage(services: Services, access: Access, id: number): Promise<void> {
  const { exportStorages } = services.repositories;
  const storage = await write(services, () => {
    const deleted = exportStorages.deletedOne(id);
    if (!deleted) throw notFound('Storage');
    access.project(deleted.project_id);
    requireTime(deleted.deleted_at);
    exportStorages.restore(id);
    return exportStorages.byId(id) as LocalFilesExportStorage;
  });
  exportAnnotations(services, storage, access.user, false)
    .then(({ done }) => done)
    .catch((error) => {
      if (!(error instanceof Refusal)) services.log.error({ err: error }, 'the export after a restore broke');
    });
}
