import { BracketScanner } from './bracketScanner.ts';
import { type Piece, PieceBuffer } from './pieceBuffer.ts';
import type { ReadLimits } from './readChunks.ts';

const LINE_FEED = 0x0a;
const CLOSE_LIST = 0x5d;
const NOTHING = Buffer.alloc(0);

/** How an array came to its end; `number` is that of its last item. */
export interface ArrayEnd {
  kind: 'closed' | 'more behind it' | 'not closed' | 'inside an item';
  number: number;
}

/** Cuts an array into the bytes of its items. The chunks begin behind the opening bracket. */
export function* splitArray(chunks: Iterable<Buffer>, limits: ReadLimits): Generator<Piece, ArrayEnd, undefined> {
  const scanner = new BracketScanner();
  const held = new PieceBuffer(limits);
  let number = 1;
  let closed = false;
  for (const chunk of chunks) {
    let from = 0;
    while (!closed) {
      const at = scanner.next(chunk, from, false);
      if (at < 0) {
        held.keep(chunk.subarray(from));
        break;
      }
      const bytes = held.take(chunk.subarray(from, at));
      from = at + 1;
      closed = chunk[at] === CLOSE_LIST;
      if (!closed || number > 1 || !isBlank(bytes)) yield { number, bytes };
      number++;
    }
    if (closed && !isBlank(chunk.subarray(from))) return { kind: 'more behind it', number: number - 1 };
  }
  if (closed) return { kind: 'closed', number: number - 1 };
  if (!scanner.outermost) return { kind: 'inside an item', number };
  const bytes = held.take(NOTHING);
  if (!isBlank(bytes)) yield { number, bytes };
  return { kind: 'not closed', number };
}

/** Cuts a text into its lines that are not blank. */
export function* splitLines(chunks: Iterable<Buffer>, limits: ReadLimits): Generator<Piece, void, undefined> {
  const held = new PieceBuffer(limits);
  let number = 1;
  for (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(LINE_FEED, from);
      if (at < 0) break;
      const bytes = held.take(chunk.subarray(from, at));
      from = at + 1;
      if (!isBlank(bytes)) yield { number, bytes };
      number++;
    }
    held.keep(chunk.subarray(from));
  }
  const bytes = held.take(NOTHING);
  if (!isBlank(bytes)) yield { number, bytes };
}

/** What stands in a file whose first character is a brace. */
export interface ObjectShape {
  /** By its brackets the file is one object and nothing else. */
  wholeFile: boolean;
  /** The first object ends on the line it begins on. */
  oneLine: boolean;
}

/** Tells one object from several by the brackets alone, holding nothing. The chunks begin at the first brace. */
export function shapeOfObject(chunks: Iterable<Buffer>): ObjectShape {
  const scanner = new BracketScanner();
  let closed = false;
  let oneLine = true;
  for (const chunk of chunks) {
    let from = 0;
    if (!closed) {
      const at = scanner.next(chunk, 0, true);
      closed = at >= 0;
      const lineEnd = chunk.indexOf(LINE_FEED);
      if (lineEnd >= 0 && (!closed || lineEnd < at)) oneLine = false;
      if (scanner.broken && !oneLine) return { wholeFile: false, oneLine };
      if (!closed) continue;
      from = at + 1;
    }
    if (!isBlank(chunk.subarray(from))) return { wholeFile: false, oneLine };
  }
  return { wholeFile: closed, oneLine };
}

/** The bytes without the blanks before the first character. */
export function withoutIndent(bytes: Buffer): Buffer {
  return isBlankByte(bytes[0]) ? bytes.subarray(firstNotBlank(bytes)) : bytes;
}

/** The index of the first byte that is no JSON white space, or the length. */
export function firstNotBlank(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && isBlankByte(bytes[at])) at++;
  return at;
}

function isBlank(bytes: Buffer | null): boolean {
  return bytes !== null && firstNotBlank(bytes) === bytes.length;
}

function isBlankByte(byte: number | undefined): boolean {
  return byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;
}
