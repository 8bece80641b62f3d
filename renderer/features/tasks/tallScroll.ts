/**
 * Browsers cap the height of an element (Chromium: 33,554,432 px), and a million rows are taller. So the scrolled element is
 * at most `CAP` high and stands for the real height: small steps (wheel, keys) move the content by as much as they should,
 * large ones (the thumb of the scroll bar) by the share of the whole. `shift` is what is added to the place in the element.
 */
export const CAP = 15_000_000;

export interface Heights {
  /** Of all rows (pixels). */
  real: number;
  /** Of what is seen (pixels). */
  view: number;
}

export const elementHeight = ({ real }: Heights): number => Math.min(real, CAP);

const share = ({ real, view }: Heights): number =>
  real <= CAP ? 1 : Math.max(1, real - view) / Math.max(1, CAP - view);

/** Where the content is when the element is scrolled to `top` by the share of the whole. */
const atShare = (top: number, heights: Heights): number => top * share(heights);

/** The place in the element that stands for a place in the content: what the scroll bar should show. */
export const restingTop = (offset: number, heights: Heights): number => offset / share(heights);

const within = (offset: number, { real, view }: Heights): number => Math.max(0, Math.min(offset, real - view));

/** The place in the content after the element was scrolled from `from` to `to`. */
export function offsetAfter(offset: number, from: number, to: number, heights: Heights): number {
  if (heights.real <= CAP) return within(to, heights);
  // Both ends are exact: nobody shall stop short of the first or the last row.
  if (to <= 0 || to >= CAP - heights.view - 1) return within(atShare(to, heights), heights);
  const step = to - from;
  return within(Math.abs(step) <= heights.view * 2 ? offset + step : atShare(to, heights), heights);
}

/** Faster than this nobody sees what a row shows (pixels a millisecond). */
const FLYING = 4;
/** What comes later after the movement before it is a jump (milliseconds). */
const ONE_MOVEMENT_MS = 100;

/** Whether the content flew by: it moved by so much, so long after the movement before (milliseconds). */
export const isFlight = (pixels: number, ms: number): boolean => ms < ONE_MOVEMENT_MS && Math.abs(pixels) > FLYING * ms;
