import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listenToEvents } from './support/events.ts';
import { cleanUp, putFiles, temporaryFolder } from './support/folders.ts';
import { type Larder, OWNER_TOKEN, startLarder } from './support/larder.ts';
import { until } from './support/until.ts';
import { allTasks, fileUrl, importUrl, newExport, newImport, newProject, newUser, sync } from './support/work.ts';

afterAll(cleanUp);

const SETTINGS = '/api/larder/settings';

describe('the document root that is chosen', () => {
  it('is a grant at once, and is forgotten by null', async () => {
    const larder = await startLarder({ root: null });
    const { owner, root } = larder;
    const before = await owner.expect(200, 'GET', SETTINGS);
    expect([before.document_root.value, before.serving_enabled.value]).toEqual(['/', false]);
    const project = await newProject(owner);
    mkdirSync(path.join(root, 'ds'));
    const refused = await owner.post('/api/storages/localfiles', { project, path: path.join(root, 'ds') });
    expect(refused.json.validation_errors.non_field_errors[0]).toContain('LOCAL_FILES_SERVING_ENABLED');
    const chosen = await owner.expect(200, 'PATCH', SETTINGS, { document_root: `${root}/` });
    expect(chosen.document_root).toEqual({ value: root, origin: 'chosen', variable: null });
    expect(chosen.serving_enabled.value).toBe(true);
    const forgotten = await owner.expect(200, 'PATCH', SETTINGS, { document_root: null });
    expect(forgotten.serving_enabled.value).toBe(false);
    await larder.stop();
  });

  it('is told to whoever watches when it changes, not when a storage is made or moved', async () => {
    const larder = await startLarder();
    const { owner, root } = larder;
    const { others, close } = await listenToEvents(larder.server.port, OWNER_TOKEN);
    const id = await newImport(owner, await newProject(owner), path.join(root, 'ds'));
    mkdirSync(path.join(root, 'ds2'));
    await owner.expect(200, 'PATCH', importUrl(id), { path: path.join(root, 'ds2') });
    await owner.expect(200, 'PATCH', SETTINGS, { follow_links: true });
    await until('the change is told', () => others.length > 0);
    expect(others.map(({ type }) => type)).toEqual(['settings']);
    close();
    await larder.stop();
  });

  it.each([[null], [''], ['/'], ['parent']])('can be changed to %j: every task goes on', async (to) => {
    const larder = await startLarder({ root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'true' } });
    const { owner, root } = larder;
    await owner.expect(200, 'PATCH', SETTINGS, { document_root: root });
    const project = await newProject(owner);
    const id = await newImport(owner, project, path.join(root, 'ds'), { 'a.txt': 'a', 'b.txt': '' });
    await sync(owner, id);
    const goal = to === 'parent' ? path.dirname(root) : to;
    const settings = await owner.expect(200, 'PATCH', SETTINGS, { document_root: goal });
    expect(settings.document_root.value).toBe(goal || '/');
    expect(settings.addresses).toMatchObject({ root: goal || '/', state: 'in place', outside: [] });
    expect((await sync(owner, id)).last_sync_count).toBe(0);
    const [task] = await allTasks(owner, project);
    expect(task.data).toEqual({ image: fileUrl(goal || '/', path.join(root, 'ds/a.txt')).replaceAll('%2F', '/') });
    expect((await owner.get(task.data.image)).text).toBe('a');
    await larder.stop();
  });

  it('is refused when it leaves storages outside, with the list of them', async () => {
    const larder = await startLarder({ root: null, env: { LOCAL_FILES_SERVING_ENABLED: 'true' } });
    const { owner, root } = larder;
    await owner.expect(200, 'PATCH', SETTINGS, { document_root: root });
    const project = await newProject(owner);
    const ds = path.join(root, 'ds');
    const id = await newImport(owner, project, ds, { 'a.txt': 'a', 'b/c.txt': '' });
    await newImport(owner, project, path.join(ds, 'b'));
    const exporting = await newExport(owner, project, path.join(root, 'out'), { title: 'Results' });
    await sync(owner, id);
    const { status, json } = await owner.patch(SETTINGS, { document_root: ds });
    expect(status).toBe(400);
    expect(json.outside_storages).toEqual([
      { id, kind: 'import', project, title: null, path: ds },
      { id: exporting, kind: 'export', project, title: 'Results', path: path.join(root, 'out') },
    ]);
    expect(json.validation_errors.document_root[0]).toContain(`${ds}, "Results" (${path.join(root, 'out')})`);
    expect((await owner.get(SETTINGS)).json.document_root.value).toBe(root);
    expect((await sync(owner, id)).last_sync_count).toBe(0);
    expect((await owner.get(fileUrl(root, path.join(ds, 'a.txt')))).text).toBe('a');
    await larder.stop();
  });

  it('loses to a variable that is set, and says so', async () => {
    const base = temporaryFolder();
    const root = path.join(base, 'root');
    const env = { HEARTEX_LOCAL_FILES_DOCUMENT_ROOT: `${root}/`, LOCAL_FILES_SERVING_ENABLED: '1' };
    const larder = await startLarder({ base, env });
    const settings = await larder.owner.expect(200, 'GET', SETTINGS);
    expect(settings.document_root).toEqual({
      value: root,
      origin: 'variable',
      variable: 'HEARTEX_LOCAL_FILES_DOCUMENT_ROOT',
    });
    const { status, json } = await larder.owner.patch(SETTINGS, { document_root: base });
    expect([status, json.validation_errors.document_root[0]]).toEqual([400, expect.stringContaining('HEARTEX_LOCAL')]);
    await larder.stop();
  });
});

it('another root at the next start brings no file a second time', async () => {
  const base = temporaryFolder();
  const first = await startLarder({ base });
  const project = await newProject(first.owner);
  const id = await newImport(first.owner, project, path.join(first.root, 'ds'), { 'a.txt': 'a', 'b.txt': 'b' });
  await sync(first.owner, id);
  await first.stop();
  const second = await startLarder({ base, root: base });
  const { status, json } = await second.owner.post(importUrl(id, '/sync'));
  // Refused in words, or nothing new: both are good, doubles are not.
  if (status === 200) expect(json.last_sync_count).toBe(0);
  else expect([status, json.validation_errors.non_field_errors.length]).toEqual([400, 1]);
  const tasks = await allTasks(second.owner, project);
  expect(tasks).toHaveLength(2);
  await second.stop();
});

describe("Larder's own folder", () => {
  /** A document root that has the data folder below it, as a home folder has. */
  async function withDataInside(): Promise<Larder> {
    const base = temporaryFolder();
    return startLarder({ base, root: base });
  }

  it('is never served, whatever the storage', async () => {
    const larder = await withDataInside();
    const { owner, dataDir } = larder;
    const base = path.dirname(dataDir);
    putFiles(dataDir, { token: OWNER_TOKEN });
    const bob = await newUser(larder, 'bob@example.org');
    for (const client of [owner, bob.client]) {
      const project = await newProject(client);
      await client.post('/api/storages/localfiles', { project, path: dataDir, use_blob_urls: true });
      mkdirSync(path.join(dataDir, 'backups'), { recursive: true });
      await client.post('/api/storages/localfiles', { project, path: path.join(dataDir, 'backups') });
      for (const name of ['token', 'larder.db', 'larder.db-wal', 'larder.lock']) {
        const { status, bytes } = await client.get(fileUrl(base, path.join(dataDir, name)));
        expect([name, status >= 400, bytes.includes(OWNER_TOKEN)]).toEqual([name, true, false]);
      }
    }
    await larder.stop();
  });

  it('is never imported, and a storage above it leaves it out', async () => {
    const base = temporaryFolder();
    const home = path.join(base, 'home');
    mkdirSync(home);
    const larder = await startLarder({ base: home, root: base });
    const { owner, dataDir } = larder;
    putFiles(home, { 'mine.txt': 'm' });
    const project = await newProject(owner);
    const id = await newImport(owner, project, home, {}, { recursive_scan: true });
    await sync(owner, id);
    const names = (await allTasks(owner, project)).map(({ storage_filename }) => storage_filename);
    expect(names).toEqual([path.join(home, 'mine.txt')]);
    expect((await owner.get(fileUrl(base, path.join(home, 'mine.txt')))).text).toBe('m');
    expect((await owner.get(fileUrl(base, path.join(dataDir, 'larder.db')))).status).toBe(404);
    await larder.stop();
  });

  it('is no place for exports', async () => {
    const larder = await withDataInside();
    const project = await newProject(larder.owner);
    const { status } = await larder.owner.post('/api/storages/export/localfiles', { project, path: larder.dataDir });
    expect(status).toBe(400);
    await newExport(larder.owner, project, path.join(larder.root, 'out'));
    await larder.stop();
  });
});
