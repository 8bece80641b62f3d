import { anyCodePoint, type CodePointSet } from './codePointSet.ts';
import type { Position, RegexNode } from './syntax.ts';

/** In which direction the name is read. Backwards, the pattern is for the name turned around. */
export type Direction = 'forward' | 'backward';

/** Python's `$` stands before the last newline too. Forward that would be a look ahead, which RE2 has not: only for names without one. */
const positions: Record<Direction, Record<Position, string>> = {
  forward: {
    textStart: '\\A',
    lineStart: '(?m:^)',
    textEnd: '\\z',
    lineEnd: '(?m:$)',
    end: '\\z',
    wordEdge: '\\b',
    noWordEdge: '\\B',
  },
  backward: {
    textStart: '\\z',
    lineStart: '(?m:$)',
    textEnd: '\\A',
    lineEnd: '(?m:^)',
    end: '(?<=\\A\\n?)',
    wordEdge: '\\b',
    noWordEdge: '\\B',
  },
};

/** The pattern in RE2's syntax, anchored where the name starts. Backward it needs RE2JS.LOOKBEHINDS. */
export function toRe2(node: RegexNode, direction: Direction): string {
  const body = `(?:${write(node, direction)})`;
  return direction === 'forward' ? `\\A${body}` : `${body}\\z`;
}

function write(node: RegexNode, direction: Direction): string {
  switch (node.kind) {
    case 'characters':
      return writeSet(node.set);
    case 'position':
      return positions[direction][node.at];
    case 'sequence': {
      const items = node.items.map((item) => write(item, direction));
      return `(?:${(direction === 'forward' ? items : items.reverse()).join('')})`;
    }
    case 'choice':
      return `(?:${node.branches.map((branch) => write(branch, direction)).join('|')})`;
    case 'repeat':
      return `(?:${write(node.item, direction)})${writeQuantifier(node.least, node.most)}`;
  }
}

function writeQuantifier(least: number, most: number): string {
  if (most === 1 && least === 0) return '?';
  if (Number.isFinite(most)) return `{${least},${most}}`;
  if (least > 1) return `{${least},}`;
  return least === 1 ? '+' : '*';
}

const written = new WeakMap<CodePointSet, string>();

function writeSet(set: CodePointSet): string {
  const [first, last] = set;
  if (set.length === 2 && first !== undefined && first === last) return writeCodePoint(first);
  if (set === anyCodePoint) return '(?s:.)';
  // Sets such as \w are large and shared.
  const known = written.get(set);
  if (known !== undefined) return known;
  const text = set.length === 0 ? '[^\\x{0}-\\x{10FFFF}]' : `[${set.map(writeBound).join('')}]`;
  written.set(set, text);
  return text;
}

function writeBound(codePoint: number, index: number): string {
  return (index % 2 === 0 ? '' : '-') + writeCodePoint(codePoint);
}

function writeCodePoint(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}
