import type { CodePointSet } from './codePointSet.ts';
import { contains, union } from './codePointSet.ts';
import { unicodeSet } from './unicodeSet.ts';

const CASE_BIT = 0x20;
const asciiLetters: CodePointSet = [0x41, 0x5a, 0x61, 0x7a];

interface CaseFamilies {
  readonly cased: readonly number[];
  readonly familyOf: ReadonlyMap<number, readonly number[]>;
}

let families: CaseFamilies | undefined;

/** The set and, for each of its characters, those that Python takes for the same when case is ignored (with `(?a)`: only A to Z). */
export function ignoreCase(set: CodePointSet, asciiOnly: boolean): CodePointSet {
  const { cased, familyOf } = asciiOnly ? asciiFamilies : unicodeFamilies();
  const added = membersAmong(set, cased).flatMap((letter) => familyOf.get(letter) ?? []);
  return union([set, ...added.map((letter) => [letter, letter])]);
}

function membersAmong(set: CodePointSet, cased: readonly number[]): readonly number[] {
  const [first, last] = set;
  if (set.length === 2 && first !== undefined && first === last) return [first];
  return cased.filter((letter) => contains(set, letter));
}

const asciiCased = codePointsOf(asciiLetters);
const asciiFamilies: CaseFamilies = {
  cased: asciiCased,
  familyOf: new Map(asciiCased.map((letter) => [letter, [letter, letter ^ CASE_BIT]])),
};

function unicodeFamilies(): CaseFamilies {
  families ??= computeFamilies(codePointsOf(unicodeSet(String.raw`\p{Changes_When_Casemapped}`)));
  return families;
}

// Python: two characters are the same when their simple lower-case forms are, or when those have the same upper-case form.
function computeFamilies(cased: readonly number[]): CaseFamilies {
  const byUpper = Map.groupBy(cased, (letter) => firstLower(letter).toUpperCase());
  const familyOf = new Map<number, readonly number[]>();
  for (const family of byUpper.values()) for (const letter of family) familyOf.set(letter, family);
  return { cased, familyOf };
}

// A few letters, such as the dotted capital I, have a lower case of two code points; Python looks at the first one only.
function firstLower(letter: number): string {
  return String.fromCodePoint(String.fromCodePoint(letter).toLowerCase().codePointAt(0) as number);
}

function codePointsOf(set: CodePointSet): number[] {
  const all: number[] = [];
  for (let at = 0; at < set.length; at += 2) {
    for (let codePoint = set[at] as number; codePoint <= (set[at + 1] as number); codePoint++) all.push(codePoint);
  }
  return all;
}
