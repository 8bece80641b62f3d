/**
 * Measures in the page, before its own scripts run: when something was drawn, and how long its frames take. Only its text
 * goes there, so it must not use anything from around it.
 */
function toolsInPage() {
  const scroller = () => document.querySelector('[data-testid=task-list]');
  let lastInput = 0;
  for (const type of ['keydown', 'click']) {
    addEventListener(
      type,
      ({ timeStamp }) => {
        lastInput = timeStamp;
      },
      true,
    );
  }

  /** Resolves to the time of the frame behind the one that draws what `isThere` finds. */
  const drawn = (isThere: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () => requestAnimationFrame(isThere() ? () => resolve(performance.now()) : look);
      look();
    });

  /** The cells of tasks that are seen, wholly or in part. */
  function cellsInView(): HTMLElement[] {
    const list = scroller();
    if (!list) return [];
    const seen = list.getBoundingClientRect();
    return [...list.querySelectorAll<HTMLElement>('[role=gridcell]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > seen.top && top < seen.bottom;
    });
  }

  /** All tasks in view are there, `holds` (a selector of their links) being true of them, the first from `index` on. */
  function tasksDrawn(index = 0, holds = 'a'): boolean {
    const cells = cellsInView();
    return (
      cells.length > 0 &&
      cells.every((cell) => Number(cell.dataset.index) >= index && cell.querySelector(holds) !== null)
    );
  }

  const picturesDrawn = (index?: number): boolean =>
    tasksDrawn(index) && cellsInView().every((cell) => (cell.querySelector('img')?.naturalWidth ?? 0) > 0);

  /** A button that is seen and takes the focus. */
  function canPress(words: string): boolean {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(words));
    if (!button?.checkVisibility()) return false;
    button.focus();
    return document.activeElement === button;
  }

  let frames: Frame[] = [];

  /** Notes each frame: when it began, and whether a task in view was still on its way. */
  function watchFrames(): void {
    const seen: Frame[] = [];
    frames = seen;
    const next = (at: number) => {
      if (frames !== seen) return;
      seen.push({ at, waiting: cellsInView().some((cell) => !cell.querySelector('a')) });
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  function takeFrames(): Frame[] {
    const seen = frames;
    frames = [];
    return seen;
  }

  /** Moves the list to a share of its height. */
  function scrollTo(share: number): void {
    lastInput = performance.now();
    const list = scroller();
    if (list) list.scrollTop = (list.scrollHeight - list.clientHeight) * share;
  }

  return {
    ...{ drawn, tasksDrawn, picturesDrawn, canPress, watchFrames, takeFrames, scrollTo },
    lastInput: () => lastInput,
  };
}

export interface Frame {
  at: number;
  waiting: boolean;
}

declare global {
  var inPage: ReturnType<typeof toolsInPage>;
}

export const inPageScript = `globalThis.inPage = (${toolsInPage})();`;
