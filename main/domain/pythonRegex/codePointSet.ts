/** Code points as sorted, separate ranges, flattened: first, last, first, last, … */
export type CodePointSet = readonly number[];

const LAST_CODE_POINT = 0x10ffff;

/** Every code point, lone surrogates included. */
export const anyCodePoint: CodePointSet = [0, LAST_CODE_POINT];

/** The code points that are in at least one of the sets. */
export function union(sets: readonly CodePointSet[]): CodePointSet {
  const ranges: [number, number][] = [];
  for (const set of sets) {
    for (let at = 0; at < set.length; at += 2) ranges.push([set[at] as number, set[at + 1] as number]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [first, last] of ranges) {
    const end = merged.length - 1;
    const previousLast = merged[end];
    if (previousLast !== undefined && first <= previousLast + 1) merged[end] = Math.max(previousLast, last);
    else merged.push(first, last);
  }
  return merged;
}

/** The code points that are not in the set. */
export function complement(set: CodePointSet): CodePointSet {
  const rest: number[] = [];
  let next = 0;
  for (let at = 0; at < set.length; at += 2) {
    const first = set[at] as number;
    if (first > next) rest.push(next, first - 1);
    next = (set[at + 1] as number) + 1;
  }
  if (next <= LAST_CODE_POINT) rest.push(next, LAST_CODE_POINT);
  return rest;
}

/** Whether the code point is in the set. */
export function contains(set: CodePointSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codePoint > (set[2 * middle + 1] as number)) low = middle + 1;
    else high = middle;
  }
  const first = set[2 * low];
  return first !== undefined && codePoint >= first;
}
