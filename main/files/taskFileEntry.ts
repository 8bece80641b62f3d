import { JsonError, parseJson } from '../domain/jsonText.ts';
import { type ItemProblem, jsonProblem, type TaskItem, type TaskItemAnswer, taskItemFrom } from '../domain/taskItem.ts';
import type { Piece } from './pieceBuffer.ts';
import type { ReadLimits } from './readChunks.ts';
import { withoutIndent } from './splitJson.ts';

/** One task of a task file, or why there is none. */
export type TaskFileEntry = {
  place: 'item' | 'line' | 'row' | 'file';
  /** One-based item, line or row; 0 for the file. */
  number: number;
} & ({ item: TaskItem } | { problem: ItemProblem });

export const NOT_UTF8: ItemProblem = {
  reason: 'its bytes are not UTF-8 text (probably Latin-1 or another old encoding)',
  advice: 'Save the file as UTF-8.',
};

const NOTHING_THERE: ItemProblem = {
  reason: 'nothing stands between two commas, or behind the last one',
  advice: 'Remove the comma that is too many.',
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A problem of the file as a whole. */
export function fileProblem(problem: ItemProblem): TaskFileEntry {
  return { place: 'file', number: 0, problem };
}

/** The text of UTF-8 bytes; null when they are not UTF-8. */
export function textOf(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Reads the bytes of one item of an array, or of one line. */
export function readPiece(place: 'item' | 'line', piece: Piece, limits: ReadLimits): TaskFileEntry {
  return { place, number: piece.number, ...readBytes(place, piece.bytes, limits) };
}

/** The words for an item that has too many bytes. */
export function tooLarge(limits: ReadLimits): ItemProblem {
  const megabytes = Math.max(1, Math.floor(limits.maxItemBytes / (1 << 20)));
  return {
    reason: `this is a single item of more than ${megabytes} MB, or a quote or bracket is not closed and the rest of the file counts as part of it`,
    advice: 'Close the quote or bracket, or keep large content in files of its own and refer to them.',
  };
}

function readBytes(place: 'item' | 'line', bytes: Buffer | null, limits: ReadLimits): TaskItemAnswer {
  if (bytes === null) return { problem: tooLarge(limits) };
  const text = textOf(place === 'item' ? withoutIndent(bytes) : bytes);
  if (text === null) return { problem: NOT_UTF8 };
  if (text === '') return { problem: NOTHING_THERE };
  try {
    return taskItemFrom(parseJson(text));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { problem: jsonProblem(error, place === 'item' ? 'counted from the start of the item' : '') };
  }
}
