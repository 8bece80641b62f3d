import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Larder } from './larder.ts';

/** One value out of the database of a data folder, read beside the running server. */
export function valueIn(dataDir: string, sql: string, ...parameters: unknown[]) {
  const db = new Sqlite(path.join(dataDir, 'larder.db'), { readonly: true, fileMustExist: true });
  try {
    return db
      .prepare(sql)
      .pluck()
      .get(...parameters);
  } finally {
    db.close();
  }
}

/** Changes rows beside the running server. */
export function changeIn(dataDir: string, sql: string): void {
  const db = new Sqlite(path.join(dataDir, 'larder.db'), { fileMustExist: true });
  try {
    db.prepare(sql).run();
  } finally {
    db.close();
  }
}

const DELETABLE = ['project', 'local_files_import_storage', 'local_files_export_storage'];

/** As if the time in which deletions can be taken back were over. */
export function letUndoEnd(larder: Larder): void {
  for (const table of DELETABLE) changeIn(larder.dataDir, `UPDATE ${table} SET deleted_at = deleted_at - 61000000`);
}

/** The same, and what was deleted is cleared away. */
export function endOfUndo(larder: Larder): void {
  letUndoEnd(larder);
  larder.server.services.jobs.purge();
}
