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

/** A file system error in words, without any path. */
export function errorInWords(error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return 'it does not exist any more';
    case 'EACCES':
    case 'EPERM':
      return 'reading or writing it is not permitted';
    case 'ENOSPC':
      return 'the disk is full';
    case 'EROFS':
      return 'the disk is read-only';
    case 'EDQUOT':
      return 'the quota of the disk is used up';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'EISDIR':
      return 'a folder stands in its place';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'EIO':
      return 'the disk reports an error';
    default:
      return `the system reports ${errorCode(error) || 'an unknown error'}`;
  }
}
