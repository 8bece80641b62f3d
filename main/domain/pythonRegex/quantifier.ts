import { refuse } from './notSupported.ts';
import type { PatternReader } from './reader.ts';

/** How often something is repeated; `most` may be Infinity. */
export interface Quantifier {
  readonly least: number;
  readonly most: number;
}

/** RE2 spells counted repeats out, so it takes no more than this. */
export const LARGEST_COUNT = 1000;

const DIGITS = '0123456789';

/** Reads `*`, `+`, `?` or `{n,m}`, or nothing: in Python a `{` that starts no count is a character like any other. */
export function readQuantifier(reader: PatternReader): Quantifier | undefined {
  if (reader.accept('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (reader.accept('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (reader.accept('?')) return { least: 0, most: 1 };
  const place = reader.place();
  const counts = reader.accept('{') ? readCounts(reader) : undefined;
  if (counts === undefined) reader.moveTo(place);
  return counts;
}

function readCounts(reader: PatternReader): Quantifier | undefined {
  const least = reader.takeWhile(DIGITS, Number.POSITIVE_INFINITY);
  const hasComma = reader.accept(',');
  const most = hasComma ? reader.takeWhile(DIGITS, Number.POSITIVE_INFINITY) : least;
  if (!reader.accept('}') || (least === '' && !hasComma)) return undefined;
  const counts = { least: Number(least), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
  if (counts.most < counts.least) {
    refuse(`In "{${least},${most}}" the larger number comes first.`, `Write {${most},${least}}.`);
  }
  if (counts.least > LARGEST_COUNT || (most !== '' && counts.most > LARGEST_COUNT)) refuseCount();
  return counts;
}

/** Refuses a repeat that is too large, by itself or inside of another. */
export function refuseCount(): never {
  return refuse(
    `The filter repeats something more than ${LARGEST_COUNT} times by count.`,
    'Use a smaller count, or * or + without one.',
  );
}
