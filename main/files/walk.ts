import { type Dirent, opendirSync, realpathSync, statSync } from 'node:fs';
import { isSameOrInside } from '../domain/paths.ts';
import { errorInWords, readingAdvice } from './probe.ts';

/** How many entries the system is asked for at a time. */
const READ_AHEAD = 1024;

export interface WalkOptions {
  recursive: boolean;
  /** Follow links to files that lie outside `realRoot`. Links to directories are never entered. */
  followLinks: boolean;
  /** The document root without links. */
  realRoot: string;
  /** A folder below that is left out, spelled as the walk spells it; null: none. */
  leftOut: string | null;
}

export type WalkEntry =
  | { kind: 'file'; name: string }
  /** `name` is empty when it is the directory itself. */
  | { kind: 'problem'; name: string; reason: string; advice: string }
  | { kind: 'passed over' };

type Visit = (directory: string, entry: WalkEntry) => void;

const BAD_NAME = {
  reason: 'the name of the file is not valid Unicode, so it cannot be opened',
  advice: 'Rename the file.',
};

function linkTarget(path: string, { followLinks, realRoot }: WalkOptions): WalkEntry['kind'] {
  try {
    if (!statSync(path).isFile()) return 'passed over';
    if (followLinks) return 'file';
    return isSameOrInside(realRoot, realpathSync.native(path).replaceAll('\\', '/')) ? 'file' : 'problem';
  } catch {
    return 'passed over';
  }
}

function look(directory: string, entry: Dirent, options: WalkOptions): WalkEntry | 'directory' {
  const { name } = entry;
  const path = `${directory}/${name}`;
  if (entry.isFile() && !name.includes('\uFFFD')) return { kind: 'file', name };
  if (entry.isDirectory()) return 'directory';
  if (entry.isSymbolicLink()) {
    const kind = linkTarget(path, options);
    if (kind === 'file') return { kind, name };
    if (kind === 'passed over') return { kind };
    return {
      kind: 'problem',
      name,
      reason: 'it is a link that leads out of the document root',
      advice: 'Copy the file into the folder, or switch “Follow links” on (the setting follow_links).',
    };
  }
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return 'directory';
  if (stats?.isFile()) return { kind: 'file', name };
  return name.includes('\uFFFD') ? { kind: 'problem', name, ...BAD_NAME } : { kind: 'passed over' };
}

function readDirectory(directory: string, options: WalkOptions, below: string[], visit: Visit): void {
  const handle = opendirSync(directory, { bufferSize: READ_AHEAD });
  try {
    for (let entry = handle.readSync(); entry; entry = handle.readSync()) {
      const found = look(directory, entry, options);
      if (found !== 'directory') visit(directory, found);
      else if (options.recursive && `${directory}/${entry.name}` !== options.leftOut) {
        below.push(`${directory}/${entry.name}`);
      }
    }
  } finally {
    handle.closeSync();
  }
}

/**
 * Visits every file of a folder, one directory a step, so that the caller can pause between the steps. For job threads: it
 * reads synchronously. A directory below that cannot be read is a problem; throws when `folder` itself cannot be read.
 */
export function* walk(folder: string, options: WalkOptions, visit: Visit): Generator<void> {
  const waiting = [folder];
  for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
    try {
      readDirectory(directory, options, waiting, visit);
    } catch (error) {
      if (directory === folder) throw error;
      const reason = `the folder cannot be read: ${errorInWords(error)}`;
      visit(directory, { kind: 'problem', name: '', reason, advice: readingAdvice(error) });
    }
    yield;
  }
}
