import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CodePointSet, complement, contains, union } from './codePointSet.ts';

const smallRange = fc.tuple(fc.nat(30), fc.nat(6)).map(([first, length]): CodePointSet => [first, first + length]);
const smallSets = fc.array(smallRange, { maxLength: 6 });
const codePoints = Array.from({ length: 45 }, (_, codePoint) => codePoint);

function isInRange(range: CodePointSet, codePoint: number): boolean {
  return codePoint >= (range[0] as number) && codePoint <= (range[1] as number);
}

test('a union holds what one of its sets holds, in sorted ranges that do not touch', () => {
  fc.assert(
    fc.property(smallSets, (ranges) => {
      const all = union(ranges);
      for (const codePoint of codePoints) {
        expect(contains(all, codePoint)).toBe(ranges.some((range) => isInRange(range, codePoint)));
      }
      for (let at = 2; at < all.length; at += 2) expect(all[at] as number).toBeGreaterThan((all[at - 1] as number) + 1);
    }),
  );
});

test('a complement holds what the set does not, and its complement is the set', () => {
  fc.assert(
    fc.property(smallSets, (ranges) => {
      const all = union(ranges);
      const rest = complement(all);
      for (const codePoint of codePoints) expect(contains(rest, codePoint)).toBe(!contains(all, codePoint));
      expect(complement(rest)).toEqual(all);
    }),
  );
});

test('the complement of nothing is all of Unicode, and the other way round', () => {
  expect(complement([])).toEqual([0, 0x10ffff]);
  expect(complement([0, 0x10ffff])).toEqual([]);
});
