import { type CodePointSet, complement } from './codePointSet.ts';
import { unicodeSet } from './unicodeSet.ts';

/** The letters of Python's character categories: digits, white space, word characters, and what is not one. */
export type CategoryLetter = 'd' | 'D' | 's' | 'S' | 'w' | 'W';

/** Whether the letter after a backslash names a category. */
export function isCategoryLetter(letter: string): letter is CategoryLetter {
  return letter.length === 1 && 'dDsSwW'.includes(letter);
}

const asciiSets: Record<string, () => CodePointSet> = {
  d: () => [0x30, 0x39],
  s: () => [0x09, 0x0d, 0x20, 0x20],
  w: () => [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a],
};

const unicodeSets: Record<string, () => CodePointSet> = {
  d: () => unicodeSet(String.raw`\p{Nd}`),
  // JavaScript's \s differs: it has U+FEFF, and neither U+0085 nor the separators U+001C to U+001F.
  s: () => [
    ...[0x09, 0x0d, 0x1c, 0x20, 0x85, 0x85, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a],
    ...[0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f, 0x3000, 0x3000],
  ],
  w: () => unicodeSet(String.raw`[\p{L}\p{N}_]`),
};

const known = new Map<string, CodePointSet>();

/** What `\d`, `\W` and so on match in Python: Unicode's idea of it, or with `(?a)` that of ASCII. */
export function categorySet(letter: CategoryLetter, asciiOnly: boolean): CodePointSet {
  const key = asciiOnly ? `${letter} ascii` : letter;
  const set = known.get(key) ?? computeCategory(letter, asciiOnly);
  known.set(key, set);
  return set;
}

function computeCategory(letter: CategoryLetter, asciiOnly: boolean): CodePointSet {
  const positive = letter.toLowerCase() as CategoryLetter;
  if (letter !== positive) return complement(categorySet(positive, asciiOnly));
  const compute = (asciiOnly ? asciiSets : unicodeSets)[letter] as () => CodePointSet;
  return compute();
}
