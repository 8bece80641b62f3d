import type { OrderRow, TaskListQuestion } from '../../database/taskLists.ts';
import { compareTextNaturally } from '../../domain/nameOrder.ts';
import { taskName, taskSearch } from '../../domain/taskSummary.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult, TaskList } from './protocol.ts';

type TaskListOrder = Extract<JobOrder, { kind: 'task list' }>;

/** Inner ids that are looked at in one go: between two a list that nobody waits for any more is given up. */
const STEP = 5000;

/** Positions in order; equal ones stay in the order in which the tasks came. */
function sorted<Key>(keys: Key[], compare: (a: Key, b: Key) => number): number[] {
  // Most lists are nearly in order, which an array's sort makes use of and that of a typed array does not.
  return Array.from(keys, (_, at) => at).sort((a, b) => compare(keys[a] as Key, keys[b] as Key));
}

/** Collects ids with what they are ordered by. */
function collector(order: TaskListQuestion['order']) {
  const ids: number[] = [];
  const names: string[] = [];
  const times: number[] = [];
  return {
    add([id, changed, path, data]: OrderRow) {
      ids.push(id);
      if (order === 'name') names.push(taskName(path, data));
      if (order === 'updated_at') times.push(changed);
    },
    inOrder(): Float64Array<ArrayBuffer> {
      if (order === 'inner_id') return Float64Array.from(ids);
      const places = order === 'name' ? sorted(names, compareTextNaturally) : sorted(times, (a, b) => a - b);
      return Float64Array.from(places, (at) => ids[at] as number);
    },
  };
}

async function makeList(question: TaskListQuestion, context: JobContext): Promise<TaskList> {
  const began = performance.now();
  const { repositories } = context;
  const { taskLists } = repositories;
  const matches = taskSearch(question.search);
  const found = collector(question.order);
  const version = await repositories.snapshot(async () => {
    const last = taskLists.lastInnerId(question.project);
    for (let after = 0; after < last; after += STEP) {
      for (const row of taskLists.part(question, after, after + STEP, matches)) found.add(row);
      await context.pause();
    }
    return taskLists.version(question.project);
  });
  return { ids: found.inOrder(), version, took: performance.now() - began };
}

/** Lists the ids that a question is about, as they are in one state of the database. */
export async function runTaskList({ question }: TaskListOrder, context: JobContext): Promise<JobResult> {
  const { counts } = context;
  try {
    return {
      status: 'completed',
      message: null,
      counts,
      lines: [],
      taskList: await makeList(question, context),
    };
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return { status: 'cancelled', message: 'Nobody waits for this list any more.', counts, lines: [] };
  }
}
