import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { DatabaseError, inWordsIfDamaged } from './databaseError.ts';
import { type MigrationOptions, migrateDatabase } from './migrate.ts';

export type Database = Sqlite.Database;

/** How long a statement waits for another connection's transaction (milliseconds). Within one server nobody waits: see writeTurn.ts. */
const BUSY_TIMEOUT_MS = 10_000;

function connect(file: string, synchronous: 'FULL' | 'NORMAL'): Database {
  const db = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma('temp_store = MEMORY');
  return db;
}

/**
 * Opens the database of a data folder, made and migrated as needed. Every commit is on the disk when it returns:
 * an annotation that was acknowledged survives a power cut. Throws DatabaseError.
 */
export function openDatabase(file: string, options: Pick<MigrationOptions, 'onMigrating'> = {}): Database {
  try {
    const db = connect(file, 'FULL');
    migrateDatabase(db, file, options);
    return db;
  } catch (thrown) {
    const error = inWordsIfDamaged(thrown, file);
    if (error instanceof DatabaseError || !(error instanceof Error)) throw error;
    const hint = 'code' in error && error.code === 'SQLITE_NOTADB' ? 'It is not a Larder database' : error.message;
    throw new DatabaseError(
      `The database ${file} cannot be opened: ${hint}. Check the rights of the folder, or choose another data folder.`,
      file,
    );
  }
}

/**
 * A second connection for a job thread. A power cut may take its last batches (files are read again by the next sync),
 * never the consistency of the database: so it does not wait for the disk at each commit.
 */
export function openJobDatabase(file: string): Database {
  if (!existsSync(file)) throw new DatabaseError(`The database ${file} is gone.`, file);
  return connect(file, 'NORMAL');
}

/** Whether each commit of a connection waits until it is on the disk. */
export function waitForDisk(db: Database, waits: boolean): void {
  db.pragma(`synchronous = ${waits ? 'FULL' : 'NORMAL'}`);
}

/** Folds the write-ahead log into the file and closes. */
export function closeDatabase(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
