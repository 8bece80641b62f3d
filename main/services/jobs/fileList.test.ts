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

test('equal base names in the order of their paths, by code point', () => {
  const paths = ['d/z/a', 'd/b/b', 'd/a/a', 'd/\u{1f600}/a', 'd/\uff21/a'];
  expect(ordered(paths)).toEqual(['d/a/a', 'd/z/a', 'd/\uff21/a', 'd/\u{1f600}/a', 'd/b/b']);
  expect(ordered(['b/img10', 'b/img9', 'a/img10'], true)).toEqual(['b/img9', 'a/img10', 'b/img10']);
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
