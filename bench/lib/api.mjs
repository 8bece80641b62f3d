import { seconds } from './numbers.mjs';

const LABEL_CONFIG =
  '<View><Image name="image" value="$image"/><Choices name="choice" toName="image"><Choice value="Cat"/><Choice value="Dog"/></Choices></View>';

export const annotationBody = (number) => ({
  result: [
    {
      id: `r${number}`,
      from_name: 'choice',
      to_name: 'image',
      type: 'choices',
      value: { choices: [number % 2 ? 'Cat' : 'Dog'] },
    },
  ],
});

/** The few calls of the API that the workloads make; each checks its answer. */
export class Api {
  constructor(client) {
    this.client = client;
  }

  async project(title) {
    const { id } = await this.client.json('POST', '/api/projects/', { title, label_config: LABEL_CONFIG });
    return id;
  }

  async importStorage(project, path, { files = true, recursive = false } = {}) {
    const body = { project, path, title: 'bench', use_blob_urls: files, recursive_scan: recursive };
    return (await this.client.json('POST', '/api/storages/localfiles/', body)).id;
  }

  async exportStorage(project, path) {
    const body = { project, path, title: 'bench', can_delete_objects: true };
    return (await this.client.json('POST', '/api/storages/export/localfiles', body)).id;
  }

  /** Syncs to the end; throws unless exactly `expected` came new. Answers the seconds. */
  async sync(storage, expected, kind = '') {
    const begun = seconds();
    const answer = await this.client.json('POST', `/api/storages/${kind}localfiles/${storage}/sync`, {});
    const wall = seconds() - begun;
    if (answer.status !== 'completed') throw new Error(`the sync ended ${answer.status}: ${answer.traceback}`);
    if (answer.last_sync_count !== expected) {
      throw new Error(`the sync made ${answer.last_sync_count}, expected ${expected}`);
    }
    return wall;
  }

  getProject(id) {
    return this.client.json('GET', `/api/projects/${id}/`);
  }

  async expectTasks(project, expected) {
    const { task_number: tasks } = await this.getProject(project);
    if (tasks !== expected) throw new Error(`the project has ${tasks} tasks, expected ${expected}`);
  }

  async taskIds(project, count) {
    const path = `/api/tasks/?project=${project}&page=1&page_size=${count}`;
    const { tasks } = await this.client.json('GET', path);
    if (tasks.length !== count) throw new Error(`${tasks.length} tasks listed, expected ${count}`);
    return tasks.map(({ id }) => id);
  }

  /** Latencies (ms) of one page of tasks, each checked for its size and its place. */
  async pageTimes(project, page, { times = 50, firstInnerId = (page - 1) * 100 + 1 } = {}) {
    const ms = [];
    for (let i = 0; i < times; i++) {
      const answer = await this.client.request('GET', `/api/tasks/?project=${project}&page=${page}&page_size=100`);
      ms.push(answer.ms);
      const { tasks } = JSON.parse(answer.body.toString());
      if (tasks?.length !== 100 || tasks[0].inner_id !== firstInnerId) {
        throw new Error(`page ${page} has ${tasks?.length} tasks from inner id ${tasks?.[0]?.inner_id}`);
      }
    }
    return ms;
  }
}
