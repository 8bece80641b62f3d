import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from './support/client.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { importUrl, newExport, newImport, newProject, newUser, sync } from './support/work.ts';

let larder: Larder;
let owner: Client;
let stranger: Client;
let project: number;

beforeAll(async () => {
  larder = await startLarder();
  owner = larder.owner;
  stranger = (await newUser(larder, 'stranger@example.org')).client;
  project = await newProject(stranger);
});
afterAll(cleanUp);

/** A project of the owner with a storage on a folder of this name. */
async function furnish(name: string) {
  const project = await newProject(owner);
  const folder = path.join(larder.root, name);
  const storage = await newImport(owner, project, folder, { 'a.txt': name });
  await sync(owner, storage);
  return { project, folder, storage };
}

it('the folders of the machine are in the settings of the owner only', async () => {
  const { text, json } = await stranger.get('/api/larder/settings');
  expect(json).toMatchObject({ data_dir: null, addresses: null, document_root: { value: null } });
  expect(text).not.toContain(path.dirname(larder.root));
  expect((await owner.get('/api/larder/settings')).json.document_root.value).toBe(larder.root);
});

it('the folders of the machine are told to nobody who tries paths: one answer for all that cannot be used', async () => {
  const theirs = await furnish('told');
  await newExport(owner, theirs.project, path.join(larder.root, 'told-out'));
  putFiles(larder.root, { 'loose.txt': '' });
  mkdirSync(path.join(larder.root, 'free'));
  symlinkSync('/', path.join(larder.root, 'out'));
  const above = path.dirname(larder.root);
  const paths = [above, `${above}/none`, '/', '/etc', '/etc/hostname', larder.root, larder.dataDir].concat(
    ['none', 'loose.txt', 'told', 'told/none', 'told-out', 'out', 'out/etc', 'out/none'].map(
      (name) => `${larder.root}/${name}`,
    ),
  );
  for (const url of ['', '/validate', '/files']) {
    const answers = new Set<string>();
    for (const tried of paths) {
      const { status, json } = await stranger.post(`/api/storages/localfiles${url}`, { project, path: tried });
      answers.add(JSON.stringify([status, json.validation_errors]).replace(JSON.stringify(tried).slice(1, -1), 'P'));
    }
    expect([...answers]).toEqual([expect.stringContaining('Ask the owner')]);
  }
  const { json } = await stranger.post('/api/storages/localfiles', { project, path: 'relative' });
  expect(JSON.stringify(json)).not.toContain(larder.root);
  await stranger.expect(201, 'POST', '/api/storages/localfiles', { project, path: path.join(larder.root, 'free') });
  const owned = await owner.post('/api/storages/localfiles', { project: theirs.project, path: above });
  expect(owned.json.validation_errors.non_field_errors[0]).toContain(larder.root);
});

it('the folders of the machine are not found out by asking for explanations', async () => {
  const { folder } = await furnish('asked');
  const explained = async (query: string) =>
    (await stranger.expect(200, 'GET', `/api/larder/explain?${query}`)) as { checks: object[]; path: null };
  const tried = [folder, path.join(folder, 'a.txt'), path.dirname(larder.root), '/etc/hostname', '/none'];
  const answers = await Promise.all(tried.map((at) => explained(`path=${encodeURIComponent(at)}`)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  for (const d of ['asked/a.txt', 'none/a.txt', '../x', '..']) {
    expect(JSON.stringify(await explained(`d=${d}`))).not.toContain(larder.root);
  }
});

it('the folders of the machine are told as far as the storages that a user sees', async () => {
  const { project, folder, storage } = await furnish('seen');
  const member = await newUser(larder, 'member@example.org');
  await owner.expect(201, 'POST', `/api/projects/${project}/members/`, { user: member.id });
  const file = path.join(folder, 'a.txt');
  const explained = await member.client.expect(200, 'GET', `/api/larder/explain?path=${encodeURIComponent(file)}`);
  expect(explained).toMatchObject({ served: true, path: file });
  rmSync(folder, { recursive: true });
  const { status, json } = await member.client.post(importUrl(storage, '/sync'));
  expect([status, json.validation_errors.non_field_errors[0]]).toEqual([
    400,
    expect.stringContaining(`"${folder}" does not exist`),
  ]);
});
