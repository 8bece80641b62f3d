import { expect, it } from 'vitest';
import { issuesAsText } from './issueText.ts';

it('bad files as text: a line each, cells apart by tabs whatever is in them', () => {
  const text = issuesAsText([
    { id: 1, file: 'ds/a.json', place: 'file', number: 0, reason: 'it is empty', advice: 'Write a task into it.' },
    { id: 2, file: 'ds/tab\tname.jsonl', place: 'line', number: 12, reason: 'no\nobject', advice: 'Mend it.' },
  ]);
  expect(text.split('\n').map((line) => line.split('\t'))).toEqual([
    ['ds/a.json', '', 'It is empty.', 'Write a task into it.'],
    ['ds/tab name.jsonl', 'line 12', 'No object.', 'Mend it.'],
  ]);
});
