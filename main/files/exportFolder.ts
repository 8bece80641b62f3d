import { access, open, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { errorCode } from './probe.ts';

/** Says whether the text of a file that is already there is one that Larder wrote. */
type IsOurs = (text: string) => boolean;

/** A file of that name is in the folder that Larder did not write. */
export class FileTakenError extends Error {}

/** Of this thread: the server and a job thread may write the same file at the same time. */
const temporaryName = (path: string) => path.replace(/[^/]*$/, `.larder-${threadId}-$&.tmp`);
const isTemporary = (name: string) => /^\.larder-\d+-\d+\.json\.tmp$/.test(name);

const taken = () =>
  new FileTakenError(
    'a file or folder of this name is already there and is not this annotation; move it away or export to another folder',
  );

interface Writing {
  /** Is asked about a file that is there; null when it is known to be ours. */
  isOurs: IsOurs | null;
  /** Whether the text is on the disk when it has its name; else `flushFiles` sees to it later. */
  flush: boolean;
}

/** The text of a file, null when it is not there. Throws a FileTakenError when something else stands in its place. */
async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw errorCode(error) === 'EISDIR' ? taken() : error;
  }
}

/**
 * Writes a file whole or not at all: temporary file in the same folder, then rename. Its name is on the disk only after
 * `flushFolder` or `flushFiles`: the outbox repeats it when the power fails in between.
 */
export async function writeWhole(path: string, text: string, { isOurs, flush }: Writing): Promise<void> {
  if (isOurs) {
    const there = await textAt(path);
    if (there !== null && !isOurs(there)) throw taken();
  }
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, text, { flush });
    await rename(temporary, path);
  } catch (error) {
    // The trouble that counts is the one of the writing; where that failed, removing mostly fails too.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw errorCode(error) === 'EISDIR' ? taken() : error;
  }
}

/** Removes what writings have left behind that were killed, when it is older than that (milliseconds) and can be removed. */
export async function removeLeftovers(folder: string, olderThan: number): Promise<void> {
  const before = Date.now() - olderThan;
  for await (const { name } of await opendir(folder, { bufferSize: 1000 })) {
    if (!isTemporary(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < before) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function flushAt(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return;
  try {
    await handle.datasync();
  } catch (error) {
    // Windows flushes only what was opened for writing, and no folder at all.
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
}

/** Waits until files and the folder's list of them are on the disk. Files that are gone are passed over. */
export async function flushFiles(folder: string, paths: string[]): Promise<void> {
  await Promise.all(paths.map(flushAt));
  await flushFolder(folder);
}

/** Waits until a folder's list of files is on the disk, where the file system can flush folders: those of some networks cannot. */
export async function flushFolder(folder: string): Promise<void> {
  await flushAt(folder).catch((error) => {
    if (!['EINVAL', 'ENOTSUP'].includes(errorCode(error))) throw error;
  });
}

/** Removes a file that is ours; whatever else has its name by now stays. One that is gone is no error, a folder that is gone is. */
export async function removeFile(folder: string, path: string, isOurs: IsOurs): Promise<void> {
  await access(folder);
  const there = await textAt(path).catch((error) => {
    if (error instanceof FileTakenError) return null;
    throw error;
  });
  if (there !== null && isOurs(there)) await rm(path, { force: true });
}
