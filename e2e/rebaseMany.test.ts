import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, temporaryFolder } from './support/folders.ts';
import { startLarder } from './support/larder.ts';
import { serveLarder } from './support/process.ts';
import { until } from './support/until.ts';
import { address, addressOf, allTasks, importUrl, inPlace, newImport, newProject, sync } from './support/work.ts';

afterAll(cleanUp);

const SETTINGS = '/api/larder/settings';
const MANY = 60_000;
/** How many tasks have each address. */
const sums = async (client: Client, project: number) => {
  const found = new Map<string, number>();
  for (const { data } of await allTasks(client, project)) found.set(data.image, (found.get(data.image) ?? 0) + 1);
  return found;
};

async function withMany(base: string) {
  const larder = await startLarder({ base, root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'on' } });
  const { owner, root } = larder;
  await owner.expect(200, 'PATCH', SETTINGS, { document_root: root });
  const project = await newProject(owner);
  await newImport(owner, project, path.join(root, 'ds'), { 'a.txt': 'a' });
  const items = Array.from({ length: MANY }, () => ({ image: address('ds/a.txt') }));
  await owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  return { larder, project };
}

it('many tasks are rebased while reading goes on, and the progress is told', async () => {
  const base = temporaryFolder();
  const { larder, project } = await withMany(base);
  const { owner } = larder;
  let ended = false;
  const change = owner.patch(SETTINGS, { document_root: base }).finally(() => {
    ended = true;
  });
  const seen = new Set<string>();
  let progress = 0;
  while (!ended) {
    const fields = { project, path: path.join(larder.root, 'ds') };
    await owner.expect(200, 'POST', '/api/storages/localfiles/files', fields);
    const [settings, tasks] = [await owner.get(SETTINGS), await owner.get(`/api/tasks?project=${project}`)];
    const { addresses } = settings.json;
    if (addresses.state === 'being rebased') progress = Math.max(progress, addresses.tasks_done);
    const { image } = tasks.json.tasks[0].data;
    seen.add(image);
    // The rebase may have come to its end since the address was read.
    if ((await owner.get(image)).text !== 'a') expect((await inPlace(owner)).addresses.root).toBe(base);
  }
  expect((await change).json.addresses).toMatchObject({ state: 'in place', tasks: MANY });
  expect([...seen]).toContain(address('ds/a.txt'));
  expect(progress).toBeGreaterThan(0);
  expect(await sums(owner, project)).toEqual(new Map([[address('root/ds/a.txt'), MANY]]));
  await larder.stop();
});

it('many tasks are rebased all or none when Larder is stopped meanwhile', async () => {
  const base = temporaryFolder();
  const { larder, project } = await withMany(base);
  const { owner } = larder;
  const change = owner.patch(SETTINGS, { document_root: base }).catch(() => null);
  await until('the rebase is under way', async () => (await owner.get(SETTINGS)).json.addresses.state !== 'in place');
  await larder.stop();
  await change;
  const next = await startLarder({ base, root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'on' } });
  const { addresses } = (await next.owner.get(SETTINGS)).json;
  const all = address(addresses.root === base ? 'root/ds/a.txt' : 'ds/a.txt');
  expect(await sums(next.owner, project)).toEqual(new Map([[all, MANY]]));
  expect((await next.owner.get(all)).text).toBe('a');
  await next.stop();
});

it('many tasks are rebased all or none when Larder is killed meanwhile', async () => {
  const base = temporaryFolder();
  const { larder, project } = await withMany(base);
  await larder.stop();
  const { dataDir } = larder;
  const env = { LOCAL_FILES_SERVING_ENABLED: 'on', LOCAL_FILES_DOCUMENT_ROOT: base };
  const first = await serveLarder({ dataDir, env });
  await until('the rebase has begun', async () => {
    const { addresses } = (await first.owner.get(SETTINGS)).json;
    return addresses.state === 'in place' || addresses.tasks_done > 0;
  });
  await first.end('SIGKILL');
  const second = await serveLarder({ dataDir, env });
  await inPlace(second.owner);
  expect(await sums(second.owner, project)).toEqual(new Map([[address('root/ds/a.txt'), MANY]]));
  await second.end('SIGTERM');
});

it('the tasks of a sync under way come first, all of them, each once', async () => {
  const base = temporaryFolder();
  const larder = await startLarder({ base, root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'on' } });
  const { owner, root } = larder;
  await owner.expect(200, 'PATCH', SETTINGS, { document_root: root });
  const project = await newProject(owner);
  const ds = path.join(root, 'ds');
  const file = { 't.jsonl': `{"image": "${address('ds/a.txt')}"}\n`.repeat(MANY) };
  const id = await newImport(owner, project, ds, file, { use_blob_urls: false });
  await owner.expect(202, 'POST', importUrl(id, '/sync?background=true'));
  await owner.expect(202, 'POST', importUrl(id, '/sync?background=true'));
  await until('some tasks', async () => (await owner.get(`/api/projects/${project}/`)).json.task_number > 0);
  await owner.expect(200, 'PATCH', SETTINGS, { document_root: base });
  expect((await sync(owner, id)).last_sync_count).toBe(0);
  const tasks = await allTasks(owner, project);
  expect(tasks).toHaveLength(MANY);
  const names = new Set(tasks.flatMap((task) => [task.storage_filename, addressOf(task)]));
  expect(names).toEqual(new Set([path.join(ds, 't.jsonl'), address('root/ds/a.txt')]));
  await larder.stop();
});

it('the tasks of an import under way come first, all of them', async () => {
  const base = temporaryFolder();
  const larder = await startLarder({ base, root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'on' } });
  const { owner, root } = larder;
  await owner.expect(200, 'PATCH', SETTINGS, { document_root: root });
  const project = await newProject(owner);
  const items = Array.from({ length: 4 * MANY }, () => ({ image: address('ds/a.txt') }));
  const imported = owner.expect(201, 'POST', `/api/projects/${project}/import`, items);
  await until('some tasks', async () => (await owner.get(`/api/projects/${project}/`)).json.task_number > 0);
  await owner.expect(200, 'PATCH', SETTINGS, { document_root: base });
  await imported;
  expect(await sums(owner, project)).toEqual(new Map([[address('root/ds/a.txt'), 4 * MANY]]));
  await larder.stop();
});
