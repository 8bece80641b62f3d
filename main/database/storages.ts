import { type Column, rowChanger } from './changeRow.ts';
import type { Database } from './open.ts';
import { rememberer } from './remember.ts';
import type { Flag, LocalFilesExportStorage, LocalFilesImportStorage, LocalFilesMixin } from './rows.ts';

const SHARED = `id, project_id, path, title, description, regex_filter, use_blob_urls, synchronizable, status, last_sync,
  last_sync_count, traceback, meta, created_at`;

export interface NewStorage {
  project_id: number;
  path: string;
  title: string | null;
  description: string | null;
  regex_filter: string | null;
  use_blob_urls: Flag;
  synchronizable: Flag;
  /** recursive_scan of an import storage, can_delete_objects of an export storage. */
  own: Flag | null;
  now: number;
}

/** A storage that is hidden until its rows are cleared away. */
export interface Deleted {
  project_id: number;
  deleted_at: number;
}

function storageRepository<Row extends LocalFilesMixin>(db: Database, table: string, ownColumn: string) {
  const columns = `${SHARED}, ${ownColumn}`;
  const nextId = db.prepare('INSERT INTO storage_sequence DEFAULT VALUES');
  const insert = db.prepare(
    `INSERT INTO ${table} (id, project_id, path, title, description, regex_filter, use_blob_urls, synchronizable, ${ownColumn}, created_at)
     VALUES (@id, @project_id, @path, @title, @description, @regex_filter, @use_blob_urls, @synchronizable, @own, @now)`,
  );
  const byId = db.prepare<[number], Row>(`SELECT ${columns} FROM ${table} WHERE id = ? AND deleted_at IS NULL`);
  const ofProject = db.prepare<[number], Row>(
    `SELECT ${columns} FROM ${table} WHERE project_id = ? AND deleted_at IS NULL ORDER BY id`,
  );
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM ${table} WHERE deleted_at IS NULL ORDER BY id`);
  const markDeleted = db.prepare(`UPDATE ${table} SET deleted_at = ? WHERE id = ?`);
  const markDeletedOfProject = db.prepare(
    `UPDATE ${table} SET deleted_at = ? WHERE project_id = ? AND deleted_at IS NULL`,
  );
  const deleted = db.prepare<[number], number>(`SELECT id FROM ${table} WHERE deleted_at <= ?`).pluck();
  const deletedOne = db.prepare<[number], Deleted>(
    `SELECT project_id, deleted_at FROM ${table} WHERE id = ? AND deleted_at IS NOT NULL`,
  );
  const restore = db.prepare(`UPDATE ${table} SET deleted_at = NULL WHERE id = ?`);
  const restoreOfProject = db.prepare(`UPDATE ${table} SET deleted_at = NULL WHERE project_id = ? AND deleted_at = ?`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE id = ?`);
  return {
    insert(storage: NewStorage): number {
      const id = Number(nextId.run().lastInsertRowid);
      insert.run({ id, ...storage });
      return id;
    },
    byId: (id: number) => byId.get(id),
    ofProject: (project: number) => ofProject.all(project),
    all: () => all.all(),
    change: rowChanger(db, table) as (id: number, columns: Record<string, Column>) => void,
    markDeleted: (id: number, now: number) => markDeleted.run(now, id),
    markDeletedOfProject: (project: number, now: number) => markDeletedOfProject.run(now, project),
    /** Ids of those that were deleted at that time or before. */
    deletedUntil: (time: number) => deleted.all(time),
    deletedOne: (id: number) => deletedOne.get(id),
    restore: (id: number) => restore.run(id),
    /** Those that went at that time, which is when the project was deleted with all of them. */
    restoreOfProject: (project: number, deletedAt: number) => restoreOfProject.run(project, deletedAt),
    remove: (id: number) => remove.run(id),
  };
}

export function importStorageRepository(db: Database) {
  const remember = rememberer(db);
  const above = db
    .prepare<[string], number>(
      `SELECT DISTINCT project_id FROM local_files_import_storage
       WHERE deleted_at IS NULL AND path IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  return {
    ...storageRepository<LocalFilesImportStorage>(db, 'local_files_import_storage', 'recursive_scan'),
    /** Ids of the projects that have an import storage at one of these directories. */
    projectsAt(directories: string[]): readonly number[] {
      const key = JSON.stringify(directories);
      return remember(key, () => above.all(key));
    },
  };
}

export function exportStorageRepository(db: Database) {
  return storageRepository<LocalFilesExportStorage>(db, 'local_files_export_storage', 'can_delete_objects');
}
