import { z } from 'zod';
import type { Client } from './client.ts';
import { seconds } from './numbers.ts';

const LABEL_CONFIG =
  '<View><Image name="image" value="$image"/><Choices name="choice" toName="image"><Choice value="Cat"/><Choice value="Dog"/></Choices></View>';

export const annotationBody = (number: number) => ({
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

export const withId = z.object({ id: z.number() });
export const countedProject = z.object({ task_number: z.number(), total_annotations_number: z.number() });
const synced = z.object({
  status: z.string(),
  last_sync_count: z.number().nullable(),
  traceback: z.string().nullable(),
});
const taskPage = z.object({ tasks: z.array(z.object({ id: z.number(), inner_id: z.number() })) });

/** The few calls of the API that the workloads make; each checks its answer. */
export class Api {
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  async project(title: string): Promise<number> {
    const body = { title, label_config: LABEL_CONFIG };
    return (await this.client.json(withId, 'POST', '/api/projects/', body)).id;
  }

  async importStorage(
    project: number,
    path: string,
    { files = true, recursive = false }: { files?: boolean; recursive?: boolean } = {},
  ): Promise<number> {
    const body = { project, path, title: 'bench', use_blob_urls: files, recursive_scan: recursive };
    return (await this.client.json(withId, 'POST', '/api/storages/localfiles/', body)).id;
  }

  async exportStorage(project: number, path: string): Promise<number> {
    const body = { project, path, title: 'bench', can_delete_objects: true };
    return (await this.client.json(withId, 'POST', '/api/storages/export/localfiles', body)).id;
  }

  /** Syncs to the end; throws unless exactly `expected` came new. Answers the seconds. */
  async sync(storage: number, expected: number, kind: '' | 'export/' = ''): Promise<number> {
    const begun = seconds();
    const answer = await this.client.json(synced, 'POST', `/api/storages/${kind}localfiles/${storage}/sync`, {});
    const wall = seconds() - begun;
    if (answer.status !== 'completed') throw new Error(`the sync ended ${answer.status}: ${answer.traceback}`);
    if (answer.last_sync_count !== expected) {
      throw new Error(`the sync made ${answer.last_sync_count}, expected ${expected}`);
    }
    return wall;
  }

  getProject(id: number) {
    return this.client.json(countedProject, 'GET', `/api/projects/${id}/`);
  }

  async expectTasks(project: number, expected: number): Promise<void> {
    const { task_number: tasks } = await this.getProject(project);
    if (tasks !== expected) throw new Error(`the project has ${tasks} tasks, expected ${expected}`);
  }

  async taskIds(project: number, count: number): Promise<number[]> {
    const path = `/api/tasks/?project=${project}&page=1&page_size=${count}`;
    const { tasks } = await this.client.json(taskPage, 'GET', path);
    if (tasks.length !== count) throw new Error(`${tasks.length} tasks listed, expected ${count}`);
    return tasks.map(({ id }) => id);
  }

  /** Latencies (ms) of one page of tasks, each checked for its size and its place. */
  async pageTimes(
    project: number,
    page: number,
    { times = 50, firstInnerId = (page - 1) * 100 + 1 }: { times?: number; firstInnerId?: number } = {},
  ): Promise<number[]> {
    const ms: number[] = [];
    for (let i = 0; i < times; i++) {
      const answer = await this.client.request('GET', `/api/tasks/?project=${project}&page=${page}&page_size=100`);
      ms.push(answer.ms);
      const { tasks } = taskPage.parse(JSON.parse(answer.body.toString()));
      if (tasks.length !== 100 || tasks[0]?.inner_id !== firstInnerId) {
        throw new Error(`page ${page} has ${tasks.length} tasks from inner id ${tasks[0]?.inner_id}`);
      }
    }
    return ms;
  }
}
