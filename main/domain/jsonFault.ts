/** The first place where a text stops being JSON, in words for people. */
export interface JsonFault {
  /** Zero-based index into the text. */
  position: number;
  reason: string;
}

type Need = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'comma' | 'nothing';

const BLANKS = /[ \t\n\r]*/y;
const PLAIN_CHARACTERS = /[ -!#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /[^ \t\n\r,:[\]{}"]+/y;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const CLOSER: Record<string, string> = { '{': '}', '[': ']' };

/** Finds out why `parseJson` refuses a text; null when nothing is wrong. Slow, so only for texts that already failed. */
export function findJsonFault(text: string): JsonFault | null {
  const open: string[] = [];
  let need: Need = 'value';
  let at = endOf(BLANKS, text, 0);
  const refuse = (reason: string, position = at): JsonFault => ({ position, reason });
  const afterValue = (): Need => (open.length > 0 ? 'comma' : 'nothing');

  while (at < text.length) {
    const character = text.charAt(at);
    const inside = open.at(-1) ?? '';
    if (need === 'nothing') return refuse('something follows after the end of the value');
    if (need === 'colon') {
      if (character !== ':') return refuse('a colon is missing after the name');
      need = 'value';
      at++;
    } else if (closes(character)) {
      if (need === 'name' || (need === 'value' && inside === '['))
        return refuse(`a comma stands before "${character}"`);
      if (need === 'value') return refuse(`a value is missing before "${character}"`);
      if (CLOSER[inside] !== character) return refuse(`"${character}" cannot close what "${inside}" opened`);
      open.pop();
      need = afterValue();
      at++;
    } else if (need === 'comma') {
      if (character !== ',') return refuse(`a comma or "${CLOSER[inside]}" is missing before ${quote(text, at)}`);
      need = inside === '{' ? 'name' : 'value';
      at++;
    } else if (character === '"') {
      const end = endOfText(text, at);
      if (typeof end !== 'number') return end;
      need = wantsName(need) ? 'colon' : afterValue();
      at = end;
    } else if (wantsName(need)) {
      return refuse(`a name in double quotes is missing before ${quote(text, at)}`);
    } else if (character === '{' || character === '[') {
      open.push(character);
      need = character === '{' ? 'first name' : 'first value';
      at++;
    } else {
      const end = endOf(WORD, text, at);
      const reason = faultOfWord(text.slice(at, end), text, at);
      if (reason !== null) return refuse(reason);
      need = afterValue();
      at = end;
    }
    at = endOf(BLANKS, text, at);
  }
  if (need === 'nothing') return null;
  return refuse(open.length > 0 ? `it ends before its "${open.at(-1)}" is closed` : 'it is empty');
}

function wantsName(need: Need): boolean {
  return need === 'name' || need === 'first name';
}

function closes(character: string): boolean {
  return character === '}' || character === ']';
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function endOfText(text: string, start: number): number | JsonFault {
  let at = start + 1;
  for (;;) {
    at = endOf(PLAIN_CHARACTERS, text, at);
    if (at >= text.length) return { position: start, reason: 'a text is not closed with a double quote' };
    if (text.charAt(at) === '"') return at + 1;
    const afterEscape = endOf(ESCAPE, text, at);
    if (afterEscape === at) return { position: at, reason: faultOfCharacter(text, at) };
    at = afterEscape;
  }
}

function faultOfCharacter(text: string, at: number): string {
  const character = text.charAt(at);
  if (character === '\\') return 'a backslash starts no escape that JSON knows (a plain backslash is written \\\\)';
  if (character === '\n' || character === '\r') return 'a line breaks inside a text (written \\n in JSON)';
  if (character === '\t') return 'a tab stands inside a text (written \\t in JSON)';
  return `a control character (code ${character.charCodeAt(0)}) stands inside a text`;
}

function faultOfWord(word: string, text: string, at: number): string | null {
  if (word === 'true' || word === 'false' || word === 'null') return null;
  if (NUMBER.test(word)) return Number.isFinite(Number(word)) ? null : 'a number is too large to be stored';
  if (/^[+-]?(?:nan|inf(?:inity)?)$/i.test(word)) return `${word} is not a number that JSON knows (use null)`;
  if (/^(?:true|false|null)$/i.test(word)) return `${word} is written in small letters in JSON`;
  if (word === 'None' || word === 'undefined') return `${word} is written null in JSON`;
  if (word.startsWith("'")) return 'texts stand in double quotes in JSON, not in single ones';
  if (word.startsWith('//') || word.startsWith('/*') || word.startsWith('#')) return 'JSON knows no comments';
  if (/^[-+.\d]/.test(word)) return `${quote(text, at)} is not a number as JSON writes it`;
  if (word === '') return `a value is missing before ${quote(text, at)}`;
  return `${quote(text, at)} is no value that JSON knows`;
}

function quote(text: string, at: number): string {
  const end = Math.max(endOf(WORD, text, at), at + 1);
  const shown = text.slice(at, Math.min(end, at + 20));
  if (/^\p{C}/u.test(shown)) return `an invisible character (U+${hexCode(shown)})`;
  return shown === '"' ? 'a double quote' : `"${shown}${end > at + 20 ? '…' : ''}"`;
}

function hexCode(text: string): string {
  return (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
