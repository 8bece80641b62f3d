import { isBelow, joinPath, relativeBelow } from '../../domain/paths.ts';
import { compileNameFilter } from '../../domain/pythonRegex.ts';
import { errorInWords, readingAdvice, realPathOrSame } from '../../files/probe.ts';
import { type WalkEntry, walk } from '../../files/walk.ts';
import { Cancelled, type JobContext } from './jobContext.ts';

/** The folder of a storage cannot be read at all. */
export class FolderUnreadable extends Error {
  readonly advice: string;

  constructor(error: unknown) {
    super(`The folder cannot be read: ${errorInWords(error)}.`);
    this.advice = readingAdvice(error);
  }
}

interface Scan {
  /** Absolute. */
  path: string;
  documentRoot: string;
  /** Larder's own folder, which is left out. */
  dataDir: string;
  regexFilter: string | null;
  recursive: boolean;
  followLinks: boolean;
}

interface ScanVisitor {
  /** `directory` is relative to the document root; files of one directory come together. */
  file: (directory: string, name: string) => void;
  /** `path` is relative to the document root. */
  problem: (path: string, reason: string, advice: string) => void;
}

/** Visits the files that the filter of a storage accepts, counting what was found and skipped. Sync and preview both read by this. */
export async function scanFolder(scan: Scan, context: JobContext, visitor: ScanVisitor): Promise<void> {
  const { counts } = context;
  const accepts = compileNameFilter(scan.regexFilter);
  const realFolder = await realPathOrSame(scan.path);
  const options = {
    recursive: scan.recursive,
    followLinks: scan.followLinks,
    realRoot: await realPathOrSame(scan.documentRoot),
    leftOut: isBelow(realFolder, scan.dataDir) ? joinPath(scan.path, relativeBelow(realFolder, scan.dataDir)) : null,
  };
  let absolute = '';
  let directory = '';
  const visit = (place: string, entry: WalkEntry) => {
    if (place !== absolute) {
      absolute = place;
      directory = relativeBelow(scan.documentRoot, place);
    }
    if (entry.kind === 'passed over') return;
    if (entry.kind === 'problem' && !entry.name) return visitor.problem(directory, entry.reason, entry.advice);
    counts.found += 1;
    if (!accepts(entry.name)) counts.skipped += 1;
    else if (entry.kind === 'file') visitor.file(directory, entry.name);
    else visitor.problem(`${directory}/${entry.name}`, entry.reason, entry.advice);
  };
  try {
    for (const _ of walk(scan.path, options, visit)) await context.pause();
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    throw new FolderUnreadable(error);
  }
}
