import { setTimeout as wait } from 'node:timers/promises';
import type { TaskWindow } from '../contract/taskList.ts';
import type { ProjectRow } from '../database/rows.ts';
import type { ListedTaskRow, TaskListQuestion } from '../database/taskLists.ts';
import { listedTask } from './answers/listedTask.ts';
import type { Core } from './core.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { TaskList } from './jobs/protocol.ts';
import type { Services } from './services.ts';
import { TaskListMaker } from './taskListMaker.ts';
import { askedTaskList, type Place, type TaskListQuery } from './taskListQuestion.ts';

/** Lists that are kept, and the ids in them all together: 8 bytes each. */
const MOST_LISTS = 32;
const MOST_IDS = 4_000_000;
/** While tasks come and change, making a list anew rests so many times as long as it took. */
const RESTS = 3;
/** An answer waits so long for a newer list (milliseconds); else it is given from the older one. */
const PATIENCE_MS = 100;

export interface Window {
  total: number;
  /** Whether the tasks are still those that the order was made of. */
  fresh: boolean;
  rows: ListedTaskRow[];
}

interface Kept {
  list: TaskList;
  /** When it was made. */
  at: number;
  newer: Promise<void> | null;
}

/** The ids of a window, of which there may be fewer than asked for. */
function idsAt(ids: Float64Array, { offset, limit, backwards }: Place): number[] {
  if (!backwards) return [...ids.subarray(offset, offset + limit)];
  const end = Math.max(0, ids.length - offset);
  return [...ids.subarray(Math.max(0, end - limit), end)].reverse();
}

/**
 * Any window of any order of a project's tasks. A filter or an order but that of the inner ids is worked out once, on a thread, as a
 * list of ids; a window is then a look-up. While tasks come, the list of a moment ago answers until the next one is made.
 */
export class TaskLists {
  readonly #core: Core;
  readonly #maker: TaskListMaker;
  /** By question, the one that was asked for last at the end. */
  readonly #kept = new Map<string, Kept>();

  constructor(core: Core, jobs: Jobs) {
    this.#core = core;
    this.#maker = new TaskListMaker(jobs);
  }

  /** In the order of inner ids, which the database keeps itself. `total` is the number of tasks of the project. */
  plainWindow(project: number, total: number, { offset, limit, backwards }: Place): Window {
    const { tasks, taskLists } = this.#core.repositories;
    const number = Math.min(limit, total - offset);
    if (number <= 0) return { total, fresh: true, rows: [] };
    const first = tasks.innerIdAtPosition(project, backwards ? total - offset - number : offset);
    const rows = first === undefined ? [] : taskLists.from(project, first, number);
    return { total, fresh: true, rows: backwards ? rows.reverse() : rows };
  }

  async window(question: TaskListQuestion, place: Place, askerGone: AbortSignal): Promise<Window> {
    const { taskLists } = this.#core.repositories;
    const { ids, version } = await this.#current(question, askerGone);
    const some = idsAt(ids, place);
    const rows = new Map(taskLists.byIds(question.project, some).map((row) => [row.id, row]));
    return {
      total: ids.length,
      fresh: version === taskLists.version(question.project),
      rows: some.map((id) => rows.get(id)).filter((row) => row !== undefined),
    };
  }

  /** The newest list that is to be had without a wait that a person would notice; the first time with it. */
  async #current(question: TaskListQuestion, askerGone: AbortSignal): Promise<TaskList> {
    const key = JSON.stringify(question);
    const kept = this.#kept.get(key);
    if (!kept) return this.#make(key, question, askerGone);
    this.#keep(key, kept);
    const { list, at } = kept;
    if (list.version === this.#core.repositories.taskLists.version(question.project)) return list;
    const rest = Math.max(0, at + list.took * RESTS - performance.now());
    const soon = rest + list.took <= PATIENCE_MS;
    if (soon || rest === 0) kept.newer ??= this.#renew(key, question, rest);
    if (soon) await kept.newer;
    return this.#kept.get(key)?.list ?? list;
  }

  async #make(key: string, question: TaskListQuestion, askerGone?: AbortSignal): Promise<TaskList> {
    const list = await this.#maker.make(key, question, askerGone);
    this.#keep(key, { list, at: performance.now(), newer: null });
    return list;
  }

  async #renew(key: string, question: TaskListQuestion, rest: number): Promise<void> {
    try {
      await wait(rest, undefined, { ref: false });
      await this.#make(key, question);
    } catch (error) {
      this.#core.log.warn({ err: error }, 'a list of tasks could not be made anew');
      this.#kept.delete(key);
    }
  }

  /** Puts a list at the end; those that were not asked for the longest go. */
  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    let ids = 0;
    for (const { list } of this.#kept.values()) ids += list.ids.length;
    for (const [other, { list }] of this.#kept) {
      if (other === key || (this.#kept.size <= MOST_LISTS && ids <= MOST_IDS)) return;
      this.#kept.delete(other);
      ids -= list.ids.length;
    }
  }
}

/** A window of a project's tasks as the page lists them. */
export async function listTaskWindow(
  { taskLists }: Services,
  project: ProjectRow,
  query: TaskListQuery,
  askerGone: AbortSignal,
): Promise<TaskWindow> {
  const { question, place, plain } = askedTaskList(project.id, query);
  const { total, fresh, rows } = plain
    ? taskLists.plainWindow(project.id, project.task_number, place)
    : await taskLists.window(question, place, askerGone);
  return { total, fresh, tasks: rows.map(listedTask) };
}
