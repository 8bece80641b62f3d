import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseRange } from './range.ts';

const SIZE = 1000;

describe('parseRange', () => {
  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, 999],
    ['bytes=-100', 900, 999],
    ['bytes=0-0', 0, 0],
    ['bytes=999-999', 999, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=0-', 0, 999],
    ['BYTES=007-9', 7, 9],
    [`bytes=0-${'9'.repeat(400)}`, 0, 999],
    [`bytes=-${'9'.repeat(400)}`, 0, 999],
  ])('%s is a part', (header, start, end) => expect(parseRange(header, SIZE)).toEqual({ kind: 'part', start, end }));

  test.each([
    'bytes=1000-1010',
    'bytes=1000-',
    'bytes=5000-6000',
    'bytes=-0',
    'bytes=-000',
    `bytes=${'9'.repeat(400)}-`,
    `bytes=${'9'.repeat(30)}-${'9'.repeat(31)}`,
  ])('%s cannot be satisfied', (header) => expect(parseRange(header, SIZE)).toEqual({ kind: 'unsatisfiable' }));

  test.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=abc',
    'bytes=a-b',
    'bytes=5-2',
    'bytes=9007199254740993-9007199254740992',
    'bytes=0-1,5-6',
    'bytes=0-1,',
    'items=0-9',
    'bytes 0-9',
    '0-9',
    'bytes=1.5-3',
    'bytes=0x1-3',
    'bytes=--5',
    'bytes=+1-3',
    'bytes= 0-9',
    'bytes =0-9',
    'bytes=0 -9',
    'bytes=0-9 ',
    'bytes=٠-٩',
    'bytes=0-9\n',
  ])('%s asks for the whole file', (header) => expect(parseRange(header, SIZE)).toEqual({ kind: 'whole' }));

  it('finds nothing to satisfy in an empty file', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1', 'bytes=-0', 'bytes=5-9']) {
      expect(parseRange(header, 0)).toEqual({ kind: 'unsatisfiable' });
    }
    expect(parseRange('bytes=5-2', 0)).toEqual({ kind: 'whole' });
  });

  it('agrees with cutting a buffer', () => {
    const file = Buffer.from(Array.from({ length: 64 }, (_, at) => at));
    const number = fc.option(fc.nat({ max: 80 }), { nil: undefined });
    fc.assert(
      fc.property(fc.nat({ max: 64 }), number, number, (size, first, last) => {
        const content = file.subarray(0, size);
        const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
        if (first === undefined ? last === undefined : last !== undefined && last < first) {
          expect(range).toEqual({ kind: 'whole' });
          return;
        }
        const wanted =
          first === undefined
            ? content.subarray(Math.max(0, size - (last ?? 0)))
            : content.subarray(first, last === undefined ? size : last + 1);
        if (range.kind === 'part') expect(content.subarray(range.start, range.end + 1)).toEqual(wanted);
        expect(range.kind).toBe(wanted.length > 0 ? 'part' : 'unsatisfiable');
      }),
      { numRuns: 3000 },
    );
  });

  it('never names a byte outside the file', () => {
    const header = fc.oneof(
      fc.string().map((text) => `bytes=${text}`),
      fc.tuple(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n })).map(([a, b]) => `bytes=${a}-${b}`),
      fc.stringMatching(/^bytes=\d{0,4}-\d{0,25}$/),
    );
    let parts = 0;
    fc.assert(
      fc.property(header, fc.nat(), (text, size) => {
        const range = parseRange(text, size);
        if (range.kind !== 'part') return;
        parts += 1;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
      { numRuns: 2000 },
    );
    expect(parts).toBeGreaterThan(100);
  });
});
