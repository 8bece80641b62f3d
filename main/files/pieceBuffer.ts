import type { ReadLimits } from './readChunks.ts';

/** The bytes of one item or line; null when there are too many of them. Valid only until the next piece is taken. */
export interface Piece {
  /** One-based. */
  number: number;
  bytes: Buffer | null;
}

const FIRST_BYTES = 4096;

/** Puts a piece together that is spread over several chunks, and forgets one that grows too large. */
export class PieceBuffer {
  readonly #limits: ReadLimits;
  #held: Buffer | null = null;
  #length = 0;
  #tooLarge = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  /** Whether a piece has begun in an earlier chunk. */
  get begun(): boolean {
    return this.#length > 0 || this.#tooLarge;
  }

  /** Keeps a part of a piece that goes on in the next chunk. */
  keep(part: Buffer): void {
    if (part.length === 0) return;
    const length = this.#length + part.length;
    this.#tooLarge ||= length > this.#limits.maxItemBytes;
    if (this.#tooLarge) {
      this.#held = null;
      this.#length = 0;
      return;
    }
    const held = this.#heldOf(length);
    held.set(part, this.#length);
    this.#length = length;
  }

  /** The whole piece, with its last part; null when it is too large. */
  take(last: Buffer): Buffer | null {
    if (!this.begun && last.length <= this.#limits.maxItemBytes) return last;
    this.keep(last);
    const piece = this.#tooLarge ? null : (this.#held?.subarray(0, this.#length) ?? last);
    this.#length = 0;
    this.#tooLarge = false;
    return piece;
  }

  #heldOf(bytes: number): Buffer {
    if (this.#held && this.#held.length >= bytes) return this.#held;
    const larger = this.#limits.allocate(Math.max(bytes, 2 * (this.#held?.length ?? 0), FIRST_BYTES));
    if (this.#held) larger.set(this.#held.subarray(0, this.#length));
    this.#held = larger;
    return larger;
  }
}
