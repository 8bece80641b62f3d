/**
 * How deep lists and objects may be nested. Python, which most clients are written in, reads at most about a thousand levels, those
 * of its own calls included: one task deeper than that would make every list that it is in unreadable for them.
 */
export const DEEPEST_NESTING = 500;

/** Where a JSON text is nested too deeply; null when it is not. */
export function placeTooDeep(text: string): number | null {
  if (text.length <= 2 * DEEPEST_NESTING) return null;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST_NESTING) return at;
  }
  return null;
}

/** The closing quote of the text that begins at `start`, or the end of everything. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
