import type { LocalFilesExportStorage, LocalFilesImportStorage, LocalFilesMixin } from '../../database/rows.ts';
import { isoMicros } from '../../domain/timestamps.ts';

const flagOrNull = (value: 0 | 1 | null) => (value === null ? null : value === 1);

/** A sync that waits for its turn is kept with its job only: the row still says how the one before ended. */
function mixinAnswer(row: LocalFilesMixin, queued: boolean) {
  return {
    id: row.id,
    type: 'localfiles',
    synchronizable: row.synchronizable === 1,
    path: row.path,
    regex_filter: row.regex_filter,
    use_blob_urls: row.use_blob_urls === 1,
    last_sync: row.last_sync === null ? null : isoMicros(row.last_sync),
    last_sync_count: row.last_sync_count,
    last_sync_job: null,
    status: queued ? 'queued' : row.status,
    traceback: row.traceback,
    meta: JSON.parse(row.meta),
    title: row.title,
    description: row.description,
    created_at: isoMicros(row.created_at),
    project: row.project_id,
  };
}

export const importStorageAnswer = (row: LocalFilesImportStorage, queued: boolean) => ({
  ...mixinAnswer(row, queued),
  recursive_scan: flagOrNull(row.recursive_scan),
});

export const exportStorageAnswer = (row: LocalFilesExportStorage, queued: boolean) => ({
  ...mixinAnswer(row, queued),
  can_delete_objects: flagOrNull(row.can_delete_objects),
});
