import type { Database } from './open.ts';
import type { LocalFilesImportStorageLink } from './rows.ts';

/** Which file made which task (LocalFilesImportStorageLink). Paths are relative to the document root. */
export function importLinkRepository(db: Database) {
  const insert = db.prepare(
    'INSERT INTO local_files_import_storage_link (task_id, storage_id, path, row_index, item_hash) VALUES (?, ?, ?, ?, ?)',
  );
  const project = db
    .prepare<[number], number>(
      `SELECT project_id FROM local_files_import_storage_link AS link JOIN task ON task.id = link.task_id
       WHERE storage_id = ? LIMIT 1`,
    )
    .pluck();
  const tasksOfFile = db
    .prepare<[number, string], number>(
      'SELECT count(*) FROM local_files_import_storage_link WHERE storage_id = ? AND path = ?',
    )
    .pluck();
  const lastRow = db
    .prepare<[number, string], number | null>(
      'SELECT max(row_index) FROM local_files_import_storage_link WHERE storage_id = ? AND path = ?',
    )
    .pluck();
  const itemHashes = db
    .prepare<[number, string], Buffer>(
      `SELECT item_hash FROM local_files_import_storage_link
       WHERE storage_id = ? AND path = ? AND item_hash IS NOT NULL`,
    )
    .pluck();
  const unannotatedOfFile = db
    .prepare<[number, string, number, number], number>(
      `SELECT task_id FROM local_files_import_storage_link AS link WHERE storage_id = ? AND path = ? AND task_id >= ?
       AND NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.task_id = link.task_id AND annotation.updated_by IS NOT NULL) LIMIT ?`,
    )
    .pluck();
  const after = db.prepare<[number, number], Pick<LocalFilesImportStorageLink, 'task_id' | 'path'>>(
    'SELECT task_id, path FROM local_files_import_storage_link WHERE task_id > ? ORDER BY task_id LIMIT ?',
  );
  const setPath = db.prepare('UPDATE local_files_import_storage_link SET path = ? WHERE task_id = ?');
  const indexOfFiles = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'import_link_by_file'")
    .pluck();
  const removeSome = db.prepare(
    `DELETE FROM local_files_import_storage_link WHERE task_id IN
       (SELECT task_id FROM local_files_import_storage_link WHERE storage_id = ? LIMIT ?)`,
  );
  return {
    /** `itemHash` tells the item of a task file again when the file is read once more. */
    insert: (task: number, storage: number, path: string, rowIndex: number, itemHash: Buffer | null) =>
      insert.run(task, storage, path, rowIndex, itemHash),
    /** The project that all linked tasks of a storage are in; undefined when it has none. */
    project: (storage: number) => project.get(storage),
    /** How many tasks a file has made; 0 when it is not linked. */
    tasksOfFile: (storage: number, path: string) => tasksOfFile.get(storage, path) as number,
    nextRowIndex: (storage: number, path: string) => (lastRow.get(storage, path) ?? -1) + 1,
    itemHashes: (storage: number, path: string) => itemHashes.all(storage, path),
    /** Tasks of a file from an id on that no person has annotated. */
    unannotatedOfFile: (storage: number, path: string, fromTask: number, limit: number) =>
      unannotatedOfFile.all(storage, path, fromTask, limit),
    /** The next links of all storages behind a task. */
    after: (task: number, limit: number) => after.all(task, limit),
    setPath: (task: number, path: string) => setPath.run(path, task),
    /**
     * For a transaction in which all paths change: takes their index away, for a new path may be the one that another link
     * still has, and one building is quicker than a million changes. Answers what builds it again.
     */
    dropIndexOfFiles(): () => void {
      const sql = indexOfFiles.get() as string;
      db.exec('DROP INDEX import_link_by_file');
      return () => db.exec(sql);
    },
    /** Removes up to `limit` links of a storage; answers how many. */
    removeSome: (storage: number, limit: number) => removeSome.run(storage, limit).changes,
  };
}

/** Which annotation is in which storage (LocalFilesExportStorageLink). */
export function exportLinkRepository(db: Database) {
  const put = db.prepare(
    `INSERT INTO local_files_export_storage_link (storage_id, annotation_id, exported_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET exported_at = excluded.exported_at`,
  );
  const has = db
    .prepare<[number, number], number>(
      'SELECT 1 FROM local_files_export_storage_link WHERE storage_id = ? AND annotation_id = ?',
    )
    .pluck();
  const summary = db.prepare<[number], { written: number; last_written_at: number | null }>(
    `SELECT count(*) AS written, max(exported_at) AS last_written_at
     FROM local_files_export_storage_link WHERE storage_id = ?`,
  );
  const remove = db.prepare('DELETE FROM local_files_export_storage_link WHERE storage_id = ? AND annotation_id = ?');
  const removeSome = db.prepare(
    `DELETE FROM local_files_export_storage_link WHERE (storage_id, annotation_id) IN
       (SELECT storage_id, annotation_id FROM local_files_export_storage_link WHERE storage_id = ? LIMIT ?)`,
  );
  const removeAll = db.prepare('DELETE FROM local_files_export_storage_link WHERE storage_id = ?');
  return {
    put: (storage: number, annotation: number, now: number) => put.run(storage, annotation, now),
    has: (storage: number, annotation: number) => has.get(storage, annotation) === 1,
    /** How many files a storage has written, and when the last (microseconds). */
    summary: (storage: number) => summary.get(storage) as { written: number; last_written_at: number | null },
    remove: (storage: number, annotation: number) => remove.run(storage, annotation),
    /** Another folder has none of the files. */
    removeAll: (storage: number) => removeAll.run(storage),
    removeSome: (storage: number, limit: number) => removeSome.run(storage, limit).changes,
  };
}
