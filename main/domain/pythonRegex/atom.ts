import { categorySet } from './category.ts';
import { readCharacterClass } from './characterClass.ts';
import { anyCodePoint, type CodePointSet, complement } from './codePointSet.ts';
import { readEscape } from './escape.ts';
import { ignoreCase } from './ignoreCase.ts';
import type { PatternReader } from './reader.ts';
import type { Position, RegexFlags, RegexNode } from './syntax.ts';

const NEWLINE = 10;
const anyButNewline = complement([NEWLINE, NEWLINE]);

/** Reads one character, class, escape or position: all that is not a group, a choice or a quantifier. Throws RegexNotSupportedError. */
export function readAtom(reader: PatternReader, flags: RegexFlags): RegexNode {
  const character = reader.take();
  switch (character) {
    case '.':
      return characters(flags.dotAll ? anyCodePoint : anyButNewline);
    case '^':
      return position(flags.multiline ? 'lineStart' : 'textStart');
    case '$':
      return position(flags.multiline ? 'lineEnd' : 'end');
    case '[':
      return characters(readCharacterClass(reader, flags));
    case '\\':
      return readEscapedAtom(reader, flags);
    default:
      return literal(character.codePointAt(0) as number, flags);
  }
}

const escapedPositions = { A: 'textStart', Z: 'textEnd', b: 'wordEdge', B: 'noWordEdge' } as const;

function readEscapedAtom(reader: PatternReader, flags: RegexFlags): RegexNode {
  const escaped = readEscape(reader, false);
  switch (escaped.kind) {
    case 'character':
      return literal(escaped.codePoint, flags);
    case 'category':
      return characters(categorySet(escaped.letter, flags.asciiOnly));
    case 'position':
      return position(escapedPositions[escaped.letter]);
  }
}

function literal(codePoint: number, flags: RegexFlags): RegexNode {
  const exact: CodePointSet = [codePoint, codePoint];
  return characters(flags.ignoreCase ? ignoreCase(exact, flags.asciiOnly) : exact);
}

function characters(set: CodePointSet): RegexNode {
  return { kind: 'characters', set };
}

function position(at: Position): RegexNode {
  return { kind: 'position', at };
}
