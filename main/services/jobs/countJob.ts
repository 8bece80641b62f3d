import { type FileKind, kindOf } from '../../contract/fileKinds.ts';
import { isBelow, joinPath, relativeBelow } from '../../domain/paths.ts';
import { errorInWords, realPathOrSame } from '../../files/probe.ts';
import { type WalkEntry, walk } from '../../files/walk.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { FolderTally, JobOrder, JobResult } from './protocol.ts';

type CountOrder = Extract<JobOrder, { kind: 'count' }>;

const NAMED_PROBLEMS = 20;

const emptyTally = (): FolderTally => ({
  folders: 0,
  files: 0,
  kinds: { image: 0, audio: 0, video: 0, text: 0, tasks: 0, other: 0 } satisfies Record<FileKind, number>,
  problems: [],
});

/** Counts the files of a folder by kind, reading it as a sync would. */
export async function runCount(order: CountOrder, context: JobContext): Promise<JobResult> {
  const { counts } = context;
  const tally = emptyTally();
  const real = await realPathOrSame(order.path);
  const options = {
    recursive: order.recursive,
    followLinks: order.followLinks,
    realRoot: real,
    leftOut: isBelow(real, order.dataDir) ? joinPath(order.path, relativeBelow(real, order.dataDir)) : null,
  };
  const visit = (directory: string, entry: WalkEntry) => {
    if (entry.kind === 'file') {
      tally.files += 1;
      tally.kinds[kindOf(entry.name)] += 1;
    } else if (entry.kind === 'problem' && tally.problems.length < NAMED_PROBLEMS) {
      tally.problems.push(`${joinPath(directory, entry.name)}: ${entry.reason}`);
    }
  };
  try {
    for (const _ of walk(order.path, options, visit)) {
      tally.folders += 1;
      await context.pause(tally);
    }
  } catch (error) {
    if (error instanceof Cancelled) return { status: 'cancelled', message: null, counts, lines: [], tally };
    const message = `The folder cannot be read: ${errorInWords(error)}.`;
    return { status: 'failed', message, counts, lines: [], tally };
  }
  return { status: 'completed', message: null, counts, lines: [], tally };
}
