import { expect, test } from 'vitest';
import { errorInWords, readingAdvice } from './probe.ts';

test.each([
  ['EACCES', 'not permitted', 'right to read'],
  ['ENOENT', 'does not exist any more', 'moved, renamed'],
  ['ENAMETOOLONG', 'too long', 'Shorten'],
  ['ELOOP', 'in a circle', 'Replace the links'],
  ['EIO', 'disk reports an error', 'Check the disk'],
  ['EWHATEVER', 'the system reports EWHATEVER', 'other programs'],
])('%s: words and advice fit each other', (code, words, advice) => {
  const error = Object.assign(new Error(`${code}: '/secret/path'`), { code });
  expect(errorInWords(error)).toContain(words);
  expect(readingAdvice(error)).toContain(advice);
  expect(readingAdvice(error)).toMatch(/, then sync again\.$/);
});
