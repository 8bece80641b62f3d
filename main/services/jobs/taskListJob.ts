import type { OrderRow, TaskListQuestion } from '../../database/taskLists.ts';
import { naturalKey } from '../../domain/nameOrder.ts';
import { taskName, taskSearch } from '../../domain/taskSummary.ts';
import { Cancelled, type JobContext } from './jobContext.ts';
import type { JobOrder, JobResult, TaskList } from './protocol.ts';

type TaskListOrder = Extract<JobOrder, { kind: 'task list' }>;

/** Inner ids that are looked at in one go: between two a list that nobody waits for any more is given up. */
const STEP = 5000;

/** Positions by their keys; equal ones stay in the order in which the tasks came. */
function inOrder<Key extends string | number>(keys: Key[]): number[] {
  // Most lists are nearly in order, which the sort of an array makes use of and that of a typed array does not.
  return Array.from(keys, (_, at) => at).sort((a, b) => {
    const [keyA, keyB] = [keys[a] as Key, keys[b] as Key];
    return keyA < keyB ? -1 : keyA === keyB ? 0 : 1;
  });
}

/** Collects ids with what they are ordered by. */
class Collected {
  readonly #order: TaskListQuestion['order'];
  readonly #ids: number[] = [];
  readonly #names: string[] = [];
  readonly #times: number[] = [];

  constructor(order: TaskListQuestion['order']) {
    this.#order = order;
  }

  add([id, first, second]: OrderRow): void {
    this.#ids.push(id);
    if (this.#order === 'name') this.#names.push(naturalKey(taskName(first as string | null, second as string | null)));
    if (this.#order === 'updated_at') this.#times.push(first as number);
  }

  ids(): Float64Array<ArrayBuffer> {
    if (this.#order === 'inner_id') return Float64Array.from(this.#ids);
    const places = this.#order === 'name' ? inOrder(this.#names) : inOrder(this.#times);
    return Float64Array.from(places, (at) => this.#ids[at] as number);
  }
}

async function makeList(question: TaskListQuestion, context: JobContext): Promise<TaskList> {
  const began = performance.now();
  const { repositories } = context;
  const { taskLists } = repositories;
  const matches = taskSearch(question.search);
  const found = new Collected(question.order);
  const version = await repositories.snapshot(async () => {
    const last = taskLists.lastInnerId(question.project);
    for (let after = 0; after < last; after += STEP) {
      for (const row of taskLists.part(question, after, after + STEP, matches)) found.add(row);
      await context.pause();
    }
    return taskLists.version(question.project);
  });
  return { ids: found.ids(), version, took: performance.now() - began };
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
