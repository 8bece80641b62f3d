import type { CodePointSet } from './codePointSet.ts';
import { union } from './codePointSet.ts';

const LAST_PLANE = 16;
const PLANE_SIZE = 0x10000;
const HIGH_SURROGATE = 0xd800;
const LOW_SURROGATE = 0xdc00;

/** The code points whose characters match one element of a JavaScript pattern, e.g. `\p{L}`. Reads all of Unicode: keep the answer. */
export function unicodeSet(element: string): CodePointSet {
  const runs = new RegExp(`(?:${element})+`, 'gu');
  const found: CodePointSet[] = [];
  for (let plane = 0; plane <= LAST_PLANE; plane++) {
    const base = plane * PLANE_SIZE;
    const unitsEach = plane === 0 ? 1 : 2;
    for (const run of planeText(base, unitsEach).matchAll(runs)) {
      const first = base + run.index / unitsEach;
      found.push([first, first + run[0].length / unitsEach - 1]);
    }
  }
  return union(found);
}

function planeText(base: number, unitsEach: 1 | 2): string {
  const units = new Uint16Array(PLANE_SIZE * unitsEach);
  for (let offset = 0; offset < PLANE_SIZE; offset++) {
    if (unitsEach === 1) units[offset] = offset;
    else {
      units[2 * offset] = HIGH_SURROGATE + ((base + offset - PLANE_SIZE) >> 10);
      units[2 * offset + 1] = LOW_SURROGATE + (offset & 0x3ff);
    }
  }
  return Buffer.from(units.buffer).toString('utf16le');
}
