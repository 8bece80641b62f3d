import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { FileTakenError, flushFiles, flushFolder, removeFile, removeLeftovers, writeWhole } from './exportFolder.ts';

const OURS = { isOurs: null, flush: false };
let folder: string;
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'larder-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test('a file is written and replaced, and no temporary file stays', async () => {
  await writeWhole(at('1.json'), 'one', OURS);
  await writeWhole(at('1.json'), 'two', { ...OURS, flush: true });
  expect(readFileSync(at('1.json'), 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['1.json']);
});

test('what is there is replaced only when it may be', async () => {
  writeFileSync(at('1.json'), 'mine');
  await expect(writeWhole(at('1.json'), 'new', { isOurs: (text) => text !== 'mine', flush: true })).rejects.toThrow(
    FileTakenError,
  );
  expect(readFileSync(at('1.json'), 'utf8')).toBe('mine');
  await writeWhole(at('1.json'), 'new', { isOurs: (text) => text === 'mine', flush: true });
  expect(readFileSync(at('1.json'), 'utf8')).toBe('new');
});

test('a folder of that name is in the way like a file of another program', async () => {
  mkdirSync(at('1.json'));
  await expect(writeWhole(at('1.json'), 'new', { isOurs: () => true, flush: true })).rejects.toThrow(FileTakenError);
  await expect(writeWhole(at('1.json'), 'new', OURS)).rejects.toThrow(FileTakenError);
  expect(readdirSync(folder)).toEqual(['1.json']);
});

test('a folder in the place of the temporary file is trouble of that file', async () => {
  await writeWhole(at('1.json'), 'old', OURS);
  mkdirSync(at('.larder-0-1.json.tmp'));
  await expect(writeWhole(at('1.json'), 'new', OURS)).rejects.toThrow();
  expect(readFileSync(at('1.json'), 'utf8')).toBe('old');
});

test('of what killed writings left behind only the old and our own goes', async () => {
  const names = ['.larder-0-1.json.tmp', '.larder-2-1.json.tmp', '.larder-notes.tmp', '1.json'];
  for (const name of names) writeFileSync(at(name), '');
  for (const name of names.slice(1)) utimesSync(at(name), 0, 0);
  await removeLeftovers(folder, 60_000);
  expect(readdirSync(folder).sort()).toEqual(['.larder-0-1.json.tmp', '.larder-notes.tmp', '1.json']);
});

test('what is left behind and cannot be removed is passed over', async () => {
  const names = ['.larder-0-1.json.tmp', '.larder-0-2.json.tmp', '.larder-0-3.json.tmp'];
  mkdirSync(at(names[0] as string));
  writeFileSync(path.join(at(names[0] as string), 'not ours'), '');
  for (const name of names.slice(1)) writeFileSync(at(name), '');
  for (const name of names) utimesSync(at(name), 0, 0);
  await removeLeftovers(folder, 60_000);
  expect(readdirSync(folder)).toEqual([names[0]]);
});

test('when the writing fails the old file is whole and nothing is left behind', async () => {
  rmSync(folder, { recursive: true });
  await expect(writeWhole(at('1.json'), 'one', OURS)).rejects.toThrow(/ENOENT/);
});

test('flushing passes over files that are gone; a folder that is gone too', async () => {
  await writeWhole(at('1.json'), 'one', OURS);
  await expect(flushFiles(folder, [at('1.json'), at('2.json')])).resolves.toBeUndefined();
});

test('removing what is gone is no error, in a folder that is gone it is', async () => {
  await writeWhole(at('1.json'), 'one', OURS);
  await removeFile(folder, at('1.json'), () => true);
  await removeFile(folder, at('1.json'), () => true);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
  await expect(removeFile(folder, at('1.json'), () => true)).rejects.toThrow(/ENOENT/);
});

test('what is not ours is not removed, be it a file or a folder', async () => {
  writeFileSync(at('1.json'), 'mine');
  mkdirSync(at('2.json'));
  for (const name of ['1.json', '2.json']) await removeFile(folder, at(name), (text) => text !== 'mine');
  expect(readdirSync(folder)).toEqual(['1.json', '2.json']);
});

test('a file system that cannot flush folders is no trouble; what happens to a file, or to the disk, is', async () => {
  const handle = await open(folder);
  await handle.close();
  const datasync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync');
  onTestFinished(() => datasync.mockRestore());
  const failOnce = (code: string) => datasync.mockRejectedValueOnce(Object.assign(new Error(code), { code }));
  for (const code of ['EINVAL', 'ENOTSUP']) {
    failOnce(code);
    await flushFolder(folder);
  }
  failOnce('EIO');
  await expect(flushFolder(folder)).rejects.toThrow('EIO');
  writeFileSync(at('1.json'), '');
  failOnce('EINVAL');
  await expect(flushFiles(folder, [at('1.json')])).rejects.toThrow('EINVAL');
});
