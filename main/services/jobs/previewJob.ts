import { joinPath } from '../../domain/paths.ts';
import { isoMicros } from '../../domain/timestamps.ts';
import { fileFacts } from '../../files/probe.ts';
import { readTaskItems } from '../../files/readTaskItems.ts';
import { FileList } from './fileList.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult, ListedFile, PreviewedTasks } from './protocol.ts';
import { FolderUnreadable, scanFolder } from './scanFolder.ts';
import { mayHoldTasks, NO_TASK_FILE } from './taskFileImport.ts';

type PreviewOrder = Extract<JobOrder, { kind: 'preview' }>;

/** No more of a task file is read for a preview. */
const ITEMS_READ = 1000;
const TASKS_SHOWN = 5;

function listed(path: string): ListedFile {
  const facts = fileFacts(path);
  return { key: path, last_modified: facts && isoMicros(facts.modified), size: facts?.size ?? null };
}

/** Reads the beginning of a task file as the sync does; `data` gets the data of its first tasks. */
async function readBeginning(path: string, data: string[]): Promise<PreviewedTasks> {
  if (!mayHoldTasks(path)) return { tasks: 0, problem: `${NO_TASK_FILE.reason}. ${NO_TASK_FILE.advice}` };
  let tasks = 0;
  let problem: string | null = null;
  for await (const group of readTaskItems(path)) {
    for (const entry of group) {
      if ('problem' in entry) {
        const place = entry.place === 'file' ? '' : `${entry.place} ${entry.number}: `;
        problem ??= `${place}${entry.problem.reason}. ${entry.problem.advice}`;
        continue;
      }
      tasks += 1;
      if (data.length < TASKS_SHOWN) data.push(entry.item.data);
    }
    if (tasks >= ITEMS_READ) break;
  }
  return { tasks, problem };
}

/** Lists the first files that a sync would take, without taking them. */
export async function runPreview(order: PreviewOrder, context: JobContext): Promise<JobResult> {
  try {
    return await lookInto(order, context);
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return { status: 'cancelled', message: null, counts: context.counts, lines: [] };
  }
}

async function lookInto(order: PreviewOrder, context: JobContext): Promise<JobResult> {
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
    return { status: 'failed', message: error.message, counts, lines: [] };
  }
  counts.created = files.length;
  const first = [...files.ordered(order.naturalOrder).subarray(0, order.limit)];
  const list = first.map((position) => listed(joinPath(order.documentRoot, files.path(position))));
  const result: JobResult = { status: 'completed', message: null, counts, lines: [], files: list };
  if (order.taskFilesRead === 0) return result;
  const data: string[] = [];
  const read: PreviewedTasks[] = [];
  for (const { key } of list.slice(0, order.taskFilesRead)) {
    await context.pause();
    read.push(await readBeginning(key as string, data));
  }
  return { ...result, taskFiles: { read, data } };
}
