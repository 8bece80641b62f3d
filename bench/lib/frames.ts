import type { CDPSession, Page } from '@playwright/test';
import type { Frame } from './inPage.ts';
import { quantile } from './numbers.ts';

const POINT = { x: 700, y: 500 };
const AT_60_HZ = 1000 / 60;
/** The clock of frames trembles by so much (milliseconds). */
const TREMOR = 1;

function summarize(frames: Frame[]) {
  const ms = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? at));
  const share = (count: number) => (100 * count) / ms.length;
  const over = (limit: number) => share(ms.filter((one) => one > limit + TREMOR).length);
  return {
    frames: ms.length,
    over_one: over(AT_60_HZ),
    over_two: over(2 * AT_60_HZ),
    longest_ms: Math.max(...ms),
    p50_ms: quantile(ms, 0.5),
    waiting: share(frames.filter(({ waiting }) => waiting).length),
  };
}

/** Processor seconds that the page's thread has spent so far. */
async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const spent = metrics.find(({ name }) => name === 'TaskDuration');
  if (!spent) throw new Error('Chromium does not tell how long the thread of the page was busy');
  return spent.value;
}

/** Scrolls as a finger does for so many seconds, at a steady speed (pixels a second), and answers how the frames were meanwhile. */
export async function scrollSteadily(page: Page, speed: number, duration: number) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busySeconds(session);
  await page.evaluate(() => inPage.watchFrames());
  await session.send('Input.synthesizeScrollGesture', {
    ...POINT,
    yDistance: -speed * duration,
    speed,
    preventFling: true,
    gestureSourceType: 'mouse',
  });
  const frames = await page.evaluate(() => inPage.takeFrames());
  const busy = (100 * ((await busySeconds(session)) - before)) / duration;
  await session.detach();
  return { ...summarize(frames), busy };
}

export type Frames = Awaited<ReturnType<typeof scrollSteadily>>;
