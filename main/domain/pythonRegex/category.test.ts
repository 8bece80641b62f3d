import { expect, test } from 'vitest';
import { categorySet, isCategoryLetter } from './category.ts';
import { complement, contains, union } from './codePointSet.ts';
import { recordedAnswers } from './recordedAnswers.ts';

const { categories, unassigned } = recordedAnswers();

test.each(['d', 's', 'w'] as const)(
  '\\%s is what Python says, but for characters that are newer than its Unicode',
  (letter) => {
    const ours = categorySet(letter, false);
    expect(union([ours, unassigned])).toEqual(union([categories[letter], unassigned]));
    expect(union([ours, categories[letter]])).toEqual(ours);
  },
);

test.each([
  ['d', '0123456789'],
  ['s', '\t\n\v\f\r '],
  ['w', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'],
] as const)('\\%s is %j for ASCII only', (letter, members) => {
  const inSet = Array.from({ length: 0x3000 }, (_, code) => code).filter((code) =>
    contains(categorySet(letter, true), code),
  );
  expect(String.fromCodePoint(...inSet)).toBe(members);
});

test('a capital letter is the complement of the small one', () => {
  expect(categorySet('W', false)).toEqual(complement(categorySet('w', false)));
  expect(categorySet('S', true)).toEqual(complement(categorySet('s', true)));
});

test('only the six letters are categories', () => {
  expect(Array.from('dDsSwWbAzx', isCategoryLetter)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(isCategoryLetter('dD')).toBe(false);
});
