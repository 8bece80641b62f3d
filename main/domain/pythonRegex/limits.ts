import { refuse } from './notSupported.ts';
import { LARGEST_COUNT, refuseCount } from './quantifier.ts';
import { partsOf, type RegexNode } from './syntax.ts';

/** A filter may list some thousands of file names, but not make thousands of copies of a part: every name would pay for them. */
const MOST_PARTS = 100_000;
const MOST_COPIES = 5_000;
/** RE2 reads each class as a list of ranges, `\w` as some 750. */
const MOST_BOUNDS = 500_000;

interface Size {
  /** Nodes as written, and with counted repeats spelled out. */
  readonly parts: number;
  readonly spelledOut: number;
  /** How often the innermost part is repeated by counts, at most. */
  readonly repeats: number;
  readonly bounds: number;
}

/** Throws RegexNotSupportedError when the pattern is larger than RE2 takes or than is quick to run. */
export function refuseTooLarge(node: RegexNode): void {
  const { parts, spelledOut, repeats, bounds } = measure(node);
  if (repeats > LARGEST_COUNT) refuseCount();
  if (parts > MOST_PARTS || spelledOut - parts > MOST_COPIES || bounds > MOST_BOUNDS) {
    refuse('The filter is too large.', 'Use a shorter pattern or smaller counts.');
  }
}

function measure(node: RegexNode): Size {
  const sizes = partsOf(node).map(measure);
  const sum = (of: (size: Size) => number) => sizes.reduce((total, size) => total + of(size), 0);
  const times = node.kind === 'repeat' ? copies(node) : 1;
  return {
    parts: 1 + sum((size) => size.parts),
    spelledOut: (1 + sum((size) => size.spelledOut)) * times,
    repeats: sizes.reduce((most, size) => Math.max(most, size.repeats), 1) * times,
    bounds: (node.kind === 'characters' ? node.set.length : 0) + sum((size) => size.bounds),
  };
}

/** How many copies a repeat makes. `*`, `+` and `?` make none. */
function copies({ least, most }: { least: number; most: number }): number {
  return Math.max(1, Number.isFinite(most) ? most : least);
}
