import { fstatSync } from 'node:fs';
import { JsonError, parseJson } from '../domain/jsonText.ts';
import { type ItemProblem, jsonProblem, taskItemFrom } from '../domain/taskItem.ts';
import type { Piece } from './pieceBuffer.ts';
import { type OnPosition, type ReadLimits, readChunks, readRange } from './readChunks.ts';
import { firstNotBlank, type ObjectShape, shapeOfObject, splitLines } from './splitJson.ts';
import { fileProblem, NOT_UTF8, readPiece, type TaskFileEntry, textOf, tooLarge } from './taskFileEntry.ts';

/** A broken file up to this size is read once more as a whole, to say where it is broken. */
const EXPLAINED_BYTES = 1 << 24;

const INSIDE_ANOTHER: ItemProblem = {
  reason: 'this line is indented, so it seems to belong to an object that began on an earlier line and is broken',
  advice: 'Correct that object, or write each task on a line of its own.',
};

/** Where the text begins (behind a byte order mark) and where its first brace is. */
interface TextPlaces {
  text: number;
  start: number;
}

/** Reads a file that begins with a brace: one object if that is all there is, else an object on each line. */
export function* readJsonObjects(
  file: number,
  places: TextPlaces,
  limits: ReadLimits,
  onPosition: OnPosition,
): Generator<TaskFileEntry> {
  const shape = shapeOfObject(readChunks(file, limits, places.start));
  const whole = shape.wholeFile ? readWhole(file, places.text, limits) : null;
  if (whole) {
    yield whole;
    return;
  }
  const lines = (tell?: OnPosition) =>
    readLines(splitLines(readChunks(file, limits, places.text, tell), limits), shape, limits);
  let first: (TaskFileEntry & { problem: ItemProblem }) | null = null;
  let count = 0;
  for (const entry of lines()) {
    if ('item' in entry) {
      yield* lines(onPosition);
      return;
    }
    first ??= entry;
    count++;
  }
  if (first) yield fileProblem(noGoodLine(file, places.text, first, shape.oneLine ? count : 1, limits));
}

/** The file as one task; null when it is no JSON, so that its lines may be tried. */
function readWhole(file: number, start: number, limits: ReadLimits): TaskFileEntry | null {
  const { size } = fstatSync(file);
  if (size - start > limits.maxItemBytes) return { place: 'item', number: 1, problem: tooLarge(limits) };
  const text = textOf(readRange(file, limits, start, size));
  if (text === null) return null;
  try {
    return { place: 'item', number: 1, ...taskItemFrom(parseJson(text)) };
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

function* readLines(lines: Iterable<Piece>, shape: ObjectShape, limits: ReadLimits): Generator<TaskFileEntry> {
  for (const piece of lines) {
    // A whole object on an indented line of a broken file is a part of a task, which must not become a task of its own.
    const inside = !shape.oneLine && piece.bytes !== null && firstNotBlank(piece.bytes) > 0;
    if (inside) yield { place: 'line', number: piece.number, problem: INSIDE_ANOTHER };
    else yield readPiece('line', piece, limits);
  }
}

function noGoodLine(
  file: number,
  start: number,
  first: TaskFileEntry & { problem: ItemProblem },
  lines: number,
  limits: ReadLimits,
): ItemProblem {
  const { reason, advice } = first.problem;
  if (lines > 1) return { reason: `none of its ${lines} lines is a task; line ${first.number}: ${reason}`, advice };
  const { size } = fstatSync(file);
  if (size - start > Math.min(EXPLAINED_BYTES, limits.maxItemBytes))
    return { reason: `line ${first.number}: ${reason}`, advice };
  const text = textOf(readRange(file, limits, start, size));
  if (text === null) return NOT_UTF8;
  try {
    parseJson(text);
    return { reason, advice };
  } catch (error) {
    if (error instanceof JsonError) return jsonProblem(error);
    throw error;
  }
}
