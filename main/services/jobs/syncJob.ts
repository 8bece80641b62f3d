import type { LocalFilesImportStorage } from '../../database/rows.ts';
import { relativeBelow } from '../../domain/paths.ts';
import { fileTaskData } from '../../domain/taskData.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { addressMemory } from '../addressRoot.ts';
import { FileList } from './fileList.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';
import { FolderUnreadable, scanFolder } from './scanFolder.ts';
import { SyncIssues } from './syncIssues.ts';
import { TaskFileImport } from './taskFileImport.ts';

type SyncOrder = Extract<JobOrder, { kind: 'sync' }>;
/** With the root that links and addresses are relative to. */
type SyncWork = SyncOrder & { documentRoot: string };

/** Rows of one transaction: some 10 ms, so that a person who saves meanwhile does not notice. */
const ROWS_A_BATCH = 1000;

/** The links of a storage that was moved go: the tasks that they stand for stay in the project of before. */
async function leaveOldProject({ id, project_id }: LocalFilesImportStorage, context: JobContext): Promise<void> {
  const { importLinks } = context.repositories;
  const linked = importLinks.project(id);
  if (linked === undefined || linked === project_id) return;
  while (await context.write(() => importLinks.removeSome(id, ROWS_A_BATCH))) await context.pause();
}

/** Lists the files that are new to the storage, or have to be read again, and counts the others. */
async function findNewFiles(
  storage: LocalFilesImportStorage,
  order: SyncWork,
  context: JobContext,
  issues: SyncIssues,
  unfinished: Set<string>,
): Promise<FileList> {
  const { counts, repositories } = context;
  const { importLinks } = repositories;
  // Looked up one by one: a million links held in memory cost more than a million look-ups.
  const linked = importLinks.project(storage.id) !== undefined;
  const files = new FileList();
  const scan = {
    path: storage.path,
    documentRoot: order.documentRoot,
    dataDir: order.dataDir,
    regexFilter: storage.regex_filter,
    recursive: storage.recursive_scan === 1,
    followLinks: order.followLinks,
  };
  await scanFolder(scan, context, {
    file(directory, name) {
      const path = `${directory}/${name}`;
      const tasks = linked ? importLinks.tasksOfFile(storage.id, path) : 0;
      // A file of Files mode is one task: there is nothing of it left to read.
      if (tasks && (storage.use_blob_urls || !unfinished.has(path))) counts.existing += tasks;
      else files.add(directory, name);
    },
    problem: (path, reason, advice) => issues.add({ path, place: 'file', number: 0, reason, advice }),
  });
  return files;
}

/** Files mode: one task a file. */
async function importFiles(
  storage: LocalFilesImportStorage,
  files: FileList,
  positions: Uint32Array,
  host: string,
  context: JobContext,
): Promise<void> {
  const { projects, tasks, importLinks } = context.repositories;
  for (let start = 0; start < positions.length; start += ROWS_A_BATCH) {
    const batch = positions.subarray(start, start + ROWS_A_BATCH);
    await context.write(() => {
      const now = nowMicros();
      let innerId = projects.takeInnerIds(storage.project_id, batch.length);
      for (const position of batch) {
        const path = files.path(position);
        const task = tasks.insert(storage.project_id, innerId++, fileTaskData(path, host), true, now);
        importLinks.insert(task, storage.id, path, 0, null);
      }
    });
    context.counts.created += batch.length;
    await context.pause();
  }
}

/** The rows of earlier syncs go at the end only: until then they say which files have to be read again after a crash. */
async function clearIssues(storage: number, upTo: number, context: JobContext): Promise<void> {
  let removed = 0;
  do {
    removed = await context.write(() => context.repositories.syncIssues.removeSome(storage, upTo, ROWS_A_BATCH));
  } while (removed === ROWS_A_BATCH);
}

async function storeIssues(issues: SyncIssues, context: JobContext): Promise<void> {
  if (issues.waiting) await context.write(() => issues.store());
}

/** Syncs an import storage: every good file becomes tasks, every bad one a row; it never stops at one of them. */
export async function runSync(order: SyncOrder, context: JobContext): Promise<JobResult> {
  const { counts, repositories } = context;
  const storage = repositories.importStorages.byId(order.storage);
  if (!storage) return { status: 'cancelled', message: 'The storage was deleted.', counts, lines: [] };
  const work = { ...order, documentRoot: addressMemory(repositories).root() as string };
  const issues = new SyncIssues(storage.id, relativeBelow(work.documentRoot, storage.path), context);
  const earlier = repositories.syncIssues.last(storage.id);
  /** Files that an earlier sync could not take whole: they are read again. */
  const unfinished = new Set(repositories.syncIssues.paths(storage.id));
  try {
    await leaveOldProject(storage, context);
    const files = await repositories.snapshot(() => findNewFiles(storage, work, context, issues, unfinished));
    const positions = files.ordered(order.naturalOrder);
    if (storage.use_blob_urls) await importFiles(storage, files, positions, order.host, context);
    else await new TaskFileImport(storage, work.documentRoot, context, issues, unfinished).run(files, positions);
    await storeIssues(issues, context);
    await clearIssues(storage.id, earlier, context);
    return {
      status: counts.failed ? 'completed_with_errors' : 'completed',
      message: issues.text,
      counts,
      lines: issues.lines,
    };
  } catch (error) {
    await storeIssues(issues, context);
    if (error instanceof Cancelled) {
      const ended = `The sync was cancelled after ${counts.created} new tasks.`;
      const message = [ended, error.message, 'Sync again to go on: nothing is imported twice.']
        .filter(Boolean)
        .join(' ');
      return { status: 'cancelled', message, counts, lines: issues.lines };
    }
    if (!(error instanceof FolderUnreadable)) throw error;
    return { status: 'failed', message: `${error.message} ${error.advice}`, counts, lines: [] };
  }
}
