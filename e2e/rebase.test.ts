import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, temporaryFolder } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { serveLarder } from './support/process.ts';
import { until } from './support/until.ts';
import {
  address,
  addressOf,
  allTasks,
  annotate,
  fileUrl,
  importUrl,
  inPlace,
  newImport,
  newProject,
  newUser,
  sync,
} from './support/work.ts';

afterAll(cleanUp);

const SETTINGS = '/api/larder/settings';
/** Every task of a project as it was stored: the text of its data, without what an answer adds. */
const dataOf = async (client: Client, project: number) => (await allTasks(client, project)).map(({ data }) => data);

describe('another root at the next start', () => {
  /** Tasks of every origin, in a root that has another one above it. */
  async function furnished(base: string) {
    const larder = await startLarder({ base });
    const { owner, root } = larder;
    const [files, items, api] = [await newProject(owner), await newProject(owner), await newProject(owner)];
    const photos = await newImport(owner, files, path.join(root, 'ds'), { 'a b.txt': 'a', 'b+ä.txt': 'b' });
    const definitions = {
      'good.jsonl': `{"n": 12.0, "id": 9007199254740993, "img": "${address('ds/a%20b.txt')}", "t": "see ${address('x')}"}\n`,
      'bad.json': `[{"text": "t", "list": [{"u": "${address('ds/b%2B%C3%A4.txt#t=1')}"}]}, 5]`,
    };
    const tables = await newImport(owner, items, path.join(root, 'items'), definitions, { use_blob_urls: false });
    await sync(owner, photos);
    await sync(owner, tables);
    const config = `<View><Image name="i" value="${address('ds/ref.png')}"/></View>`;
    await owner.expect(200, 'PATCH', `/api/projects/${api}/`, { label_config: config });
    await owner.expect(201, 'POST', `/api/projects/${api}/import`, [
      { image: address('ds/a b.txt') },
      { image: address('../elsewhere/a.txt') },
      { image: `http://elsewhere.example${address('ds/a.txt')}` },
    ]);
    const [task] = await allTasks(owner, api);
    const result = [{ id: 'r', value: { text: [address('ds/a b.txt')] } }];
    const annotation = await annotate(owner, task.id, { result });
    return { larder, files, items, api, photos, tables, annotation, result };
  }

  it('keeps every task working, and the way back gives what was', async () => {
    const base = temporaryFolder();
    const { larder, files, items, api, photos, tables, annotation, result } = await furnished(base);
    const { root } = larder;
    const everything = async ({ owner }: Larder) => [
      await allTasks(owner, files),
      await allTasks(owner, items),
      await allTasks(owner, api),
      (await owner.get(`/api/projects/${api}/`)).json.label_config,
      (await owner.get(`/api/larder/storages/${tables}/issues`)).json.issues.map(({ file }: { file: string }) => file),
    ];
    const before = JSON.stringify(await everything(larder)).replaceAll(/"created_ago":"[^"]*"/g, '');
    await larder.stop();

    const above = await startLarder({ base, root: base });
    const { owner } = above;
    await inPlace(owner);
    const [first, second] = await allTasks(owner, files);
    expect([addressOf(first), addressOf(second)]).toEqual([
      address('root/ds/a%20b.txt'),
      address('root/ds/b%2B%C3%A4.txt'),
    ]);
    expect([(await owner.get(addressOf(first))).text, (await owner.get(addressOf(second))).text]).toEqual(['a', 'b']);
    expect(first.storage_filename).toBe(path.join(root, 'ds/a b.txt'));
    const texts = (await owner.get(`/api/tasks?project=${items}&fields=all`)).text;
    expect(texts).toContain(
      `{"n":12.0,"id":9007199254740993,"img":"${address('root/ds/a%20b.txt')}","t":"see ${address('x')}"}`,
    );
    expect(texts).toContain(`[{"u":"${address('root/ds/b%2B%C3%A4.txt#t=1')}"}]`);
    expect((await dataOf(owner, api)).map(({ image }) => image)).toEqual([
      address('root/ds/a%20b.txt'),
      address('../elsewhere/a.txt'),
      `http://elsewhere.example${address('ds/a.txt')}`,
    ]);
    expect((await owner.get(`/api/projects/${api}/`)).json.label_config).toContain(address('root/ds/ref.png'));
    expect((await owner.get(`/api/annotations/${annotation}/`)).json.result).toEqual(result);
    const { issues } = (await owner.get(`/api/larder/storages/${tables}/issues`)).json;
    expect(issues[0].file).toBe('root/items/bad.json');
    expect((await sync(owner, photos)).last_sync_count).toBe(0);
    expect((await sync(owner, tables)).last_sync_count).toBe(0);
    await above.stop();

    const back = await startLarder({ base });
    await inPlace(back.owner);
    const after = JSON.stringify(await everything(back)).replaceAll(/"created_ago":"[^"]*"/g, '');
    expect(after).toBe(before);
    await back.stop();
  });

  it('rebases links of a storage that was moved, and two paths that change places', async () => {
    const base = path.join(temporaryFolder(), 'x', 'x');
    mkdirSync(base, { recursive: true });
    const first = await startLarder({ base, root: base });
    const { owner } = first;
    const project = await newProject(owner);
    const folder = path.join(base, 'x');
    const id = await newImport(owner, project, folder, { 'f.txt': '', 'x/f.txt': '' }, { recursive_scan: true });
    await sync(owner, id);
    const moved = await newImport(owner, project, path.join(base, 'old'), { 'o.txt': '' });
    await sync(owner, moved);
    mkdirSync(path.join(folder, 'new'));
    await owner.expect(200, 'PATCH', importUrl(moved), { path: path.join(folder, 'new') });
    const names = async (client: Client) => (await allTasks(client, project)).map((task) => task.storage_filename);
    const before = await names(owner);
    await owner.expect(200, 'PATCH', SETTINGS, { document_root: base });
    await first.stop();
    for (const root of [path.dirname(base), base]) {
      const next = await startLarder({ base, root });
      expect(await names(next.owner)).toEqual(before);
      expect((await sync(next.owner, id)).last_sync_count).toBe(0);
      await next.stop();
    }
  });
});

describe('a root at start that leaves a storage outside', () => {
  async function withOneOutside() {
    const base = temporaryFolder();
    const first = await startLarder({ base });
    const { owner, root } = first;
    const ann = await newUser(first, 'ann@example.org');
    const project = await newProject(owner);
    const inner = path.join(root, 'inner');
    const inside = await newImport(owner, project, path.join(inner, 'ds'), { 'a.txt': 'a' });
    const outside = await newImport(owner, project, path.join(root, 'other'), { 'b.txt': 'b' }, { title: 'Others' });
    await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: ann.id });
    await sync(owner, inside);
    await sync(owner, outside);
    await first.stop();
    const larder = await startLarder({ base, root: inner });
    return { larder, member: larder.as(ann.token), root, inner, project, inside, outside };
  }

  it('refuses syncs in words, doubles nothing, and serves what lies below both roots', async () => {
    const { larder, member, root, inner, project, inside, outside } = await withOneOutside();
    const { owner } = larder;
    const list = [{ id: outside, kind: 'import', project, title: 'Others', path: path.join(root, 'other') }];
    for (const id of [inside, outside]) {
      const { status, json } = await owner.post(importUrl(id, '/sync'));
      expect([status, json.outside_storages]).toEqual([400, list]);
      const [words] = json.validation_errors.non_field_errors;
      for (const part of [`"${root}"`, `"${inner}"`, '"Others"', 'delete or move']) expect(words).toContain(part);
    }
    const [a, b] = await allTasks(owner, project);
    expect([addressOf(a), addressOf(b)]).toEqual([address('inner/ds/a.txt'), address('other/b.txt')]);
    expect((await owner.get(addressOf(a))).text).toBe('a');
    expect((await owner.get(addressOf(b))).status).toBe(404);
    expect((await owner.get(SETTINGS)).json.addresses).toMatchObject({ root, state: 'waiting', outside: list });
    const explained = await owner.expect(200, 'GET', `/api/larder/explain?task=${a.id}`);
    expect([explained.served, explained.warning]).toEqual([true, expect.stringContaining(`"${root}"`)]);
    const asMember = await member.post(importUrl(inside, '/sync'));
    expect([asMember.status, asMember.json.outside_storages]).toEqual([400, list]);
    expect(asMember.text).not.toContain(`${root}\\"`);
    await larder.stop();
  });

  it.each(['deleted', 'moved', 'gone with its project'])('rebases when that storage is %s', async (how) => {
    const { larder, inner, project, inside, outside } = await withOneOutside();
    const { owner } = larder;
    if (how === 'deleted') await owner.expect(204, 'DELETE', importUrl(outside));
    else if (how === 'moved') {
      mkdirSync(path.join(inner, 'other'));
      await owner.expect(200, 'PATCH', importUrl(outside), { path: path.join(inner, 'other') });
    } else {
      const grave = await newProject(owner);
      await owner.expect(200, 'PATCH', importUrl(outside), { project: grave });
      await owner.expect(204, 'DELETE', `/api/projects/${grave}/`);
    }
    const { addresses } = await inPlace(owner);
    expect(addresses).toMatchObject({ root: inner, outside: [] });
    const [a, b] = await allTasks(owner, project);
    expect([addressOf(a), addressOf(b)]).toEqual([address('ds/a.txt'), address('other/b.txt')]);
    expect((await owner.get(addressOf(a))).text).toBe('a');
    expect((await sync(owner, inside)).last_sync_count).toBe(0);
    expect((await owner.get(`/api/larder/explain?task=${a.id}`)).json.warning).toBeNull();
    await larder.stop();
  });

  it('brings the tasks of that storage back, too, when its deletion and the root are taken back', async () => {
    const { larder, root, inner, project, inside, outside } = await withOneOutside();
    const { owner } = larder;
    await owner.expect(204, 'DELETE', importUrl(outside));
    await inPlace(owner);
    await owner.send('POST', `/api/larder/import-storages/${outside}/restore`);
    const refused = await owner.post(importUrl(outside, '/sync'));
    expect([refused.status, refused.json.validation_errors.non_field_errors[0]]).toEqual([
      400,
      expect.stringContaining(`below LOCAL_FILES_DOCUMENT_ROOT="${inner}"`),
    ]);
    await larder.stop();
    const back = await startLarder({ base: path.dirname(root) });
    const [a, b] = await allTasks(back.owner, project);
    expect([addressOf(a), addressOf(b)]).toEqual([address('inner/ds/a.txt'), address('other/b.txt')]);
    expect((await back.owner.get(addressOf(b))).text).toBe('b');
    for (const id of [inside, outside]) expect((await sync(back.owner, id)).last_sync_count).toBe(0);
    await back.stop();
  });

  it('says so where it was started', async () => {
    const base = temporaryFolder();
    const dataDir = path.join(base, 'data');
    const first = await serveLarder({ dataDir, root: base });
    await newImport(first.owner, await newProject(first.owner), path.join(base, 'ds'), { 'a.txt': '' });
    await first.end('SIGTERM');
    mkdirSync(path.join(base, 'no'));
    const second = await serveLarder({ dataDir, root: path.join(base, 'no'), env: { HOST: 'box' } });
    await until('the words', () => second.stdout().includes('HOST="box"'));
    expect(second.stdout()).toContain(`The tasks belong to the document root "${base}"`);
    await second.end('SIGTERM');
  });
});

it('the host that is set stands before new addresses, and a rebase knows it, also when it is no longer set', async () => {
  const base = temporaryFolder();
  const first = await startLarder({ base, env: { HEARTEX_HOST: 'https://box.example:8080/ls/' } });
  const { owner } = first;
  const HOST = 'https://box.example:8080/ls';
  const settings = await owner.expect(200, 'GET', SETTINGS);
  expect(settings.host).toEqual({ value: HOST, origin: 'variable', variable: 'HEARTEX_HOST' });
  const project = await newProject(owner);
  const id = await newImport(owner, project, path.join(first.root, 'ds'), { 'a b.txt': 'a' });
  await sync(owner, id);
  expect(await dataOf(owner, project)).toEqual([{ image: `${HOST}${address('ds/a%20b.txt')}` }]);
  await first.stop();
  const second = await startLarder({ base, root: base });
  expect((await second.owner.get(SETTINGS)).json.host).toEqual({ value: '', origin: 'default', variable: null });
  expect(await dataOf(second.owner, project)).toEqual([{ image: `${HOST}${address('root/ds/a%20b.txt')}` }]);
  expect((await second.owner.get(fileUrl(base, path.join(first.root, 'ds/a b.txt')))).text).toBe('a');
  const [task] = await allTasks(second.owner, project);
  expect((await second.owner.get(`/api/larder/explain?task=${task.id}`)).json.served).toBe(true);
  await second.stop();
});
