import { expect, it } from 'vitest';
import { groupProblems } from './groupProblems.ts';

it('the same words come once, with all their annotations', () => {
  const problems = [
    { annotation: 3, problem: 'the disk is full' },
    { annotation: 4, problem: 'another file is there' },
    { annotation: 9, problem: 'the disk is full' },
  ];
  expect(groupProblems(problems)).toEqual([
    { problem: 'the disk is full', annotations: [3, 9] },
    { problem: 'another file is there', annotations: [4] },
  ]);
  expect(groupProblems([])).toEqual([]);
});
