import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdLock, LockError } from '../database/lock.ts';
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

/** Claims a data folder for this process. */
export function claimDataFolder(folder: string): DataFolder {
  prepareDataFolder(folder);
  try {
    const release = holdLock(path.join(folder, 'larder.lock'));
    return { path: folder, databaseFile: databaseFileIn(folder), release };
  } catch (error) {
    if (!(error instanceof LockError)) throw error;
    throw new DataFolderError(
      error.taken
        ? `Another Larder is using the data folder ${folder}. Stop it, or choose another folder with --data-dir.`
        : `The data folder ${folder} cannot be written (${error.message}). Check its rights and the free space, or choose another one with --data-dir.`,
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
