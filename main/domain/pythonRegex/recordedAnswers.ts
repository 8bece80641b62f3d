import { readFileSync } from 'node:fs';

/** What `fixtures/record_python_regex.py` recorded; for tests only. */
interface RecordedAnswers {
  readonly names: readonly string[];
  /** `matches` has a '1' or '0' for each name; `error` is what Python said of a pattern that is wrong. */
  readonly answers: readonly { readonly pattern: string; readonly matches?: string; readonly error?: string }[];
  /** Ranges of code points: first, last, first, last, … */
  readonly categories: Readonly<Record<'d' | 's' | 'w', readonly number[]>>;
  /** Ranges of code points that this Python's version of Unicode did not know yet. */
  readonly unassigned: readonly number[];
  /** All characters with an upper or lower case, and which of them are the same under `(?i)`. */
  readonly cased: string;
  readonly caseFamilies: readonly string[];
}

/** The recorded answers of Python. */
export function recordedAnswers(): RecordedAnswers {
  return JSON.parse(readFileSync(new URL('../fixtures/pythonRegexAnswers.json', import.meta.url), 'utf8'));
}
