import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, compareTextNaturally, naturalKey } from './nameOrder.ts';

/** Few characters, so that texts share beginnings: both sides of the surrogates, their own code points, digits, zeros. */
const character = fc.constantFrom(
  'a',
  'B',
  '0',
  '1',
  '9',
  '_',
  'ä',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{1f600}',
  '\u{1f601}',
);
const wellFormed = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));
const anyText = fc.oneof(
  wellFormed,
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('\ud800', '\udc00', 'a', '7'), { maxLength: 4 }).map((units) => units.join('')),
);
const withNumbers = fc
  .array(fc.constantFrom('a', 'b', '.', '0', '00', '1', '2', '10', '007', '😀'), { maxLength: 5 })
  .map((parts) => parts.join(''));

describe('compareCodePoints', () => {
  it('equals comparing the bytes of UTF-8', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 5000 },
    );
  });

  it('differs from the order of UTF-16 units where that is wrong', () => {
    expect('\uff21' < '\u{1f600}').toBe(false);
    expect(compareCodePoints('\uff21', '\u{1f600}')).toBeLessThan(0);
  });

  it('sorts like the real system: capitals first, digits as characters', () => {
    const names = ['b10.jpg', 'b9.jpg', 'A.jpg', 'a.jpg', '_.jpg', 'Z.jpg', 'ä.jpg', '1.jpg'];
    const sorted = ['1.jpg', 'A.jpg', 'Z.jpg', '_.jpg', 'a.jpg', 'b10.jpg', 'b9.jpg', 'ä.jpg'];
    expect(names.sort(compareCodePoints)).toEqual(sorted);
  });
});

describe('natural order', () => {
  it('takes digits for numbers', () => {
    const names = [
      'img10.jpg',
      'img9.jpg',
      'img.jpg',
      'img010.jpg',
      'img1.2.jpg',
      'img1.10.jpg',
      'Img2.jpg',
      '2.jpg',
      '10.jpg',
    ];
    expect(names.sort(compareTextNaturally)).toEqual([
      '2.jpg',
      '10.jpg',
      'Img2.jpg',
      'img.jpg',
      'img1.2.jpg',
      'img1.10.jpg',
      'img9.jpg',
      'img010.jpg',
      'img10.jpg',
    ]);
  });

  it('knows numbers of any length, and what comes behind a number before its zeros', () => {
    expect(compareTextNaturally(`a${'9'.repeat(400)}`, `a1${'0'.repeat(400)}`)).toBeLessThan(0);
    expect(compareTextNaturally('9007199254740993', '9007199254740992')).toBeGreaterThan(0);
    expect(compareTextNaturally('a01a', 'a1b')).toBeLessThan(0);
    expect(compareTextNaturally('a1', 'a01b')).toBeLessThan(0);
    expect(compareTextNaturally('a01', 'a1')).toBeLessThan(0);
    expect(compareTextNaturally('0', '00')).toBeLessThan(0);
  });

  it('compares plain numbers as numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 30n }), (a, b) => {
        expect(compareTextNaturally(`x${a}y`, `x${b}y`) < 0).toBe(a < b);
      }),
    );
  });
});

describe.each([
  ['compareCodePoints', compareCodePoints],
  ['compareTextNaturally', compareTextNaturally],
])('%s is a total order', (_, compare) => {
  const text = fc.oneof(anyText, withNumbers);
  it('answers equal for equal texts only, and the opposite the other way round', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compare(a, a)).toBe(0);
        expect(compare(a, b) === 0).toBe(a === b);
        expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
      }),
      { numRuns: 5000 },
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(text, text, text, (...texts) => {
        for (const [a, b, c] of orders(texts))
          if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0);
      }),
      { numRuns: 10_000 },
    );
  });
});

function orders([a, b, c]: [string, string, string]): [string, string, string][] {
  return [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ];
}

describe('naturalKey', () => {
  const withoutZeros = (name: string) => name.replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));

  it('orders as comparing the names naturally does, but for leading zeros', () => {
    fc.assert(
      fc.property(fc.oneof(withNumbers, anyText), fc.oneof(withNumbers, anyText), (a, b) => {
        const [keyA, keyB] = [naturalKey(a), naturalKey(b)];
        if (withoutZeros(a) === withoutZeros(b)) expect(keyA).toBe(keyB);
        else expect(keyA < keyB ? -1 : keyA > keyB ? 1 : 0).toBe(Math.sign(compareTextNaturally(a, b)));
      }),
      { numRuns: 5000 },
    );
  });
});
