import { readAtom } from './atom.ts';
import { noFlags } from './flags.ts';
import { readGroupStart, readLeadingFlags } from './group.ts';
import { refuse } from './notSupported.ts';
import { type Quantifier, readQuantifier } from './quantifier.ts';
import { type PatternReader, readPattern } from './reader.ts';
import type { RegexFlags, RegexNode } from './syntax.ts';

const DEEPEST_NESTING = 250;

/** What the parts of one pattern share, and how deep in groups the part at hand is. */
interface Context {
  readonly reader: PatternReader;
  readonly names: Set<string>;
  readonly flags: RegexFlags;
  readonly depth: number;
}

/** Parses a pattern the way Python's `re` does. Throws RegexNotSupportedError when it is wrong or has what RE2 cannot run. */
export function parsePythonRegex(pattern: string): RegexNode {
  const reader = readPattern(pattern);
  const flags = readLeadingFlags(reader, noFlags);
  const whole = readChoice({ reader, names: new Set(), flags, depth: 0 });
  if (reader.peek() !== '') refuse('A ")" closes no group.', 'Remove it, or write \\) for the parenthesis.');
  return whole;
}

function readChoice(context: Context): RegexNode {
  const branches = [readSequence(context)];
  while (context.reader.accept('|')) branches.push(readSequence(context));
  return branches.length === 1 ? (branches[0] as RegexNode) : { kind: 'choice', branches };
}

function readSequence(context: Context): RegexNode {
  const { reader, flags } = context;
  const items: RegexNode[] = [];
  // What a quantifier may stand behind: in Python not a bare position, nor a bare repeat; in a group both are fine.
  let previous: 'nothing' | 'repeat' | 'item' = 'nothing';
  while (!['', '|', ')'].includes(reader.peek())) {
    const quantifier = readQuantifier(reader);
    if (quantifier !== undefined) {
      if (previous !== 'item') refuseQuantifier(previous);
      items.push(repeat(items.pop() as RegexNode, quantifier, reader));
      previous = 'repeat';
    } else if (reader.accept('(')) {
      const group = readGroup(context);
      if (group === undefined) continue;
      items.push(group);
      previous = 'item';
    } else {
      const atom = readAtom(reader, flags);
      items.push(atom);
      previous = atom.kind === 'position' ? 'nothing' : 'item';
    }
  }
  return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items };
}

function readGroup(context: Context): RegexNode | undefined {
  const { reader, names, depth } = context;
  const start = readGroupStart(reader, context.flags, names);
  if (start.kind === 'comment') return undefined;
  if (depth === DEEPEST_NESTING) {
    refuse('The groups of the filter are nested too deeply.', 'Write it with fewer parentheses.');
  }
  const content = readChoice({ ...context, flags: start.flags, depth: depth + 1 });
  if (!reader.accept(')'))
    refuse('A group opened with "(" is never closed.', 'Add ")", or write \\( for the parenthesis.');
  return content;
}

// Lazy or greedy decides how much is matched, never whether; a filter asks only for that.
function repeat(item: RegexNode, { least, most }: Quantifier, reader: PatternReader): RegexNode {
  if (!reader.accept('?') && reader.accept('+')) {
    refuse(
      'The filter has a possessive repeat, such as "*+", which Larder cannot run.',
      'Leave out the second sign; a filter cannot hang here.',
    );
  }
  return { kind: 'repeat', item, least, most };
}

function refuseQuantifier(previous: 'nothing' | 'repeat'): never {
  if (previous === 'nothing') {
    refuse(
      'A repeat sign (*, +, ? or {…}) has nothing to repeat before it.',
      'For any characters write .*; for the sign itself put a backslash before it, as in \\*.',
    );
  }
  return refuse(
    'The filter has a multiple repeat, such as "a**".',
    'Leave out one sign, or put parentheses around the first repeat.',
  );
}
