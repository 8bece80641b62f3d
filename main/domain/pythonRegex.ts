import { RE2JS, RE2JSException } from 're2js';
import { refuseTooLarge } from './pythonRegex/limits.ts';
import { refuse } from './pythonRegex/notSupported.ts';
import { parsePythonRegex } from './pythonRegex/parser.ts';
import { partsOf, type RegexNode } from './pythonRegex/syntax.ts';
import { type Direction, toRe2 } from './pythonRegex/toRe2.ts';

export { RegexNotSupportedError } from './pythonRegex/notSupported.ts';

/** Whether a file with this base name passes the filter. Takes time in proportion to the length of the name, whatever the pattern. */
type NameFilter = (baseName: string) => boolean;

/**
 * The filter of a storage: a Python pattern that must match from the start of the base name, not up to its end, as `re.match`
 * does. null and '' let everything pass. `\b` and `\B` know only ASCII words.
 * Throws RegexNotSupportedError when the pattern is not valid Python, or when RE2 cannot express it.
 */
export function compileNameFilter(pattern: string | null): NameFilter {
  if (pattern === null || pattern === '') return () => true;
  const node = parsePythonRegex(pattern);
  refuseTooLarge(node);
  const forward = compile(node, 'forward');
  if (!hasPlainEnd(node)) return (baseName) => forward.test(baseName);
  const backward = compile(node, 'backward');
  return (baseName) => (baseName.endsWith('\n') ? backward.test(turnedAround(baseName)) : forward.test(baseName));
}

function compile(node: RegexNode, direction: Direction): RE2JS {
  try {
    return RE2JS.compile(toRe2(node, direction), direction === 'backward' ? RE2JS.LOOKBEHINDS : 0);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return refuse('Larder cannot run this filter, it is too large.', 'Use a shorter pattern or smaller counts.');
  }
}

function hasPlainEnd(node: RegexNode): boolean {
  return node.kind === 'position' ? node.at === 'end' : partsOf(node).some(hasPlainEnd);
}

function turnedAround(name: string): string {
  return Array.from(name).reverse().join('');
}
