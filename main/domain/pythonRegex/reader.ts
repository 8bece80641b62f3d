/** A cursor over the characters (code points) of a pattern. At its end it gives ''. */
export interface PatternReader {
  /** The next character, which stays next. */
  peek(): string;
  /** The next character, which is passed. */
  take(): string;
  /** Passes the text when it comes next; says whether it did. */
  accept(text: string): boolean;
  /** Passes the characters that come next and are in the alphabet, at most so many, and returns them. */
  takeWhile(alphabet: string, most: number): string;
  /** Where the cursor is, for `moveTo`. */
  place(): number;
  moveTo(place: number): void;
}

/** Starts reading a pattern. */
export function readPattern(pattern: string): PatternReader {
  const characters = Array.from(pattern);
  let at = 0;
  const peek = () => characters[at] ?? '';
  const take = () => {
    const character = peek();
    at += 1;
    return character;
  };
  return {
    peek,
    take,
    accept(text) {
      for (let offset = 0; offset < text.length; offset++) if (characters[at + offset] !== text[offset]) return false;
      at += text.length;
      return true;
    },
    takeWhile(alphabet, most) {
      const start = at;
      while (at - start < most && peek() !== '' && alphabet.includes(peek())) at += 1;
      return characters.slice(start, at).join('');
    },
    place: () => at,
    moveTo(place) {
      at = place;
    },
  };
}
