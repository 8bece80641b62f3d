import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FolderContents } from '../main/contract/folders.ts';
import { cleanUp, putFiles } from './support/folders.ts';
import { type Larder, startLarder } from './support/larder.ts';
import { newUser } from './support/work.ts';

let larder: Larder;
beforeAll(async () => {
  larder = await startLarder();
});
afterAll(cleanUp);

const folders = (query = '') => larder.owner.get(`/api/larder/folders${query}`);
const at = (folder: string) => `?path=${encodeURIComponent(folder)}`;
const reasonOf = (answer: { json: { validation_errors: { path: string[] } } }) => answer.json.validation_errors.path[0];

/** Every event of the stream; the last one says that all is counted. */
async function contentsOf(of: Larder, folder: string, rest = ''): Promise<FolderContents[]> {
  const { text } = await of.owner.get(`/api/larder/folder-contents${at(folder)}${rest}`);
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
}

describe('choosing a folder', () => {
  it('shows the folders below the document root in natural order, hidden ones and files not', async () => {
    for (const name of ['b10', 'b9', '.git', 'b9/inner']) mkdirSync(path.join(larder.root, name), { recursive: true });
    putFiles(larder.root, { 'note.txt': 'x' });
    const top = (await folders()).json;
    expect(top).toMatchObject({ path: larder.root, parent: null, places: [] });
    expect(top.folders.map(({ name }: { name: string }) => name)).toEqual(['b9', 'b10']);
    const inner = (await folders(at(path.join(larder.root, 'b9')))).json;
    expect(inner).toMatchObject({ parent: larder.root, folders: [{ name: 'inner' }] });
  });

  it('goes above the root only when a root is chosen, and only for the owner', async () => {
    const above = path.dirname(larder.root);
    expect(reasonOf(await folders(at(above)))).toContain('outside of the document root');
    const machine = (await folders(`${at(above)}&scope=machine`)).json;
    expect(machine.folders.map(({ name }: { name: string }) => name)).toEqual(['root']);
    expect(machine.places[0]).toMatchObject({ name: 'Home' });
    const ann = await newUser(larder, 'folders@example.org');
    for (const query of ['', `${at(above)}&scope=machine`]) {
      expect((await ann.client.get(`/api/larder/folders${query}`)).status).toBe(403);
    }
    expect((await ann.client.get(`/api/larder/folder-contents${at(above)}`)).status).toBe(403);
  });

  it('says why a folder cannot be shown', async () => {
    expect(reasonOf(await folders(at(path.join(larder.root, 'gone'))))).toContain('does not exist');
    expect(reasonOf(await folders(at(path.join(larder.root, 'note.txt'))))).toContain('is a file');
    expect(reasonOf(await folders(at('b9')))).toContain('absolute');
  });

  it('makes a folder below the root, and nowhere else', async () => {
    const make = (folder: string) => larder.owner.post('/api/larder/folders', { path: folder });
    const wanted = path.join(larder.root, 'out', 'labels');
    expect((await make(`${wanted}/`)).json).toEqual({ path: wanted });
    expect(existsSync(wanted)).toBe(true);
    const outside = path.join(larder.root, '..', 'elsewhere');
    symlinkSync(path.dirname(larder.root), path.join(larder.root, 'link'));
    for (const folder of [outside, larder.root, path.join(larder.root, 'link', 'elsewhere')]) {
      expect((await make(folder)).status).toBe(400);
    }
    expect(existsSync(outside)).toBe(false);
    expect(reasonOf(await make(path.join(larder.root, 'note.txt', 'x')))).toContain('cannot be made');
  });
});

describe('what is in a folder', () => {
  it('is counted by kind, with what is proposed for it', async () => {
    const folder = putFiles(path.join(larder.root, 'birds'), {
      'a.JPG': '',
      'b.png': '',
      'sub/c.gif': '',
      'n.txt': '',
    });
    const events = await contentsOf(larder, folder);
    const last = events.at(-1);
    expect(last).toMatchObject({ done: true, files: 4, folders: 1, place: 'below the document root', problems: [] });
    expect(last?.kinds).toEqual({ image: 3, audio: 0, video: 0, text: 1, tasks: 0, other: 0 });
    expect(last?.proposal).toMatchObject({ title: 'birds', use_blob_urls: true, recursive_scan: true });
    expect(events.filter(({ done }) => done)).toHaveLength(1);
    expect((await contentsOf(larder, folder, '&recursive=false')).at(-1)).toMatchObject({ files: 3, folders: 0 });
  });

  it('comes with the document root that would allow it', async () => {
    const elsewhere = putFiles(path.join(path.dirname(larder.root), 'elsewhere', 'in'), { 'a.wav': '' });
    const base = path.dirname(larder.root);
    expect((await contentsOf(larder, elsewhere)).at(-1)).toMatchObject({ place: 'outside', proposed_root: null });
    const fresh = await startLarder({ root: null });
    expect((await contentsOf(fresh, elsewhere)).at(-1)).toMatchObject({
      place: 'no document root yet',
      proposed_root: path.join(base, 'elsewhere'),
    });
    await fresh.owner.expect(200, 'PATCH', '/api/larder/settings', { document_root: fresh.root });
    expect((await contentsOf(fresh, fresh.root)).at(-1)).toMatchObject({
      place: 'the document root itself',
      proposed_root: path.dirname(fresh.root),
    });
    expect((await contentsOf(fresh, elsewhere)).at(-1)).toMatchObject({ place: 'outside', proposed_root: '/tmp' });
  });
});
