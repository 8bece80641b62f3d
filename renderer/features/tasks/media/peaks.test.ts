import { expect, it } from 'vitest';
import { peaks } from './peaks.ts';

it('tells the loudest of each part, whatever the volume', () => {
  expect(peaks(new Float32Array([0.1, -0.2, 0.05, 0.1]), 2)).toEqual([1, 0.5]);
  expect(peaks(new Float32Array([0, 0, 0, 0]), 2)).toEqual([0, 0]);
  expect(peaks(new Float32Array([1]), 3)).toHaveLength(3);
});
