import type { CategoryLetter } from './category.ts';
import { isCategoryLetter } from './category.ts';
import { refuse } from './notSupported.ts';
import type { PatternReader } from './reader.ts';

/** What a backslash and what follows it stand for. */
export type Escape =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'category'; readonly letter: CategoryLetter }
  | { readonly kind: 'position'; readonly letter: 'A' | 'Z' | 'b' | 'B' };

const OCTAL_DIGITS = '01234567';
const DIGITS = '0123456789';
const HEX_DIGITS = '0123456789abcdefABCDEF';
const HEX_LENGTH: Record<string, number> = { x: 2, u: 4, U: 8 };
const LAST_CODE_POINT = 0x10ffff;
const LAST_OCTAL = 0o377;

const controls: Record<string, number> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads an escape whose backslash has been passed. Throws RegexNotSupportedError for one that Python or Larder does not know. */
export function readEscape(reader: PatternReader, inClass: boolean): Escape {
  const letter = reader.take();
  if (letter === '') refuse('The filter ends in a single backslash.', 'Write \\\\ for a backslash in a name.');
  if (isCategoryLetter(letter)) return { kind: 'category', letter };
  if (inClass && letter === 'b') return character(8);
  if (!inClass && isPositionLetter(letter)) return { kind: 'position', letter };
  const control = controls[letter];
  if (control !== undefined) return character(control);
  const hexLength = HEX_LENGTH[letter];
  if (hexLength !== undefined) return character(readHex(reader, letter, hexLength));
  if (DIGITS.includes(letter)) return character(readOctal(reader, letter, inClass));
  if (letter === 'N') refuse('The filter names a character with \\N{…}.', 'Write the character itself instead.');
  if (/[A-Za-z]/.test(letter)) refuseEscape(`\\${letter}`);
  return character(letter.codePointAt(0) as number);
}

function isPositionLetter(letter: string): letter is 'A' | 'Z' | 'b' | 'B' {
  return letter === 'A' || letter === 'Z' || letter === 'b' || letter === 'B';
}

function readHex(reader: PatternReader, letter: string, length: number): number {
  const digits = reader.takeWhile(HEX_DIGITS, length);
  const codePoint = Number.parseInt(digits, 16);
  if (digits.length < length || codePoint > LAST_CODE_POINT) refuseEscape(`\\${letter}${digits}`);
  return codePoint;
}

// Outside a class Python takes \1 to \99 for backreferences, unless three octal digits follow.
function readOctal(reader: PatternReader, firstDigit: string, inClass: boolean): number {
  const isOctal = OCTAL_DIGITS.includes(firstDigit);
  const start = reader.place();
  const digits = firstDigit + reader.takeWhile(OCTAL_DIGITS, 2);
  if (!inClass && firstDigit !== '0' && (!isOctal || digits.length < 3)) {
    reader.moveTo(start);
    refuseBackreference(`\\${firstDigit}${reader.takeWhile(DIGITS, 1)}`);
  }
  const codePoint = Number.parseInt(digits, 8);
  if (!isOctal || codePoint > LAST_OCTAL) refuseEscape(`\\${digits}`);
  return codePoint;
}

function refuseEscape(text: string): never {
  return refuse(
    `The filter has a bad escape, "${text}".`,
    'A backslash before a letter or digit needs a meaning; leave it out, or write \\\\ for a backslash.',
  );
}

/** Refuses `\1` and `(?P=name)`. */
export function refuseBackreference(text: string): never {
  return refuse(
    `The filter has a backreference, "${text}", which Larder cannot run.`,
    'Write out what should be repeated.',
  );
}

function character(codePoint: number): Escape {
  return { kind: 'character', codePoint };
}
