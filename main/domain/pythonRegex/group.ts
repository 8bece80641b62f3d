import { refuseBackreference } from './escape.ts';
import { readFlagLetters, withFlagLetters } from './flags.ts';
import { refuse } from './notSupported.ts';
import type { PatternReader } from './reader.ts';
import type { RegexFlags } from './syntax.ts';

/** What an opening parenthesis starts: a group with the flags inside it, or a comment, which has been passed. */
type GroupStart = { readonly kind: 'group'; readonly flags: RegexFlags } | { readonly kind: 'comment' };

const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;

/**
 * Reads what follows an opening parenthesis, up to the content of the group; `names` gathers the names of groups.
 * Throws RegexNotSupportedError for what is not Python, and for groups that RE2 cannot run.
 */
export function readGroupStart(reader: PatternReader, outer: RegexFlags, names: Set<string>): GroupStart {
  if (!reader.accept('?') || reader.accept(':')) return { kind: 'group', flags: outer };
  if (reader.accept('#')) return passComment(reader);
  if (reader.accept('P<')) {
    addName(readName(reader, '>'), names);
    return { kind: 'group', flags: outer };
  }
  refuseOtherGroups(reader);
  const letters = readFlagLetters(reader);
  if (letters.isGlobal) {
    refuse(
      `The flags "(?${letters.on})" do not stand at the start of the filter.`,
      `Move them to the start, or write (?${letters.on}:…) around the part they are for.`,
    );
  }
  return { kind: 'group', flags: withFlagLetters(outer, letters) };
}

/** Passes the comments and global flags that a pattern begins with and returns the flags. Throws RegexNotSupportedError. */
export function readLeadingFlags(reader: PatternReader, start: RegexFlags): RegexFlags {
  let on = '';
  for (;;) {
    const place = reader.place();
    if (reader.accept('(?#')) {
      passComment(reader);
      continue;
    }
    const letters = reader.accept('(?') && startsFlags(reader) ? readFlagLetters(reader) : undefined;
    if (!letters?.isGlobal) {
      reader.moveTo(place);
      return withFlagLetters(start, { on, off: '' });
    }
    on += letters.on;
  }
}

function startsFlags(reader: PatternReader): boolean {
  return reader.peek() !== '' && '-aimsuxL'.includes(reader.peek());
}

// In Python a backslash takes the next character along even here, so `\)` does not end the comment.
function passComment(reader: PatternReader): GroupStart {
  for (;;) {
    const character = reader.take();
    if (character === ')') return { kind: 'comment' };
    if (character === '\\') reader.take();
    if (character === '') refuse('A comment opened with "(?#" is never closed.', 'Add ")" or remove the comment.');
  }
}

function addName(name: string, names: Set<string>): void {
  if (!IDENTIFIER.test(name)) {
    refuse(`"${name}" cannot be the name of a group.`, 'Use letters, digits and _, or leave the name out: ( … ).');
  }
  if (names.has(name)) refuse(`The filter has two groups with the name "${name}".`, 'Rename one of them.');
  names.add(name);
}

function readName(reader: PatternReader, end: string): string {
  let name = '';
  while (reader.peek() !== end && reader.peek() !== '') name += reader.take();
  if (!reader.accept(end)) refuse(`The name of a group, "${name}", has no end.`, `Add "${end}" after it.`);
  return name;
}

function refuseOtherGroups(reader: PatternReader): void {
  if (reader.accept('P=')) refuseBackreference(`(?P=${readName(reader, ')')})`);
  if (reader.accept('=') || reader.accept('!')) refuseGroup('a lookahead, (?=…) or (?!…)');
  if (reader.accept('<=') || reader.accept('<!')) refuseGroup('a lookbehind, (?<=…) or (?<!…)');
  if (reader.accept('>')) refuseGroup('an atomic group, (?>…)');
  if (reader.accept('(')) refuseGroup('a conditional group, (?(…)…)');
  if (reader.accept('<')) {
    refuse('The filter names a group with (?<name>…), which Python does not know.', 'Write (?P<name>…) or just (…).');
  }
  if (!startsFlags(reader)) {
    refuse(`The filter has a group that Python does not know, "(?${reader.peek()}".`, 'Write ( … ) or (?: … ).');
  }
}

function refuseGroup(what: string): never {
  return refuse(
    `The filter uses ${what}, which Larder cannot run.`,
    'Describe the names to take, from their start, without it.',
  );
}
