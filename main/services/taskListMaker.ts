import type { TaskListQuestion } from '../database/taskLists.ts';
import { Refusal } from './errors.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { TaskList } from './jobs/protocol.ts';

interface Making {
  list: Promise<TaskList>;
  waiting: number;
  cancelling: AbortController;
}

/** Has lists of task ids made on a thread. Who asks the same meanwhile waits for the same list; one that nobody waits for is given up. */
export class TaskListMaker {
  readonly #jobs: Jobs;
  readonly #underWay = new Map<string, Making>();

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  async make(key: string, question: TaskListQuestion, askerGone?: AbortSignal): Promise<TaskList> {
    const making = this.#underWay.get(key) ?? this.#begin(key, question);
    making.waiting += 1;
    const leave = () => {
      making.waiting -= 1;
      if (making.waiting > 0) return;
      making.cancelling.abort();
      // Who asks from here on must not get what was given up.
      if (this.#underWay.get(key) === making) this.#underWay.delete(key);
    };
    askerGone?.addEventListener('abort', leave, { once: true });
    try {
      return await making.list;
    } finally {
      askerGone?.removeEventListener('abort', leave);
    }
  }

  #begin(key: string, question: TaskListQuestion): Making {
    const cancelling = new AbortController();
    const making: Making = { list: this.#run(question, cancelling.signal), waiting: 0, cancelling };
    this.#underWay.set(key, making);
    const forget = () => {
      if (this.#underWay.get(key) === making) this.#underWay.delete(key);
    };
    making.list.then(forget, forget);
    return making;
  }

  async #run(question: TaskListQuestion, signal: AbortSignal): Promise<TaskList> {
    const { taskList } = await this.#jobs.quick({ kind: 'task list', question }, { lane: 'list', signal });
    if (!taskList)
      throw new Refusal(503, 'The tasks were not listed, because Larder is being stopped. Ask again when it runs.');
    return taskList;
  }
}
