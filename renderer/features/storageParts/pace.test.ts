import { describe, expect, it } from 'vitest';
import { paceOf, type Sample, withSample } from './pace.ts';

const fed = (...samples: Sample[]) => samples.reduce<Sample[]>(withSample, []);

describe('pace', () => {
  it('says nothing before it can', () => {
    expect(paceOf([])).toBeNull();
    expect(paceOf(fed({ at: 0, done: 0 }, { at: 100, done: 50 }))).toBeNull();
  });

  it('is that of the last seconds', () => {
    const samples = fed(
      { at: 0, done: 0 },
      { at: 1000, done: 5000 },
      { at: 6000, done: 5100 },
      { at: 11_000, done: 5600 },
    );
    expect(paceOf(samples)).toBe(100);
  });

  it('starts anew when the count goes back', () => {
    expect(fed({ at: 0, done: 900 }, { at: 2000, done: 10 })).toEqual([{ at: 2000, done: 10 }]);
  });

  it('becomes zero when nothing moves', () => {
    expect(paceOf(fed({ at: 0, done: 10 }, { at: 3000, done: 10 }))).toBe(0);
  });
});
