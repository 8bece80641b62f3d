import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { elementHeight, isFlight, offsetAfter, restingTop } from './tallScroll.ts';

/** When nothing has moved for this long the scroll bar is put where it belongs (milliseconds). */
const REST_MS = 150;
/** Rows drawn above and below what is seen. */
const SPARE_ROWS = 2;

interface TallOptions {
  scroller: RefObject<HTMLElement | null>;
  rows: number;
  /** All rows have it (pixels). */
  rowHeight: number;
}

/** What is drawn; the same for many steps of a scroll, in which the browser has nothing to do but move it. */
interface Drawn {
  /** First row to draw, and the one behind the last. */
  from: number;
  to: number;
  /** From the place of a row in the content to its place in the element. */
  shift: number;
  view: number;
  isFlying: boolean;
}

const NOTHING: Drawn = { from: 0, to: 0, shift: 0, view: 0, isFlying: false };
const isSame = (a: Drawn, b: Drawn) => (Object.keys(a) as (keyof Drawn)[]).every((key) => a[key] === b[key]);

export interface TallRows extends Pick<Drawn, 'from' | 'to' | 'isFlying'> {
  /** Of the element that holds the rows. */
  height: number;
  /** Where a row is drawn in that element. */
  topOf: (row: number) => number;
  /** Scrolls as little as shows the whole row. */
  show: (row: number) => void;
}

/**
 * Rows of one height, as many as there are, also when they are taller than an element can be (tallScroll.ts). That is why this
 * is not @tanstack/react-virtual: it believes the element, and keeps a measurement for each of a million rows.
 */
export function useTallRows({ scroller, rows, rowHeight }: TallOptions): TallRows {
  const place = useRef({ offset: 0, top: 0, movedAt: 0, isFlying: false });
  const [drawn, setDrawn] = useState(NOTHING);
  const real = rows * rowHeight;

  const draw = useCallback(() => {
    const view = scroller.current?.clientHeight ?? 0;
    const { offset, top, isFlying } = place.current;
    const from = Math.max(0, Math.floor(offset / rowHeight) - SPARE_ROWS);
    const to = Math.min(rows, Math.ceil((offset + view) / rowHeight) + SPARE_ROWS);
    const now = { from, to, shift: top - offset, view, isFlying };
    setDrawn((before) => (isSame(before, now) ? before : now));
  }, [scroller, rows, rowHeight]);

  /** Puts the content, and the scroll bar where it belongs for that. */
  const goTo = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const heights = { real, view: element.clientHeight };
      place.current.isFlying = false;
      place.current.offset = Math.max(0, Math.min(offset, heights.real - heights.view));
      element.scrollTop = restingTop(place.current.offset, heights);
      place.current.top = element.scrollTop;
      draw();
    },
    [real, scroller, draw],
  );

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = ({ timeStamp }: Event) => {
      if (element.scrollTop === place.current.top) return;
      const { offset: before, top, movedAt } = place.current;
      const heights = { real, view: element.clientHeight };
      const offset = offsetAfter(before, top, element.scrollTop, heights);
      const isFlying = isFlight(offset - before, timeStamp - movedAt);
      place.current = { offset, top: element.scrollTop, movedAt: timeStamp, isFlying };
      draw();
      clearTimeout(timer);
      timer = setTimeout(() => goTo(place.current.offset), REST_MS);
    };
    const resize = new ResizeObserver(draw);
    resize.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      resize.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, real, draw, goTo]);

  // Fewer rows than before, or rows of another height: what was seen may be gone.
  useLayoutEffect(() => goTo(place.current.offset), [goTo]);

  const { from, to, shift, view, isFlying } = drawn;
  return {
    from,
    to,
    isFlying,
    height: elementHeight({ real, view }),
    topOf: (row) => row * rowHeight + shift,
    show: (row) => {
      const { offset } = place.current;
      const height = scroller.current?.clientHeight ?? 0;
      if (row * rowHeight < offset) goTo(row * rowHeight);
      else if ((row + 1) * rowHeight > offset + height) goTo((row + 1) * rowHeight - height);
    },
  };
}
