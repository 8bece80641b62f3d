import { categorySet } from './category.ts';
import type { CodePointSet } from './codePointSet.ts';
import { complement, union } from './codePointSet.ts';
import { readEscape } from './escape.ts';
import { ignoreCase } from './ignoreCase.ts';
import { refuse } from './notSupported.ts';
import type { PatternReader } from './reader.ts';
import type { RegexFlags } from './syntax.ts';

type Member =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'category'; readonly set: CodePointSet };

/** Reads a class such as `[^a-z\d]` whose opening bracket has been passed. Throws RegexNotSupportedError when it is wrong. */
export function readCharacterClass(reader: PatternReader, flags: RegexFlags): CodePointSet {
  const negated = reader.accept('^');
  const ranges: CodePointSet[] = [];
  const categories: CodePointSet[] = [];
  const add = (member: Member) => {
    if (member.kind === 'category') categories.push(member.set);
    else ranges.push([member.codePoint, member.codePoint]);
  };
  for (let isFirst = true; isFirst || !reader.accept(']'); isFirst = false) {
    const start = reader.place();
    const member = readMember(reader, flags);
    const beforeDash = reader.place();
    if (!reader.accept('-')) add(member);
    else if (reader.peek() === ']') {
      // A dash before the closing bracket is a dash: the next turn of the loop reads it as one.
      reader.moveTo(beforeDash);
      add(member);
    } else ranges.push(range(member, readMember(reader, flags), () => textSince(reader, start)));
  }
  const cased = flags.ignoreCase ? ignoreCase(union(ranges), flags.asciiOnly) : union(ranges);
  const set = union([cased, ...categories]);
  return negated ? complement(set) : set;
}

function readMember(reader: PatternReader, flags: RegexFlags): Member {
  const character = reader.take();
  if (character === '') refuse('A class opened with "[" is never closed.', 'Add "]", or write \\[ for the bracket.');
  if (character !== '\\') return { kind: 'character', codePoint: character.codePointAt(0) as number };
  const escaped = readEscape(reader, true);
  switch (escaped.kind) {
    case 'character':
      return escaped;
    case 'category':
      return { kind: 'category', set: categorySet(escaped.letter, flags.asciiOnly) };
    case 'position':
      return refuse(
        `The filter has a bad escape, "\\${escaped.letter}", between brackets.`,
        'Leave out the backslash.',
      );
  }
}

function range(first: Member, last: Member, text: () => string): CodePointSet {
  if (first.kind === 'character' && last.kind === 'character' && first.codePoint <= last.codePoint) {
    return [first.codePoint, last.codePoint];
  }
  return refuse(`"${text()}" is a bad range of characters.`, 'Put the lower character first, or write \\- for a dash.');
}

function textSince(reader: PatternReader, start: number): string {
  const end = reader.place();
  reader.moveTo(start);
  let text = '';
  while (reader.place() < end) text += reader.take();
  return text;
}
