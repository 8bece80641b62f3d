import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import type { ItemProblem, TaskItem } from '../domain/taskItem.ts';
import { errorCode, errorInWords, readingAdvice } from './probe.ts';
import { READ_LIMITS, type ReadLimits } from './readChunks.ts';
import { readJsonArray } from './readJsonArray.ts';
import { readJsonObjects } from './readJsonObjects.ts';
import { readParquet } from './readParquet.ts';
import { sniffTaskFile } from './sniffTaskFile.ts';
import { fileProblem, type TaskFileEntry } from './taskFileEntry.ts';

export type { TaskFileEntry } from './taskFileEntry.ts';

const ENTRIES_A_GROUP = 500;
const CHARACTERS_A_GROUP = 1 << 20;

/**
 * Reads the tasks of a .json, .jsonl or .parquet file, however large, in groups. It reads synchronously and belongs in a
 * worker thread. Problems with the file are entries too, and so are I/O errors; no entry names the path. `onShare` is told
 * how much of the file has been read (0 to 1).
 */
export async function* readTaskItems(
  path: string,
  limits: Partial<ReadLimits> = {},
  onShare: (share: number) => void = () => undefined,
): AsyncGenerator<TaskFileEntry[], void, undefined> {
  let group: TaskFileEntry[] = [];
  let characters = 0;
  let file: number | null = null;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever. Windows has neither.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    for await (const entries of readOpenFile(path, file, { ...READ_LIMITS, ...limits }, onShare)) {
      for (const entry of entries) {
        group.push(entry);
        characters += 'item' in entry ? sizeOf(entry.item) : 0;
        if (group.length < ENTRIES_A_GROUP && characters < CHARACTERS_A_GROUP) continue;
        yield group;
        group = [];
        characters = 0;
      }
    }
  } catch (error) {
    if (errorCode(error) === '') throw error;
    group.push(fileProblem(ioProblem(error)));
  } finally {
    if (file !== null) closeSync(file);
  }
  if (group.length > 0) yield group;
}

async function* readOpenFile(
  path: string,
  file: number,
  limits: ReadLimits,
  onShare: (share: number) => void,
): AsyncGenerator<Iterable<TaskFileEntry>> {
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    const reason = stats.isDirectory() ? 'it is a folder, not a file' : 'it is a device or a pipe, not a file';
    yield [fileProblem({ reason, advice: 'Leave it out with a filter.' })];
    return;
  }
  // Folders of thousands of small files are usual, and a large buffer costs more than reading such a file.
  const fitting = { ...limits, chunkBytes: Math.min(limits.chunkBytes, Math.max(stats.size, 1)) };
  // A table without rows is 0/0 of the way, one that counts them wrongly is anywhere, and a file may grow.
  const onPosition = (position: number) => {
    const share = position / stats.size;
    onShare(share > 0 ? Math.min(1, share) : 0);
  };
  const kind = sniffTaskFile(path, file, fitting);
  if (kind.kind === 'parquet') yield* readParquet(file, stats.size, onPosition);
  else if (kind.kind === 'array') yield readJsonArray(file, kind.start + 1, fitting, onPosition);
  else if (kind.kind === 'object') yield readJsonObjects(file, kind, fitting, onPosition);
  else yield [fileProblem(kind.problem)];
}

function sizeOf(item: TaskItem): number {
  let size = item.data.length;
  for (const { result } of item.predictions) size += result.length;
  for (const { result } of item.annotations) size += result?.length ?? 0;
  return size;
}

const ioProblem = (error: unknown): ItemProblem => ({
  reason: `it cannot be read: ${errorInWords(error)}`,
  advice: readingAdvice(error),
});
