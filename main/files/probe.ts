import { statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';

type PathState = 'directory' | 'file' | 'missing' | 'denied';

export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What is at a path. Anything that is neither a directory nor unreachable counts as a file. */
export async function pathState(path: string): Promise<PathState> {
  try {
    return (await stat(path)).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    const code = errorCode(error);
    return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'missing';
  }
}

/** Size (bytes) and time of change (microseconds) of what is at a path, null when nothing is. For job threads: it looks synchronously. */
export function fileFacts(path: string): { size: number; modified: number } | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? { size: stats.size, modified: Math.round(stats.mtimeMs * 1000) } : null;
}

/** The path without links, with forward slashes; the path itself when it does not exist. */
export async function realPathOrSame(path: string): Promise<string> {
  try {
    return (await realpath(path)).replaceAll('\\', '/');
  } catch {
    return path;
  }
}

interface SystemError {
  words: string;
  /** What helps when it stood in the way of reading. */
  advice?: string;
}

const GONE = 'See whether it was moved, renamed or is on a drive that is not connected';
const DENIED = { words: 'reading or writing it is not permitted', advice: 'Give yourself the right to read it' };
const TOO_MANY_OPEN = { words: 'too many files are open', advice: 'Close other programs' };

const SYSTEM_ERRORS: Record<string, SystemError> = {
  ENOENT: { words: 'it does not exist any more', advice: GONE },
  EACCES: DENIED,
  EPERM: DENIED,
  ENOSPC: { words: 'the disk is full' },
  EROFS: { words: 'the disk is read-only' },
  EDQUOT: { words: 'the quota of the disk is used up' },
  ENOTDIR: { words: 'a part of its path is not a folder', advice: GONE },
  EISDIR: { words: 'a folder stands in its place' },
  ENAMETOOLONG: {
    words: 'its name or its path is too long',
    advice: 'Shorten its name or those of the folders above it',
  },
  ELOOP: { words: 'its links lead in a circle', advice: 'Replace the links by what they should lead to' },
  EMFILE: TOO_MANY_OPEN,
  ENFILE: TOO_MANY_OPEN,
  EIO: { words: 'the disk reports an error', advice: 'Check the disk, or copy what is on it to another one' },
};

/** A file system error in words, without any path. */
export function errorInWords(error: unknown): string {
  const code = errorCode(error);
  return SYSTEM_ERRORS[code]?.words ?? `the system reports ${code || 'an unknown error'}`;
}

/** What to do about something that a sync could not read. */
export function readingAdvice(error: unknown): string {
  const advice = SYSTEM_ERRORS[errorCode(error)]?.advice ?? 'See whether other programs can read it';
  return `${advice}, then sync again.`;
}
