import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Client } from './client.ts';
import { putFiles } from './folders.ts';
import { until } from './until.ts';

export const IMAGE_CONFIG =
  '<View><Image name="img" value="$image"/><Choices name="c" toName="img"><Choice value="a"/></Choices></View>';

export async function newProject(client: Client, fields: object = {}): Promise<number> {
  const project = await client.expect(201, 'POST', '/api/projects/', {
    title: 'A project',
    label_config: IMAGE_CONFIG,
    ...fields,
  });
  return project.id;
}

export const importUrl = (id: number, rest = '') => `/api/storages/localfiles/${id}${rest}`;
export const exportUrl = (id: number, rest = '') => `/api/storages/export/localfiles/${id}${rest}`;

/** An import storage on a folder below the root, made if it is missing, with these files in it. */
export async function newImport(
  client: Client,
  project: number,
  folder: string,
  files: Record<string, string | Buffer> = {},
  fields: object = {},
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  putFiles(folder, files);
  const storage = await client.expect(201, 'POST', '/api/storages/localfiles', {
    project,
    path: folder,
    use_blob_urls: true,
    ...fields,
  });
  return storage.id;
}

export async function newExport(client: Client, project: number, folder: string, fields: object = {}): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const storage = await client.expect(201, 'POST', '/api/storages/export/localfiles', {
    project,
    path: folder,
    ...fields,
  });
  return storage.id;
}

/** Syncs an import storage and answers it as it is then. */
export const sync = (client: Client, id: number) => client.expect(200, 'POST', importUrl(id, '/sync'));

/** Every task of a project, page by page. */
export async function allTasks(client: Client, project: number) {
  // biome-ignore lint/suspicious/noExplicitAny: as answered
  const tasks: any[] = [];
  for (let page = 1; ; page++) {
    const url = `/api/tasks?project=${project}&page=${page}&page_size=5000&fields=all`;
    const { json } = await client.get(url);
    tasks.push(...json.tasks);
    if (tasks.length >= json.total) return tasks;
  }
}

export async function newTask(client: Client, project: number, data: object = { text: 'a' }): Promise<number> {
  return (await client.expect(201, 'POST', '/api/tasks/', { project, data })).id;
}

export async function annotate(client: Client, task: number, fields: object = { result: [] }): Promise<number> {
  return (await client.expect(201, 'POST', `/api/tasks/${task}/annotations/`, fields)).id;
}

const ENDED = new Set(['completed', 'completed_with_errors', 'failed', 'cancelled']);

/** The job when it has ended. */
export const jobEnded = (client: Client, id: number) =>
  until(`the end of job ${id}`, async () => {
    const { json } = await client.get(`/api/larder/jobs/${id}`);
    return ENDED.has(json.status) && json.finished_at ? json : null;
  });

/** A new user and a client who speaks as them. */
export async function newUser(larder: { owner: Client; as: (token: string) => Client }, email: string) {
  const user = await larder.owner.expect(201, 'POST', '/api/users/', { email });
  return { id: user.id as number, token: user.token as string, client: larder.as(user.token) };
}

export const fileUrl = (root: string, file: string) =>
  `/data/local-files/?d=${encodeURIComponent(path.relative(root, file))}`;

/** The address of a file below the document root, as Files mode writes it. */
export const address = (rel: string) => `/data/local-files/?d=${rel}`;

/** The address in the first field of a task. */
export const addressOf = (task: { data: Record<string, string> }) => Object.values(task.data)[0] as string;

/** Waits until the addresses are relative to the root in force. */
export const inPlace = (client: Client) =>
  until('the addresses are in place', async () => {
    const { json } = await client.get('/api/larder/settings');
    return json.addresses.state === 'in place' && json;
  });
