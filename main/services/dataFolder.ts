import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { makeToken } from './tokens.ts';

/** A data folder that cannot be used, in words. */
export class DataFolderError extends Error {}

export interface DataFolder {
  path: string;
  databaseFile: string;
  /** Gives the folder free for another Larder. */
  release: () => void;
}

/** Makes the folder if needed, for its owner only. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataFolderError(
      `The data folder ${folder} cannot be made: ${error instanceof Error ? error.message : error}. Choose another one with --data-dir.`,
    );
  }
}

export const databaseFileIn = (folder: string) => path.join(folder, 'larder.db');

/** Claims a data folder for this process. The claim is a lock of the system's, so a crash cannot leave it behind. */
export function claimDataFolder(folder: string): DataFolder {
  prepareDataFolder(folder);
  try {
    const lock = new Sqlite(path.join(folder, 'larder.lock'), { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return { path: folder, databaseFile: databaseFileIn(folder), release: () => lock.close() };
  } catch (error) {
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY')) {
      throw new DataFolderError(
        `Another Larder is using the data folder ${folder}. Stop it, or choose another folder with --data-dir.`,
      );
    }
    throw new DataFolderError(
      `The data folder ${folder} cannot be written (${code || error}). Check its rights and the free space, or choose another one with --data-dir.`,
    );
  }
}

/** The owner's token, made at the first start and readable by nobody else. */
export function ownerToken(folder: string): string {
  const file = path.join(folder, 'token');
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    const kept = readFileSync(file, 'utf8').trim();
    // An empty one is what a full disk leaves behind.
    if (kept) return kept;
  }
  const token = makeToken();
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
