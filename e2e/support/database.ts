import path from 'node:path';
import Sqlite from 'better-sqlite3';

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
