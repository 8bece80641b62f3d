// Runs in the page that is measured, before its own scripts: when something was drawn, and how long its frames take.
globalThis.inPage = (() => {
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
  const drawn = (isThere) =>
    new Promise((resolve) => {
      const look = () => requestAnimationFrame(isThere() ? () => resolve(performance.now()) : look);
      look();
    });

  /** The cells of tasks that are seen, wholly or in part. */
  function cellsInView() {
    const list = scroller()?.getBoundingClientRect();
    if (!list) return [];
    return [...scroller().querySelectorAll('[role=gridcell]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return bottom > list.top && top < list.bottom;
    });
  }

  /** All tasks in view are there, `holds` (a selector of their links) being true of them, the first from `index` on. */
  function tasksDrawn(index = 0, holds = 'a') {
    const cells = cellsInView();
    return cells.length > 0 && cells.every((cell) => Number(cell.dataset.index) >= index && cell.querySelector(holds));
  }

  const picturesDrawn = (index) =>
    tasksDrawn(index) && cellsInView().every((cell) => cell.querySelector('img')?.naturalWidth > 0);

  /** A button that is seen and takes the focus. */
  function canPress(words) {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(words));
    if (!button?.checkVisibility()) return false;
    button.focus();
    return document.activeElement === button;
  }

  let frames = null;

  /** Notes each frame: when it began, and whether a task in view was still on its way. */
  function watchFrames() {
    const seen = [];
    frames = seen;
    const next = (at) => {
      if (frames !== seen) return;
      seen.push({ at, waiting: cellsInView().some((cell) => !cell.querySelector('a')) });
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  function takeFrames() {
    const seen = frames;
    frames = null;
    return seen;
  }

  /** Moves the list to a share of its height. */
  function scrollTo(share) {
    lastInput = performance.now();
    const { scrollHeight, clientHeight } = scroller();
    scroller().scrollTop = (scrollHeight - clientHeight) * share;
  }

  return {
    ...{ drawn, tasksDrawn, picturesDrawn, canPress, watchFrames, takeFrames, scrollTo },
    lastInput: () => lastInput,
  };
})();
