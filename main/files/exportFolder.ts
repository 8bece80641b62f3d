import { closeSync, existsSync, fdatasync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { access, open, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { threadId } from 'node:worker_threads';
import { errorCode } from './probe.ts';

const flush = promisify(fdatasync);

/** Says whether the text of a file that is already there is one that Larder wrote. */
type IsOurs = (text: string) => boolean;

/** A file of that name is in the folder that Larder did not write. */
export class FileTakenError extends Error {}

/** Of this thread: the server and a job thread may write the same file at the same time. */
const temporaryName = (path: string) => path.replace(/[^/]*$/, `.larder-${threadId}-$&.tmp`);
const isTemporary = (name: string) => /^\.larder-\d+-\d+\.json\.tmp$/.test(name);

/** For when the writing failed: that trouble counts, and where that fails, removing mostly fails too. */
const removeTemporary = (path: string) => rm(temporaryName(path), { force: true }).catch(() => undefined);

const taken = () =>
  new FileTakenError(
    'a file or folder of this name is already there and is not this annotation; move it away or export to another folder',
  );

/** The text of a file, and its place in an export folder. */
export interface FileToWrite {
  path: string;
  text: string;
  /** Is asked about a file that is there; null when it is known to be ours. */
  isOurs: IsOurs | null;
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
 * Writes a file whole or not at all: temporary file in the same folder, then rename. It is on the disk only after
 * `flushFiles`: the outbox repeats it when the power fails in between.
 */
export async function writeWhole({ path, text, isOurs }: FileToWrite): Promise<void> {
  if (isOurs) {
    const there = await textAt(path);
    if (there !== null && !isOurs(there)) throw taken();
  }
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await removeTemporary(path);
    throw errorCode(error) === 'EISDIR' ? taken() : error;
  }
}

/**
 * Writes many files, each whole or not at all. They wait for the disk together, which is quicker by far than one by one, and
 * have their names only then. Answers by path what stood against a file. For job threads: all are written when the call
 * returns, and the caller can make the next texts while the disk works.
 */
export async function writeAllWhole(files: Iterable<FileToWrite>): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const written: { path: string; file: number }[] = [];
  const attempt = (path: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      failed.set(path, errorCode(error) === 'EISDIR' ? taken() : error);
    }
  };
  for (const { path, text, isOurs } of files) {
    attempt(path, () => {
      if (isOurs && existsSync(path) && !isOurs(readFileSync(path, 'utf8'))) throw taken();
      const file = openSync(temporaryName(path), 'w');
      written.push({ path, file });
      writeFileSync(file, text);
    });
  }
  await Promise.all(written.map(({ path, file }) => flush(file).catch((error) => failed.set(path, error))));
  for (const { path, file } of written) {
    attempt(path, () => closeSync(file));
    if (!failed.has(path)) attempt(path, () => renameSync(temporaryName(path), path));
  }
  await Promise.all([...failed.keys()].map(removeTemporary));
  return failed;
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
