import { expect, it } from 'vitest';
import { previewSentence } from './previewSentence.ts';

it.each<[string, [matched: number, filtered: number, files: boolean]]>([
  ['The folder holds no files yet.', [0, 0, true]],
  ['No file passes the filter. The filter leaves out 3 files.', [0, 3, true]],
  ['1 file becomes a task.', [1, 0, true]],
  ['1,200 files become tasks, one each.', [1200, 0, true]],
  ['2 task files are read. The filter leaves out 1 file.', [2, 1, false]],
])('%s', (words, [matched, filtered_out, oneTaskAFile]) =>
  expect(previewSentence({ matched, filtered_out }, oneTaskAFile)).toBe(words),
);
