const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const FIRST_PRINTABLE = 0x20;

/** Deeper levels are only counted: no task reaches that deep, and a file of nothing but brackets must not fill the memory. */
const LEVELS_TOLD_APART = 1000;

/**
 * Finds where values end by their quotes and brackets, without reading them. The outermost level is the one it starts on.
 * A bracket that does not fit ends as few levels as can be meant by it, so that one broken item does not swallow the rest.
 */
export class BracketScanner {
  /** Quotes or brackets that no JSON value can have were seen. */
  broken = false;
  readonly #levels: number[] = [];
  #deeper = 0;
  #inText = false;
  #escaped = false;

  /** Whether everything that was opened is closed again. */
  get outermost(): boolean {
    return this.#levels.length === 0 && !this.#inText;
  }

  /**
   * The index behind which the chunk goes on at the outermost level: that of a comma or a closing bracket there, or with
   * `closings` of the bracket that leads back to it. -1 when the rest of the chunk has none.
   */
  next(chunk: Buffer, from: number, closings: boolean): number {
    let at = from;
    while (at < chunk.length) {
      if (this.#inText) {
        at = this.#skipText(chunk, at);
        continue;
      }
      const byte = chunk[at];
      if (byte === QUOTE) this.#inText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#open(byte);
      else if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        if (this.#levels.length === 0) {
          if (byte !== CLOSE_OBJECT) return at;
          this.broken = true;
        } else if (byte !== COMMA) {
          this.#close(byte);
          if (closings && this.#levels.length === 0) return at;
        }
      }
      at++;
    }
    return -1;
  }

  #skipText(chunk: Buffer, from: number): number {
    let escaped = this.#escaped;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (byte < FIRST_PRINTABLE) this.broken = true;
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.#inText = false;
        this.#escaped = false;
        return at + 1;
      }
    }
    this.#escaped = escaped;
    return chunk.length;
  }

  #open(bracket: number): void {
    if (this.#levels.length < LEVELS_TOLD_APART) this.#levels.push(bracket);
    else this.#deeper++;
  }

  #close(bracket: number): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    const opener = bracket === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_LIST;
    if (this.#levels.at(-1) === opener) {
      this.#levels.pop();
      return;
    }
    this.broken = true;
    const level = this.#levels.lastIndexOf(opener);
    if (level >= 0) this.#levels.length = level;
    else if (bracket === CLOSE_LIST) this.#levels.length = 0;
  }
}
