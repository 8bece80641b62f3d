import { joinPath } from '../../domain/paths.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { fileFacts } from '../../files/probe.ts';
import { FileList } from './fileList.ts';
import type { JobContext } from './jobContext.ts';
import type { JobOrder, JobResult, ListedFile } from './protocol.ts';
import { FolderUnreadable, scanFolder } from './scanFolder.ts';

type PreviewOrder = Extract<JobOrder, { kind: 'preview' }>;

function listed(path: string): ListedFile {
  const facts = fileFacts(path);
  return { key: path, last_modified: facts && isoMicros(facts.modified), size: facts?.size ?? null };
}

/** Lists the first files that a sync would take, without taking them. */
export async function runPreview(order: PreviewOrder, context: JobContext): Promise<JobResult> {
  const { counts } = context;
  const files = new FileList();
  try {
    await scanFolder(order, context, {
      file: (directory, name) => files.add(directory, name),
      problem: () => {
        counts.failed += 1;
      },
    });
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    return { status: 'failed', message: `The folder cannot be read: ${error.message}.`, counts, lines: [] };
  }
  counts.created = files.length;
  const first = [...files.ordered(order.naturalOrder).subarray(0, order.limit)];
  const list = first.map((position) => listed(joinPath(order.documentRoot, files.path(position))));
  return { status: 'completed', message: null, counts, lines: [], files: list };
}
