import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseJson } from '../domain/jsonText.ts';
import type { TaskItem } from '../domain/taskItem.ts';
import { decimalOf, JSON_PARSERS, toJsonValue } from './parquetValues.ts';
import { readTaskItems, type TaskFileEntry } from './readTaskItems.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.parquet`, import.meta.url));
const RESULT = '[{"from_name":"choice","to_name":"image","type":"choices","value":{"choices":["a"]}}]';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-parquet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string): Promise<TaskFileEntry[]> {
  const entries: TaskFileEntry[] = [];
  for await (const group of readTaskItems(path)) entries.push(...group);
  return entries;
}

const itemOf = (entry: TaskFileEntry | undefined): TaskItem => {
  if (!entry || 'problem' in entry) throw new Error(entry?.problem.reason ?? 'no entry');
  return entry.item;
};

const reasonOf = (entry: TaskFileEntry | undefined): string =>
  entry && 'problem' in entry ? entry.problem.reason : '';

describe('plain columns', () => {
  it('become tasks with every digit, from any compression and all row groups', async () => {
    const entries = await read(fixture('values'));
    expect(entries.map(({ place, number }) => `${place} ${number}`)).toEqual([
      'row 1',
      'row 2',
      'row 3',
      'row 4',
      'row 5',
    ]);
    expect(itemOf(entries[0]).data).toBe(
      '{"image":"a.jpg","big":9007199254740993,"unsigned":18446744073709551615,"small":1,"share":0.5,"flag":true,' +
        '"day":"2024-02-29","moment":"2024-02-29T12:30:15.123456Z","price":1.15,"tags":["x","y"],"bytes":null}',
    );
    expect(itemOf(entries[1]).data).toContain('"big":-9223372036854775808');
    expect(itemOf(entries[1]).data).toContain(
      '"day":"1969-12-31","moment":"1969-12-31T23:59:59.000001Z","price":-0.05,"tags":[]',
    );
    expect(itemOf(entries[2]).data).toContain(
      '"share":null,"flag":null,"day":null,"moment":null,"price":12345678901234567890.12,"tags":null',
    );
  });

  it('that JSON cannot say make their row a problem', async () => {
    const entries = await read(fixture('values'));
    expect(reasonOf(entries[3])).toContain('column "share" holds NaN');
    expect(reasonOf(entries[4])).toContain('column "bytes" holds binary data');
  });
});

describe('tasks with predictions and annotations', () => {
  it('as JSON texts', async () => {
    const entries = await read(fixture('texts'));
    expect(itemOf(entries[0])).toMatchObject({
      data: '{"image":"u1","n":1.10}',
      predictions: [{ result: RESULT, score: 0.5 }],
      annotations: [],
    });
    expect(itemOf(entries[1])).toMatchObject({
      data: '{"image":"u2"}',
      predictions: [],
      annotations: [{ result: RESULT }],
    });
    expect(JSON.parse(itemOf(entries[2]).data)).toMatchObject({ data: 'just a text', id: 3 });
    expect(reasonOf(entries[3])).toContain('prediction 1: "score" is the text "high"');
  });

  it('as structs and lists, where null is the same as missing', async () => {
    const entries = await read(fixture('nested'));
    expect(itemOf(entries[0])).toEqual({
      data: '{"image":"u1","size":{"w":9007199254740993,"h":null}}',
      allowSkip: false,
      predictions: [
        { result: RESULT, score: 0.25, modelVersion: 'v1', cluster: null, neighbors: null, mislabeling: 0 },
        { result: '[]', score: null, modelVersion: '', cluster: null, neighbors: null, mislabeling: 0 },
      ],
      annotations: [],
    });
    expect(itemOf(entries[1]).annotations).toEqual([
      { result: RESULT, wasCancelled: true, groundTruth: false, leadTime: 1.5 },
      { result: null, wasCancelled: false, groundTruth: false, leadTime: null },
    ]);
  });
});

describe('how far it is', () => {
  /** A table of one column and one row group without any columns; the numbers are Thrift's: 1 says -1. */
  function tableOf(rows: number, rowsOfGroup: number): string {
    const root = [0x48, 4, ...Buffer.from('root'), 0x15, 2, 0];
    const column = [0x15, 4, 0x25, 2, 0x18, 1, ...Buffer.from('a'), 0];
    const group = [0x19, 0x0c, 0x16, 0, 0x16, rowsOfGroup, 0];
    const footer = Buffer.from([0x15, 2, 0x19, 0x2c, ...root, ...column, 0x16, rows, 0x19, 0x1c, ...group, 0]);
    const path = join(folder, 'rows.parquet');
    writeFileSync(
      path,
      Buffer.concat([Buffer.from('PAR1'), footer, Buffer.from([footer.length, 0, 0, 0]), Buffer.from('PAR1')]),
    );
    return path;
  }

  it.each([
    [0, 0],
    [0, 1],
  ])('is between 0 and 1, also when a table says that it has %i rows and its group %i', async (rows, rowsOfGroup) => {
    const shares: number[] = [];
    for await (const _ of readTaskItems(tableOf(rows, rowsOfGroup), {}, (share) => void shares.push(share)));
    expect(shares).toHaveLength(1);
    for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
  });
});

describe('which files', () => {
  it('goes by the content whatever the name', async () => {
    copyFileSync(fixture('texts'), join(folder, 'table.json'));
    expect(await read(join(folder, 'table.json'))).toHaveLength(4);
  });

  it.each([
    ['a.PARQUET', '{"a":1}'],
    ['empty.parquet', ''],
    ['short.parquet', 'PAR1'],
    ['magic.json', 'PAR1 and nothing else of it'],
  ])('%s that is none is one problem', async (name, content) => {
    writeFileSync(join(folder, name), content);
    expect(await read(join(folder, name))).toMatchObject([
      { place: 'file', number: 0, problem: { reason: 'it cannot be read as a Parquet file' } },
    ]);
  });

  it('names a compression that cannot be read', async () => {
    expect((await read(fixture('lz4'))).map(reasonOf)).toEqual([expect.stringContaining('compressed with LZ4_RAW')]);
  });

  it('survives any damage', async () => {
    const bytes = readFileSync(fixture('values'));
    for (let at = 0; at < bytes.length; at += 37) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8((damaged.readUInt8(at) + 101) % 256, at);
      writeFileSync(join(folder, 'damaged.parquet'), damaged);
      const entries = await read(join(folder, 'damaged.parquet'));
      expect(entries.length).toBeLessThan(100);
    }
    writeFileSync(join(folder, 'cut.parquet'), bytes.subarray(0, 3000));
    expect((await read(join(folder, 'cut.parquet'))).map(reasonOf)).toEqual(['it cannot be read as a Parquet file']);
  });
});

describe('values', () => {
  it('times keep their digits', () => {
    expect(JSON_PARSERS.timestampFromMilliseconds(0n)).toBe('1970-01-01T00:00:00.000Z');
    expect(JSON_PARSERS.timestampFromMicroseconds(-1n)).toBe('1969-12-31T23:59:59.999999Z');
    expect(JSON_PARSERS.timestampFromNanoseconds(1_700_000_000_000_000_001n)).toBe('2023-11-14T22:13:20.000000001Z');
    expect(() => toJsonValue([JSON_PARSERS.dateFromDays(2 ** 31 - 1)])).toThrow(
      expect.objectContaining({ what: expect.stringContaining('date') }),
    );
  });

  it('decimals keep their digits', () => {
    const written = (stored: unknown, scale: number) => JSON.stringify(decimalOf(stored, scale));
    expect([written(5, 2), written(-110n, 2), written(0, 0), written(null, 2)]).toEqual(['0.05', '-1.10', '0', 'null']);
    expect(written(new Uint8Array([0xff, 0xfe]), 1)).toBe('-0.2');
  });

  it('JSON columns keep their numbers as written', () => {
    const value = JSON_PARSERS.jsonFromBytes(Buffer.from('{"a":[1.10]}'));
    expect(JSON.stringify(toJsonValue(value))).toBe('{"a":[1.10]}');
    expect(toJsonValue({ deep: [new Float32Array([0.5]), 3n] })).toEqual({ deep: [[0.5], 3] });
    expect(toJsonValue(parseJson('1.10'))).toEqual(parseJson('1.10'));
  });
});
