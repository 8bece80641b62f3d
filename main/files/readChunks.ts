import { readSync } from 'node:fs';

/** How much a reader may hold at once. Tests make these small and watch `allocate`. */
export interface ReadLimits {
  chunkBytes: number;
  /** An item of more bytes than this is reported, not read. */
  maxItemBytes: number;
  allocate(bytes: number): Buffer;
}

export const READ_LIMITS: ReadLimits = {
  chunkBytes: 1 << 18,
  // A text of more characters than 2^29 is beyond V8, and each of them is held several times while it is read.
  maxItemBytes: 1 << 28,
  allocate: (bytes) => Buffer.allocUnsafeSlow(bytes),
};

/** Is told up to which byte of a file its reading has come. */
export type OnPosition = (position: number) => void;

/** The bytes of a file from a position on. All chunks share one buffer: use a chunk before asking for the next. */
export function* readChunks(
  file: number,
  limits: ReadLimits,
  from = 0,
  onPosition?: OnPosition,
): Generator<Buffer, void, undefined> {
  const buffer = limits.allocate(limits.chunkBytes);
  let position = from;
  for (;;) {
    const count = readSync(file, buffer, 0, buffer.length, position);
    if (count === 0) return;
    position += count;
    yield buffer.subarray(0, count);
    onPosition?.(position);
  }
}

/** The bytes from `start` up to `end`, or up to the end of the file when that comes first. */
export function readRange(file: number, limits: Pick<ReadLimits, 'allocate'>, start: number, end: number): Buffer {
  const buffer = limits.allocate(Math.max(end - start, 0));
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(file, buffer, filled, buffer.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
