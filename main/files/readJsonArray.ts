import type { ItemProblem } from '../domain/taskItem.ts';
import { type OnPosition, type ReadLimits, readChunks } from './readChunks.ts';
import { type ArrayEnd, splitArray } from './splitJson.ts';
import { fileProblem, readPiece, type TaskFileEntry } from './taskFileEntry.ts';

/** Reads an array of tasks item by item. `start` is the place behind the opening bracket. */
export function* readJsonArray(
  file: number,
  start: number,
  limits: ReadLimits,
  onPosition: OnPosition,
): Generator<TaskFileEntry> {
  const pieces = splitArray(readChunks(file, limits, start, onPosition), limits);
  let step = pieces.next();
  while (!step.done) {
    yield readPiece('item', step.value, limits);
    step = pieces.next();
  }
  const problem = problemOfEnd(step.value);
  if (problem) yield fileProblem(problem);
}

function problemOfEnd({ kind, number }: ArrayEnd): ItemProblem | null {
  switch (kind) {
    case 'closed':
      return null;
    case 'more behind it':
      return {
        reason: `something follows behind the closing bracket, after item ${number}, and was not read`,
        advice: 'Put all tasks into one list: one opening bracket, one closing bracket at the end.',
      };
    case 'not closed':
      return {
        reason: 'the closing bracket at its end is missing, so tasks may be missing too',
        advice: 'See whether the file was copied or written to its end, and close the list with ].',
      };
    case 'inside an item':
      return {
        reason: `it ends in the middle of item ${number}`,
        advice:
          'See whether the file was copied to its end, and whether all quotes and brackets of that item are closed.',
      };
  }
}
