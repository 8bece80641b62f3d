import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  FileTakenError,
  type FileToWrite,
  flushFiles,
  flushFolder,
  removeFile,
  removeLeftovers,
  writeAllWhole,
  writeWhole,
} from './exportFolder.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);
const file = (text: string, isOurs: FileToWrite['isOurs'] = null) => ({ path: at('1.json'), text, isOurs });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'larder-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** As one of many, between good ones. */
async function writeAmongOthers(one: FileToWrite): Promise<void> {
  const others = ['0.json', '2.json'].map((name) => ({ ...one, path: at(name), text: 'other', isOurs: null }));
  const failed = await writeAllWhole([others[0] as FileToWrite, one, others[1] as FileToWrite]);
  for (const { path: other } of others) {
    if (failed.has(other)) expect(failed.get(other)).toBeInstanceOf(Error);
    else expect(readFileSync(other, 'utf8')).toBe('other');
    rmSync(other, { force: true });
  }
  if (failed.has(one.path)) throw failed.get(one.path);
}

describe.each([
  ['one', writeWhole],
  ['many', writeAmongOthers],
])('%s', (_, write) => {
  test('a file is written and replaced, and no temporary file stays', async () => {
    await write(file('one'));
    await write(file('two'));
    expect(readFileSync(at('1.json'), 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['1.json']);
  });

  test('what is there is replaced only when it may be', async () => {
    writeFileSync(at('1.json'), 'mine');
    await expect(write(file('new', (text) => text !== 'mine'))).rejects.toThrow(FileTakenError);
    expect(readFileSync(at('1.json'), 'utf8')).toBe('mine');
    await write(file('new', (text) => text === 'mine'));
    expect(readFileSync(at('1.json'), 'utf8')).toBe('new');
  });

  test('a folder of that name is in the way like a file of another program', async () => {
    mkdirSync(at('1.json'));
    await expect(write(file('new', () => true))).rejects.toThrow(FileTakenError);
    await expect(write(file('new'))).rejects.toThrow(FileTakenError);
    expect(readdirSync(folder)).toEqual(['1.json']);
  });

  test('a folder in the place of the temporary file is trouble of that file', async () => {
    await write(file('old'));
    mkdirSync(at('.larder-0-1.json.tmp'));
    await expect(write(file('new'))).rejects.toThrow();
    expect(readFileSync(at('1.json'), 'utf8')).toBe('old');
  });

  test('a folder that is gone is trouble of each file', async () => {
    rmSync(folder, { recursive: true });
    await expect(write(file('one'))).rejects.toThrow(/ENOENT/);
  });
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

test('flushing passes over files that are gone; a folder that is gone too', async () => {
  await writeWhole(file('one'));
  await expect(flushFiles(folder, [at('1.json'), at('2.json')])).resolves.toBeUndefined();
});

test('removing what is gone is no error, in a folder that is gone it is', async () => {
  await writeWhole(file('one'));
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
