import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAP, elementHeight, type Heights, isFlight, offsetAfter, restingTop } from './tallScroll.ts';

const million: Heights = { real: 44_000_000, view: 700 };

describe('tall scroll', () => {
  it('leaves lists alone that a browser can show', () => {
    const short = { real: 100_000, view: 700 };
    expect(elementHeight(short)).toBe(100_000);
    expect(offsetAfter(0, 0, 5000, short)).toBe(5000);
    expect(restingTop(5000, short)).toBe(5000);
  });

  it('moves by as much as the wheel says, wherever it is', () => {
    const offset = 20_000_000;
    const top = restingTop(offset, million);
    expect(offsetAfter(offset, top, top + 120, million)).toBe(offset + 120);
    expect(offsetAfter(offset, top, top - 120, million)).toBe(offset - 120);
  });

  it('reaches the first and the last row exactly', () => {
    expect(offsetAfter(500, 100, 0, million)).toBe(0);
    const end = elementHeight(million) - million.view;
    expect(offsetAfter(20_000_000, end - 100, end, million)).toBe(million.real - million.view);
  });

  it('takes a drag of the thumb as a share of the whole', () => {
    const half = (CAP - million.view) / 2;
    expect(offsetAfter(0, 0, half, million)).toBeCloseTo((million.real - million.view) / 2, 0);
  });

  it('tells flying by from reading, and from a jump', () => {
    expect([isFlight(170, 17), isFlight(-170, 17)]).toEqual([true, true]);
    expect(isFlight(25, 17)).toBe(false);
    expect(isFlight(9_000_000, 2000)).toBe(false);
  });

  it('never leaves the content, and a resting place leads back to where one was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000_000 }),
        fc.integer({ min: 100, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (real, view, from, to) => {
          const heights = { real: Math.max(real, view), view };
          const scrollable = elementHeight(heights) - view;
          const offset = offsetAfter(0, from * scrollable, to * scrollable, heights);
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(heights.real - view);
          const top = restingTop(offset, heights);
          expect(Math.abs(offsetAfter(offset, top, top, heights) - offset)).toBeLessThan(view + 2);
        },
      ),
    );
  });
});
