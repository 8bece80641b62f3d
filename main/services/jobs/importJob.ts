import { JsonError, parseJson } from '../../domain/jsonText.ts';
import { type TaskItem, taskItemFrom } from '../../domain/taskItem.ts';
import { nowMicros } from '../../domain/timestamps.ts';
import { exportStoragesOf, insertTask } from './insertTask.ts';
import type { JobContext } from './jobContext.ts';
import type { JobOrder, JobResult } from './protocol.ts';

type ImportOrder = Extract<JobOrder, { kind: 'import' }>;

/** The first bad items that an answer names. */
const NAMED_PROBLEMS = 20;

/** The fields that the data of all tasks have in common. */
function columnsOf(items: TaskItem[]): string[] {
  let common: string[] | null = null;
  for (const { data } of items) {
    const keys = new Set(Object.keys(JSON.parse(data)));
    common = common ? common.filter((key) => keys.has(key)) : [...keys];
  }
  return common ?? [];
}

function readItems(text: string): { items: TaskItem[]; problems: string[] } {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
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

/** Makes tasks of the JSON that a request brought: all of them, or none when one is bad. */
export async function runImport(order: ImportOrder, context: JobContext): Promise<JobResult> {
  const { repositories, counts } = context;
  const { items, problems } = readItems(order.text);
  if (problems.length)
    return { status: 'failed', message: problems[0] as string, counts, lines: problems.slice(0, NAMED_PROBLEMS) };
  const stored = await context.write(() => {
    if (!repositories.projects.byId(order.project)) return false;
    const now = nowMicros();
    const exportStorages = exportStoragesOf(repositories, order.project);
    let innerId = items.length ? repositories.projects.takeInnerIds(order.project, items.length) : 0;
    for (const item of items) {
      insertTask(
        repositories,
        { project: order.project, innerId: innerId++, user: order.user, now },
        item,
        exportStorages,
      );
    }
    return true;
  });
  if (!stored) return { status: 'failed', message: 'The project was deleted meanwhile.', counts, lines: [] };
  counts.created = items.length;
  const count = (of: (item: TaskItem) => unknown[]) => items.reduce((sum, item) => sum + of(item).length, 0);
  const imported = {
    annotations: count((item) => item.annotations),
    predictions: count((item) => item.predictions),
    columns: columnsOf(items),
  };
  return { status: 'completed', message: null, counts, lines: [], imported };
}
