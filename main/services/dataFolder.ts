import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdLock, LockError } from '../database/lock.ts';
import { errorInWords } from '../files/probe.ts';
import { makeToken } from './tokens.ts';

/** A data folder that cannot be used, in words, with the path that is in the way. */
class DataFolderError extends Error {
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

export interface DataFolder {
  path: string;
  databaseFile: string;
  /** Gives the folder free for another Larder. */
  release: () => void;
}

/** The folder itself or the nearest one above it that is there. */
const nearestThatExists = (folder: string): string =>
  existsSync(folder) || folder === path.dirname(folder) ? folder : nearestThatExists(path.dirname(folder));

/** Makes the folder if needed, for its owner only. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const there = nearestThatExists(folder);
    const reason = statSync(there).isDirectory()
      ? `nothing can be made in ${there}: ${errorInWords(error)}. Allow writing there`
      : `${there} is a file. Move it away`;
    throw new DataFolderError(
      `The data folder ${folder} cannot be made because ${reason}, or choose another data folder.`,
      there,
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
        ? `Another Larder is using the data folder ${folder}. Stop it, or choose another data folder.`
        : `The data folder ${folder} cannot be written (${error.message}). Check its rights and the free space, or choose another data folder.`,
      folder,
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
