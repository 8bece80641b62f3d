import type { ItemProblem } from '../domain/taskItem.ts';
import { type ReadLimits, readChunks, readRange } from './readChunks.ts';
import { firstNotBlank } from './splitJson.ts';

/** What a task file is by its first bytes; `start` is the place of the first character, `text` that behind a byte order mark. */
type TaskFileKind =
  | { kind: 'parquet' }
  | { kind: 'array'; text: number; start: number }
  | { kind: 'object'; text: number; start: number }
  | { kind: 'none'; problem: ItemProblem };

const BYTE_ORDER_MARK = 'efbbbf';

// The longer patterns stand first: the mark of UTF-32 begins with that of UTF-16.
const OTHER_ENCODINGS: [RegExp, string][] = [
  [/^(?:fffe0000|0000feff|[57]b000000|000000[57]b)/, 'UTF-32'],
  [/^(?:fffe|feff|[57]b00|00[57]b|(?:09|0a|0d|20)00|00(?:09|0a|0d|20))/, 'UTF-16'],
];

const OTHER_FORMATS: [RegExp, string][] = [
  [/^1f8b/, 'compressed with gzip'],
  [/^504b0304/, 'a ZIP archive'],
  [/^28b52ffd/, 'compressed with zstd'],
];

/** Finds out by its content what a task file is; only Parquet also goes by its name. */
export function sniffTaskFile(path: string, file: number, limits: ReadLimits): TaskFileKind {
  const head = readRange(file, limits, 0, 4);
  if (/\.parquet$/i.test(path) || head.toString('latin1') === 'PAR1') return { kind: 'parquet' };
  const hex = head.toString('hex');
  if (hex === '') return none('it is empty', 'Leave it out with a filter, or put tasks into it.');
  const encoding = nameOf(hex, OTHER_ENCODINGS);
  if (encoding !== '') {
    return none(
      `it is written in ${encoding}, not in UTF-8`,
      'Save it as UTF-8 (in the editor: Save as, encoding UTF-8).',
    );
  }
  const format = nameOf(hex, OTHER_FORMATS);
  if (format !== '') return none(`it is ${format}`, 'Unpack it, then sync again.');
  const text = hex.startsWith(BYTE_ORDER_MARK) ? 3 : 0;
  let start = text;
  for (const chunk of readChunks(file, limits, text)) {
    const blanks = firstNotBlank(chunk);
    start += blanks;
    if (blanks < chunk.length) return kindByCharacter(chunk[blanks] as number, text, start);
  }
  return none('it has nothing but blanks', 'Leave it out with a filter, or put tasks into it.');
}

function kindByCharacter(byte: number, text: number, start: number): TaskFileKind {
  const character = String.fromCharCode(byte);
  if (character === '[') return { kind: 'array', text, start };
  if (character === '{') return { kind: 'object', text, start };
  if (byte < 0x20 || byte > 0x7e) {
    return none(
      'it is not a JSON text',
      'Choose the import method Files for pictures, sound and other media, or save the text as UTF-8.',
    );
  }
  return none(
    `it begins with ${character}, but JSON tasks begin with { or [`,
    'Write tasks as objects: {"data": {…}}, one a line or in a list. For other texts choose the import method Files.',
  );
}

function nameOf(hex: string, patterns: [RegExp, string][]): string {
  return patterns.find(([pattern]) => pattern.test(hex))?.[1] ?? '';
}

function none(reason: string, advice: string): TaskFileKind {
  return { kind: 'none', problem: { reason, advice } };
}
