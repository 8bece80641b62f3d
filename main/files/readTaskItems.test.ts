import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadLimits } from './readChunks.ts';
import { readTaskItems, type TaskFileEntry } from './readTaskItems.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-task-items-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

async function groupsIn(name: string, limits: Partial<ReadLimits> = {}): Promise<TaskFileEntry[][]> {
  const groups: TaskFileEntry[][] = [];
  for await (const group of readTaskItems(path(name), limits)) groups.push(group);
  return groups;
}

async function groupsOf(content: string | Uint8Array, limits: Partial<ReadLimits> = {}): Promise<TaskFileEntry[][]> {
  writeFileSync(path('tasks.json'), content);
  return groupsIn('tasks.json', limits);
}

/** Each entry as one line: the place, the number, the data or the reason. */
async function read(content: string | Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string[]> {
  const entries = (await groupsOf(content, limits)).flat();
  return entries.map(
    (entry) => `${entry.place} ${entry.number} ${'item' in entry ? entry.item.data : `! ${entry.problem.reason}`}`,
  );
}

const notJson = (place: string, why: string) => expect.stringContaining(`${place} ! this is not valid JSON: ${why}`);

describe('an array', () => {
  it('is read item by item', async () => {
    expect(await read('[{"data":{"image":"u1"}},{"image":"u2"},{"data":{"id":9007199254740993,"n":1.10}}]')).toEqual([
      'item 1 {"image":"u1"}',
      'item 2 {"image":"u2"}',
      'item 3 {"id":9007199254740993,"n":1.10}',
    ]);
    expect(await read('[]')).toEqual([]);
    expect(await read(' \n[\n] ')).toEqual([]);
    expect(await read('\ufeff\r\n[{"a":"é日😀"}]\n')).toEqual(['item 1 {"a":"é日😀"}']);
  });

  it('goes on behind bad items', async () => {
    expect(await read('[{"a":1},3,{bad},{"a":2},null,{"predictions":[{}]},\n{\n "a": tru\n},{"a":3},]')).toEqual([
      'item 1 {"a":1}',
      'item 2 ! a task has to be an object in braces, but this is a number',
      notJson('item 3', 'a name in double quotes is missing before "bad" (character 2)'),
      'item 4 {"a":2}',
      'item 5 ! a task has to be an object in braces, but this is null',
      expect.stringContaining('item 6 ! the task has "predictions"'),
      notJson('item 7', '"tru" is no value that JSON knows (line 2, column 7), counted from the start of the item'),
      'item 8 {"a":3}',
      expect.stringContaining('item 9 ! nothing stands between two commas'),
    ]);
  });

  it('says how it ends', async () => {
    expect(await read('[{"a":1}')).toEqual(['item 1 {"a":1}', expect.stringContaining('file 0 ! the closing bracket')]);
    expect(await read('[{"a":1},')).toEqual([
      'item 1 {"a":1}',
      expect.stringContaining('file 0 ! the closing bracket'),
    ]);
    expect(await read('[{"a":1},{"b"')).toEqual(['item 1 {"a":1}', 'file 0 ! it ends in the middle of item 2']);
    expect(await read('[{"a":1}] []')).toEqual([
      'item 1 {"a":1}',
      expect.stringContaining('file 0 ! something follows'),
    ]);
  });
});

describe('an object or lines', () => {
  it.each([
    ['{"image":"u1"}\r\n{"image":"u2"}\r\n', ['line 1 {"image":"u1"}', 'line 2 {"image":"u2"}']],
    [
      '{"image":"u1"}\n\n{"data":{"image":"u2"}}\n   \n{"image":"u3"}',
      ['line 1 {"image":"u1"}', 'line 3 {"image":"u2"}', 'line 5 {"image":"u3"}'],
    ],
    [' \n\t {"image":"u5"} \n', ['item 1 {"image":"u5"}']],
    ['{\n "image":\n "u7"\n}\n', ['item 1 {"image":"u7"}']],
    ['\ufeff{"a":1}', ['item 1 {"a":1}']],
    ['\ufeff\n {"a":1}\n  {"b":2}', ['line 2 {"a":1}', 'line 3 {"b":2}']],
    ['{}', ['item 1 {}']],
    ['{"a":"\u2028\u0085"}\n{"b":2}', ['line 1 {"a":"\u2028\u0085"}', 'line 2 {"b":2}']],
  ])('%j', async (content, entries) => {
    for (const chunkBytes of [1, 4, 1 << 16]) expect(await read(content, { chunkBytes })).toEqual(entries);
  });

  it('goes on behind bad lines', async () => {
    expect(await read('{bad\n{"a":1}\n[]\n{"a":2\n{"a":3}x\n{"a":4}')).toEqual([
      notJson('line 1', 'a name in double quotes'),
      'line 2 {"a":1}',
      expect.stringContaining('line 3 ! a task has to be an object'),
      notJson('line 4', 'it ends before its "{" is closed'),
      notJson('line 5', 'something follows'),
      'line 6 {"a":4}',
    ]);
    expect(await read('{"a":"cut off\n{"a":1}')).toEqual([notJson('line 1', 'a text is not closed'), 'line 2 {"a":1}']);
  });

  it('makes one problem of a file without a good line', async () => {
    expect(await read('{bad')).toEqual([
      notJson('file 0', 'a name in double quotes is missing before "bad" (character 2)'),
    ]);
    expect(await read('{"a":1} {"b":2}')).toEqual([
      notJson('file 0', 'something follows after the end of the value (character 9)'),
    ]);
    expect(await read('\n{\n "a": 1,\n}\n')).toEqual([
      notJson('file 0', 'a comma stands before "}" (line 4, column 1)'),
    ]);
    expect(await read('{\n "a": 1\n}\n{\n "b": 1\n}')).toEqual([
      notJson('file 0', 'something follows after the end of the value (line 4, column 1)'),
    ]);
    expect(await read('{a}\n{b}\n\n{c}\n')).toEqual([
      expect.stringMatching(/^file 0 ! none of its 3 lines is a task; line 1: this is not valid JSON/),
    ]);
    const withoutData = '{"image":"u","annotations":[{"result":[]}]}';
    expect(await read(`${withoutData}\n${withoutData}`)).toEqual([
      expect.stringMatching(/none of its 2 lines is a task; line 1: .*"annotations"/),
    ]);
    expect(await read(withoutData)).toEqual([expect.stringMatching(/^item 1 ! .*"annotations"/)]);
  });

  it('makes no task of a part of a broken one', async () => {
    const broken = '{\n "data": {"image": "u"},\n "predictions": [\n  {"result": []}\n ]\n';
    expect(await read(broken)).toEqual([notJson('file 0', 'it ends before its "{" is closed (line 6, column 1)')]);
  });
});

describe('what is no JSON', () => {
  it.each([
    ['', 'it is empty'],
    [' \n\t\n ', 'it has nothing but blanks'],
    ['\ufeff', 'it has nothing but blanks'],
    ['5', 'it begins with 5'],
    ['"text"', 'it begins with "'],
    ['image,label\na.jpg,cat\n', 'it begins with i'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'it is not a JSON text'],
    [Buffer.from([0x1f, 0x8b, 8, 0]), 'it is compressed with gzip'],
    [Buffer.from('[{"a":1}]', 'utf16le'), 'it is written in UTF-16'],
    [Buffer.from('\ufeff{"a":1}', 'utf16le'), 'it is written in UTF-16'],
    [Buffer.from('\ufeff{"a":1}', 'utf16le').swap16(), 'it is written in UTF-16'],
    [Buffer.from(' \n[{"a":1}]', 'utf16le'), 'it is written in UTF-16'],
    [Buffer.from([0xff, 0xfe, 0, 0, 0x5b, 0, 0, 0]), 'it is written in UTF-32'],
    [Buffer.from([0, 0, 0, 0x7b]), 'it is written in UTF-32'],
  ])('%j', async (content, reason) => {
    expect(await read(content)).toEqual([expect.stringContaining(`file 0 ! ${reason}`)]);
  });

  it('names what is not UTF-8', async () => {
    const latin1 = (text: string) => Buffer.from(text, 'latin1');
    expect(await read(latin1('{"image":"é"}'))).toEqual([expect.stringContaining('file 0 ! its bytes are not UTF-8')]);
    expect(await read(latin1('[{"a":"é"},{"a":"e"}]'))).toEqual([
      expect.stringContaining('item 1 ! its bytes are not UTF-8'),
      'item 2 {"a":"e"}',
    ]);
    expect(await read(latin1('{"a":"e"}\n{"a":"é"}'))).toEqual([
      'line 1 {"a":"e"}',
      expect.stringContaining('line 2 ! its bytes are not UTF-8'),
    ]);
  });
});

describe('what cannot be read', () => {
  const problemsOf = async (name: string) => {
    const entries = (await groupsIn(name)).flat();
    expect(JSON.stringify(entries)).not.toContain(folder);
    return entries.map((entry) => ('problem' in entry && entry.place === 'file' ? entry.problem.reason : 'none'));
  };

  it('is a problem without a path', async () => {
    mkdirSync(path('folder.json'));
    expect(await problemsOf('gone.json')).toEqual(['it cannot be read: it does not exist any more']);
    expect(await problemsOf('folder.json')).toEqual(['it is a folder, not a file']);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('permissions', async () => {
    writeFileSync(path('secret.json'), '{}');
    chmodSync(path('secret.json'), 0);
    expect(await problemsOf('secret.json')).toEqual(['it cannot be read: reading or writing it is not permitted']);
  });

  it.skipIf(process.platform === 'win32')('a pipe does not hang it', async () => {
    execFileSync('mkfifo', [path('pipe.json')]);
    expect(await problemsOf('pipe.json')).toEqual(['it is a device or a pipe, not a file']);
  });
});

describe('groups', () => {
  it('have at most 500 entries', async () => {
    const groups = await groupsOf(`[${Array.from({ length: 1201 }, (_, index) => `{"n":${index}}`)}]`);
    expect(groups.map((group) => group.length)).toEqual([500, 500, 201]);
  });

  it('have about a megabyte', async () => {
    const groups = await groupsOf(
      `[${Array.from({ length: 10 }, () => JSON.stringify({ text: 'x'.repeat(400_000) }))}]`,
    );
    expect(groups.map((group) => group.length)).toEqual([3, 3, 3, 1]);
  });
});
