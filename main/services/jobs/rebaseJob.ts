import { LOCAL_FILES } from '../../contract/localFiles.ts';
import { type Rebase, rebasedConfig, rebasedData, rebasedPath } from '../../domain/addresses.ts';
import { addressMemory } from '../addressRoot.ts';
import { platform } from '../settings.ts';
import { storagesOutside } from '../storagesOutside.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';

type RebaseOrder = Extract<JobOrder, { kind: 'rebase' }>;

/** Rows between two rests. */
const ROWS_AT_ONCE = 1000;

const byId = ({ id }: { id: number }) => id;
const byTask = ({ task_id }: { task_id: number }) => task_id;

/** Goes through a table in the order of its ids, with rests. */
async function each<Row>(
  context: JobContext,
  after: (id: number, limit: number) => Row[],
  idOf: (row: Row) => number,
  change: (row: Row) => void,
): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = after(last, ROWS_AT_ONCE);
    if (!rows.length) return;
    for (const row of rows) change(row);
    last = idOf(rows.at(-1) as Row);
    await context.pause();
  }
}

/**
 * What cannot be said below the new root stays byte for byte, and means nothing there. The task is kept as it was, and a
 * later rebase begins with that, unless somebody has changed the data meanwhile. Answers whether the data changed.
 */
function rebaseTask(id: number, rebase: Rebase, { repositories: { tasks } }: JobContext): boolean {
  const data = tasks.dataOf(id);
  const kept = tasks.beforeRebase(id);
  const isCurrent = kept && rebasedData(kept.data, { ...rebase, from: kept.root, to: rebase.from }) === data;
  const source = isCurrent ? kept : { root: rebase.from, data };
  const rebased = rebasedData(source.data, { ...rebase, from: source.root });
  const back = rebasedData(rebased, { ...rebase, from: rebase.to, to: source.root });
  if (back !== source.data) tasks.keepBeforeRebase(id, source.root, source.data);
  else if (kept) tasks.forgetBeforeRebase(id);
  if (rebased !== data) tasks.rewriteData(id, rebased);
  return rebased !== data;
}

/** Everything that is kept relative to the document root. Results stay as they were made, exported files as they were written. */
async function rebaseAll(rebase: Rebase, context: JobContext): Promise<void> {
  const { counts, repositories } = context;
  const { tasks, importLinks, syncIssues, projects } = repositories;
  const tasksAfter = (id: number, limit: number) => tasks.after(id, LOCAL_FILES, limit);
  await each(context, tasksAfter, byId, ({ id, found }) => {
    counts.found += 1;
    if (found && rebaseTask(id, rebase, context)) counts.created += 1;
  });
  const indexFiles = importLinks.dropIndexOfFiles();
  await each(context, importLinks.after, byTask, ({ task_id, path }) =>
    importLinks.setPath(task_id, rebasedPath(path, rebase)),
  );
  indexFiles();
  await each(context, syncIssues.after, byId, ({ id, path }) => syncIssues.setPath(id, rebasedPath(path, rebase)));
  for (const { id, label_config } of projects.configsWith(LOCAL_FILES)) {
    projects.change(id, { label_config: rebasedConfig(label_config, rebase) });
  }
}

/** Brings links and addresses to another document root, and stores the choices that make it the one in force: all or nothing. */
export async function runRebase({ to, choices }: RebaseOrder, context: JobContext): Promise<JobResult> {
  const { counts, repositories } = context;
  const memory = addressMemory(repositories);
  try {
    return await context.writeLong(async () => {
      const from = memory.root() ?? to;
      // One may have come after the order was given.
      if (storagesOutside(repositories, to).length) return { status: 'failed', message: null, counts, lines: [] };
      if (from !== to) await rebaseAll({ from, to, hosts: memory.hosts(), platform }, context);
      for (const [name, value] of Object.entries(choices)) repositories.settings.set(name, value);
      memory.setRoot(to);
      return { status: 'completed', message: null, counts, lines: [] };
    });
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return { status: 'cancelled', message: null, counts, lines: [] };
  }
}
