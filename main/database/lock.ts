import Sqlite from 'better-sqlite3';

/** Why a lock could not be had: somebody else has it, or the file cannot be written (with SQLite's code). */
export class LockError extends Error {
  readonly taken: boolean;

  constructor(code: string) {
    super(code);
    this.taken = code.startsWith('SQLITE_BUSY');
  }
}

/** Holds a file for this process until the answered function is called. The system's lock: a crash cannot leave it behind. Throws LockError. */
export function holdLock(file: string): () => void {
  try {
    const lock = new Sqlite(file, { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    throw new LockError(error instanceof Sqlite.SqliteError ? error.code : String(error));
  }
}
