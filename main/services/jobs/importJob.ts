import { JsonError, parseJson } from '../../domain/jsonText.ts';
import { type TaskItem, taskItemFrom } from '../../domain/taskItem.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { exportStoragesOf, insertTask } from './insertTask.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';
import { takeBackImport } from './takeBackJob.ts';

type ImportOrder = Extract<JobOrder, { kind: 'import' }>;

/** The first bad items that an answer names. */
const NAMED_PROBLEMS = 20;
/** Rows of one transaction: some 10 ms, so that a person who saves meanwhile does not notice. */
const ROWS_A_BATCH = 1000;
const CHARACTERS_A_BATCH = 1 << 20;

/** The project that the tasks were to go to was deleted. */
class ProjectGone extends Error {}

/** The fields that the data of all tasks have in common. */
function columnsOf(items: TaskItem[]): string[] {
  let common: string[] | null = null;
  for (const { data } of items) {
    const keys = new Set(Object.keys(JSON.parse(data)));
    common = common ? common.filter((key) => keys.has(key)) : [...keys];
  }
  return common ?? [];
}

function readJson(body: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof TypeError) throw new SyntaxError('the body is not UTF-8; send it in that encoding');
    throw error;
  }
}

function readItems(body: Uint8Array): { items: TaskItem[]; problems: string[] } {
  let parsed: unknown;
  try {
    parsed = readJson(body);
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError)
      return { items: [], problems: [`JSON parse error - ${error.message}`] };
    throw error;
  }
  const items: TaskItem[] = [];
  const problems: string[] = [];
  for (const [at, value] of (Array.isArray(parsed) ? parsed : [parsed]).entries()) {
    const read = taskItemFrom(value);
    if ('item' in read) items.push(read.item);
    else problems.push(`Item ${at + 1}: ${read.problem.reason}. ${read.problem.advice}`);
  }
  return { items, problems };
}

/** Cuts the items into what one transaction stores. */
function batchesOf(items: TaskItem[]): TaskItem[][] {
  const batches: TaskItem[][] = [];
  let rows = ROWS_A_BATCH;
  let characters = 0;
  for (const item of items) {
    if (rows >= ROWS_A_BATCH || characters >= CHARACTERS_A_BATCH) {
      batches.push([]);
      rows = 0;
      characters = 0;
    }
    batches.at(-1)?.push(item);
    rows += 1 + item.predictions.length + item.annotations.length;
    characters += item.data.length;
    for (const { result } of [...item.predictions, ...item.annotations]) characters += result?.length ?? 0;
  }
  return batches;
}

/** Stores items that belong together, neighbours by their ids; answers those. Call in a transaction. */
function storeBatch(order: ImportOrder, items: TaskItem[], { repositories }: JobContext): number[] {
  const { project } = order;
  if (!repositories.projects.byId(project)) throw new ProjectGone();
  const now = nowMicros();
  const author = repositories.users.byId(order.user)?.id ?? null;
  const exportStorages = exportStoragesOf(repositories, project);
  const innerId = repositories.projects.takeInnerIds(project, items.length);
  return items.map((item, at) =>
    insertTask(repositories, { project, innerId: innerId + at, author, now }, item, exportStorages),
  );
}

/** Stores all items and answers their ids. Each batch but the last leaves a mark, and the last takes the marks away: until then it counts as unfinished. */
async function storeItems(order: ImportOrder, items: TaskItem[], context: JobContext): Promise<number[]> {
  const { unfinishedImports } = context.repositories;
  const batches = batchesOf(items);
  const last = batches.pop();
  if (!last) return [];
  const ids: number[][] = [];
  let id: number | null = null;
  try {
    for (const batch of batches) {
      const stored = await context.write(() => {
        const stored = storeBatch(order, batch, context);
        const first = stored[0] as number;
        unfinishedImports.mark(id ?? first, first, stored.at(-1) as number);
        return stored;
      });
      ids.push(stored);
      id ??= stored[0] as number;
      await context.pause();
    }
    const stored = await context.writeToDisk(() => {
      const stored = storeBatch(order, last, context);
      if (id !== null) unfinishedImports.forget(id);
      return stored;
    });
    return [...ids, stored].flat();
  } catch (error) {
    // A stop does not wait for the taking back: the next start sees to it.
    if (id !== null && !(error instanceof Cancelled)) await takeBackImport(id, context);
    throw error;
  }
}

/** Makes tasks of the JSON that a request brought: all of them, or none when one is bad or anything fails. */
export async function runImport(order: ImportOrder, context: JobContext): Promise<JobResult> {
  const { counts } = context;
  const { items, problems } = readItems(order.body);
  if (problems.length)
    return { status: 'failed', message: problems[0] as string, counts, lines: problems.slice(0, NAMED_PROBLEMS) };
  let tasks: number[];
  try {
    tasks = await storeItems(order, items, context);
  } catch (error) {
    if (error instanceof ProjectGone)
      return { status: 'failed', message: 'The project was deleted meanwhile.', counts, lines: [] };
    if (error instanceof Cancelled) return { status: 'cancelled', message: null, counts, lines: [] };
    throw error;
  }
  counts.created = items.length;
  const count = (of: (item: TaskItem) => unknown[]) => items.reduce((sum, item) => sum + of(item).length, 0);
  const imported = {
    tasks,
    annotations: count((item) => item.annotations),
    predictions: count((item) => item.predictions),
    columns: columnsOf(items),
  };
  return { status: 'completed', message: null, counts, lines: [], imported };
}
