import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileList } from './fileList.ts';

function ordered(paths: string[], naturally = false): string[] {
  const list = new FileList();
  for (const path of paths) list.add(path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1));
  return [...list.ordered(naturally)].map((at) => list.path(at));
}

test('by base name, then by path', () => {
  expect(ordered(['z/a1', 'b1', 'a/c1', 'm/n/d1', 'a/B', 'a/a1'].map((path) => `ds/${path}`))).toEqual(
    ['a/B', 'a/a1', 'z/a1', 'b1', 'a/c1', 'm/n/d1'].map((path) => `ds/${path}`),
  );
});

test('naturally: numbers by their value', () => {
  expect(ordered(['d/b10', 'd/b9', 'd/b1'], true)).toEqual(['d/b1', 'd/b9', 'd/b10']);
  expect(ordered(['d/b10', 'd/b9', 'd/b1'])).toEqual(['d/b1', 'd/b10', 'd/b9']);
});

test('the order does not depend on the order of finding, and nothing is lost beyond the first thousands', () => {
  const paths = Array.from({ length: 3000 }, (_, at) => `ds/d${at % 7}/f${at % 1000}`);
  const expected = ordered(paths);
  expect(new Set(expected).size).toBe(new Set(paths).size);
  fc.assert(
    fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
      expect(ordered(shuffled)).toEqual(expected);
    }),
    { numRuns: 5 },
  );
});
