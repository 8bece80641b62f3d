import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from './pieceBuffer.ts';
import { READ_LIMITS } from './readChunks.ts';
import { type ArrayEnd, shapeOfObject, splitArray, splitLines } from './splitJson.ts';

/** Cuts bytes into chunks that share one buffer, as a file's chunks do. */
function* cut(text: string | Uint8Array, sizes: number[]): Generator<Buffer> {
  const bytes = Buffer.from(text);
  const shared = Buffer.alloc(Math.max(...sizes));
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const count = bytes.copy(shared, 0, from, from + size);
    yield shared.subarray(0, count);
    shared.fill(0x58);
    from += count;
  }
}

function collect(pieces: Iterator<Piece, ArrayEnd | undefined>): {
  texts: (string | null)[];
  numbers: number[];
  end: ArrayEnd | undefined;
} {
  const texts: (string | null)[] = [];
  const numbers: number[] = [];
  for (;;) {
    const step = pieces.next();
    if (step.done) return { texts, numbers, end: step.value };
    texts.push(step.value.bytes?.toString() ?? null);
    numbers.push(step.value.number);
  }
}

const arrayOf = (behindBracket: string, sizes = [3], limits = READ_LIMITS) =>
  collect(splitArray(cut(behindBracket, sizes), limits));
const linesOf = (text: string | Uint8Array, sizes = [3], limits = READ_LIMITS) =>
  collect(splitLines(cut(text, sizes), limits) as Iterator<Piece, undefined>);
const shapeOf = (text: string | Uint8Array, sizes = [3]) => shapeOfObject(cut(text, sizes));

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const spacing = fc.constantFrom(undefined, 1, '\t');

describe('splitArray', () => {
  it('gives what JSON.parse of the whole gives, whatever the chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), spacing, chunkSizes, (values, space, sizes) => {
        const text = JSON.stringify(values, null, space);
        const { texts, numbers, end } = arrayOf(text.slice(1), sizes);
        expect(texts.map((item) => JSON.parse(item ?? ''))).toEqual(JSON.parse(text));
        expect(numbers).toEqual(values.map((_, index) => index + 1));
        expect(end?.kind).toBe('closed');
      }),
    );
  });

  it.each([
    [']', [], 'closed'],
    [' \n ] \n', [], 'closed'],
    ['1,2]', ['1', '2'], 'closed'],
    ['1,]', ['1', ''], 'closed'],
    ['{"a":"],[}{"},"\\"]"]', ['{"a":"],[}{"}', '"\\"]"'], 'closed'],
    ['1', ['1'], 'not closed'],
    ['1,', ['1'], 'not closed'],
    ['', [], 'not closed'],
    ['1,{"a":', ['1'], 'inside an item'],
    ['1,"x', ['1'], 'inside an item'],
    ['1]2', ['1'], 'more behind it'],
    ['1],2]', ['1'], 'more behind it'],
    // Broken items end where they can only end.
    ['{"a":1}},{"b":2}]', ['{"a":1}}', '{"b":2}'], 'closed'],
    ['{"a":[1},{"b":2}]', ['{"a":[1}', '{"b":2}'], 'closed'],
    ['{"a":1],{"b":2}]', ['{"a":1]', '{"b":2}'], 'closed'],
  ])('[%s', (text, items, kind) => {
    for (const size of [1, 2, 5, 100]) {
      expect(arrayOf(text, [size])).toMatchObject({ texts: items, end: { kind } });
    }
  });

  it('tells too large items apart and goes on', () => {
    const limits = { ...READ_LIMITS, maxItemBytes: 10 };
    const long = JSON.stringify('x'.repeat(50));
    for (const size of [1, 7, 30, 1000]) {
      expect(arrayOf(`1,${long},2,${long}]`, [size], limits).texts).toEqual(['1', null, '2', null]);
    }
  });

  it('follows nesting deeper than it tells apart', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(arrayOf(`${deep},1]`, [64])).toMatchObject({ texts: [deep, '1'], end: { kind: 'closed' } });
  });
});

describe('splitLines', () => {
  it('gives what splitting the whole gives, whatever the chunks', () => {
    const line = fc.oneof(fc.json(), fc.constantFrom('', ' ', '\r', '{}\r', '"é日😀"'));
    fc.assert(
      fc.property(fc.array(line), chunkSizes, (lines, sizes) => {
        const { texts, numbers } = linesOf(lines.join('\n'), sizes);
        const expected = lines
          .map((text, index) => ({ text, number: index + 1 }))
          .filter(({ text }) => text.trim() !== '');
        expect(texts).toEqual(expected.map(({ text }) => text));
        expect(numbers).toEqual(expected.map(({ number }) => number));
      }),
    );
  });

  it('passes over a line that is too large', () => {
    const limits = { ...READ_LIMITS, maxItemBytes: 10 };
    expect(linesOf(`a\n${'x'.repeat(30)}\nb`, [4], limits)).toMatchObject({
      texts: ['a', null, 'b'],
      numbers: [1, 2, 3],
    });
  });
});

describe('shapeOfObject', () => {
  it.each([
    ['{"a":1}', true, true],
    ['{"a":"}{\\"\\n"} \r\n\n', true, true],
    ['{\n "a": {}\n}\n', true, false],
    ['{"a":1}\n{"b":2}', false, true],
    ['{"a":1}{"b":2}', false, true],
    ['{bad', false, true],
    ['{"a":"x\n{"b":2}', false, false],
    ['{"a":1\n{"b":2}\n', false, false],
    ['{\n}\n{\n}', false, false],
  ])('%j', (text, wholeFile, oneLine) => {
    for (const size of [1, 2, 5, 100]) expect(shapeOf(text, [size])).toEqual({ wholeFile, oneLine });
  });

  it('takes every object for the whole file', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), spacing, chunkSizes, (value, space, sizes) => {
        expect(shapeOf(`${JSON.stringify(value, null, space)}\n`, sizes).wholeFile).toBe(true);
      }),
    );
  });
});

it('nothing throws on random bytes, and no piece has more than there is', () => {
  const scraps = fc.constantFrom(...'{}[]",:\\\n \u0000é1a');
  const rubble = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(scraps, { maxLength: 200 }).map((parts) => Buffer.from(parts.join(''))),
  );
  fc.assert(
    fc.property(rubble, chunkSizes, (bytes, sizes) => {
      for (const { bytes: piece } of splitArray(cut(bytes, sizes), READ_LIMITS))
        expect(piece?.length).toBeLessThanOrEqual(bytes.length);
      for (const { bytes: piece } of splitLines(cut(bytes, sizes), READ_LIMITS))
        expect(piece?.length).toBeLessThanOrEqual(bytes.length);
      expect(typeof shapeOf(bytes, sizes).wholeFile).toBe('boolean');
    }),
    { numRuns: 1000 },
  );
});
