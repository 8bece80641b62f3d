import { refuse } from './notSupported.ts';
import type { PatternReader } from './reader.ts';
import type { RegexFlags } from './syntax.ts';

/** The letters between `(?` and `)` or `:`. A global one, `(?i)`, has no `:` and no group. */
interface FlagLetters {
  readonly on: string;
  readonly off: string;
  readonly isGlobal: boolean;
}

/** What holds where a pattern sets no flag. */
export const noFlags: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false, asciiOnly: false };

const CAN_BE_ON = 'aimsu';
const CAN_BE_OFF = 'ims';

/** Reads flags after `(?`, and the `)` or `:` after them. Throws RegexNotSupportedError when they are wrong or not known. */
export function readFlagLetters(reader: PatternReader): FlagLetters {
  const on = readLetters(reader, CAN_BE_ON);
  if (on !== '' && reader.accept(')')) return { on, off: '', isGlobal: true };
  const hasOff = reader.accept('-');
  const off = hasOff ? readLetters(reader, CAN_BE_OFF) : '';
  if ((hasOff && off === '') || !reader.accept(':')) refuseFlags(`(?${on}${hasOff ? `-${off}` : ''}${reader.peek()}`);
  if (Array.from(on).some((letter) => off.includes(letter))) refuseFlags(`(?${on}-${off}:`);
  return { on, off, isGlobal: false };
}

/** The flags that hold inside a group with these letters. Throws RegexNotSupportedError for `a` together with `u`. */
export function withFlagLetters(outer: RegexFlags, { on, off }: Pick<FlagLetters, 'on' | 'off'>): RegexFlags {
  if (on.includes('a') && on.includes('u')) refuseFlags(`(?${on}`);
  const now = (letter: string, before: boolean) => (before || on.includes(letter)) && !off.includes(letter);
  return {
    ignoreCase: now('i', outer.ignoreCase),
    multiline: now('m', outer.multiline),
    dotAll: now('s', outer.dotAll),
    asciiOnly: now('a', outer.asciiOnly) && !on.includes('u'),
  };
}

function readLetters(reader: PatternReader, allowed: string): string {
  const letters = reader.takeWhile(allowed, Number.POSITIVE_INFINITY);
  if (reader.peek() === 'x') {
    refuse(
      'The filter uses the flag x (verbose patterns), which Larder cannot run.',
      'Write it without spaces and comments.',
    );
  }
  if (reader.peek() === 'L') {
    refuse('The filter uses the flag L (locale), which is for bytes and not for names.', 'Leave out the L.');
  }
  return letters;
}

function refuseFlags(text: string): never {
  return refuse(
    `The filter has flags that do not go together or are not known, "${text}".`,
    'Write for example (?i) at the start to ignore case.',
  );
}
