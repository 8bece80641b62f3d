import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { elementHeight, offsetAfter, restingTop } from './tallScroll.ts';

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
}

const isSame = (a: Drawn, b: Drawn) => a.from === b.from && a.to === b.to && a.shift === b.shift && a.view === b.view;

export interface TallRows extends Pick<Drawn, 'from' | 'to'> {
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
  const place = useRef({ offset: 0, top: 0 });
  const [drawn, setDrawn] = useState<Drawn>({ from: 0, to: 0, shift: 0, view: 0 });
  const real = rows * rowHeight;

  const draw = useCallback(() => {
    const view = scroller.current?.clientHeight ?? 0;
    const { offset, top } = place.current;
    const from = Math.max(0, Math.floor(offset / rowHeight) - SPARE_ROWS);
    const to = Math.min(rows, Math.ceil((offset + view) / rowHeight) + SPARE_ROWS);
    const now = { from, to, shift: top - offset, view };
    setDrawn((before) => (isSame(before, now) ? before : now));
  }, [scroller, rows, rowHeight]);

  /** Puts the content, and the scroll bar where it belongs for that. */
  const goTo = useCallback(
    (offset: number) => {
      const element = scroller.current;
      if (!element) return;
      const heights = { real, view: element.clientHeight };
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
    const onScroll = () => {
      if (element.scrollTop === place.current.top) return;
      const heights = { real, view: element.clientHeight };
      place.current.offset = offsetAfter(place.current.offset, place.current.top, element.scrollTop, heights);
      place.current.top = element.scrollTop;
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

  const { from, to, shift, view } = drawn;
  return {
    from,
    to,
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
