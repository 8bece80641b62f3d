import { expect, test } from 'vitest';
import { type CodePointSet, contains } from './codePointSet.ts';
import { ignoreCase } from './ignoreCase.ts';
import { recordedAnswers } from './recordedAnswers.ts';

const { cased, caseFamilies } = recordedAnswers();

function only(character: string): CodePointSet {
  const codePoint = character.codePointAt(0) as number;
  return [codePoint, codePoint];
}

function members(set: CodePointSet, candidates: string): string {
  return Array.from(candidates)
    .filter((character) => contains(set, character.codePointAt(0) as number))
    .join('');
}

test('every character with a case takes along the ones that Python takes for the same', () => {
  const ours = new Set(Array.from(cased, (letter) => members(ignoreCase(only(letter), false), cased)));
  expect([...ours].sort()).toEqual([...caseFamilies].sort());
});

test('a range takes along the other case of each of its letters', () => {
  expect(members(ignoreCase([0x6a, 0x6b], false), cased)).toBe('JKjk\u212a');
});

test('for ASCII only the letters A to Z have a case', () => {
  expect(members(ignoreCase([0x6a, 0x6b], true), cased)).toBe('JKjk');
  expect(ignoreCase(only('é'), true)).toEqual(only('é'));
});

test('characters without a case stay alone', () => {
  expect(ignoreCase(only('7'), false)).toEqual(only('7'));
  expect(ignoreCase([0x30, 0x39], false)).toEqual([0x30, 0x39]);
});
