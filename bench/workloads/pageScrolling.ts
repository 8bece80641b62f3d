import type { Browser, Page } from '@playwright/test';
import type { Bench } from '../lib/bench.ts';
import { held, openSignedIn, openTab, rendererPid } from '../lib/browser.ts';
import { type Frames, scrollSteadily } from '../lib/frames.ts';
import { residentMb } from '../lib/memory.ts';
import type { Aim, Facts } from '../lib/report.ts';
import type { Larder } from '../lib/server.ts';

/** Pixels a second: reading, looking for something. */
const READING = 1500;
const LOOKING = 10_000;

function frameRows({ report }: Bench, name: string, frames: Frames, bare: Frames): void {
  const row = (words: string, key: keyof Frames, unit: Facts['unit'], aim: Aim | null = null) =>
    report.add(words, frames[key], { unit, bound: bare[key], boundIs: 'empty tall page', aim });
  row(`  ${name}: frames over 16.7 ms`, 'over_one', '%', { limit: 5 });
  row('    over 33 ms', 'over_two', '%', { limit: 1 });
  row('    longest frame', 'longest_ms', 'ms', { limit: 100 });
  row('    the thread of the page busy', 'busy', '%');
  report.add('    frames with a task still on its way', frames.waiting, { unit: '%' });
}

async function scrolled(page: Page, address: string, speed: number, duration: number): Promise<Frames> {
  await page.goto(address);
  await page.waitForTimeout(1000);
  return scrollSteadily(page, speed, duration);
}

/** So long the page keeps pictures that have gone out of sight, and a little longer. */
const KEPT_MS = 20_000;

/** What the page holds before and after minutes of scrolling: what was seen must be let go. */
async function heldAfter(browser: Browser, page: Page, duration: number) {
  const before = await held(page);
  await scrollSteadily(page, READING, duration);
  await page.waitForTimeout(KEPT_MS);
  const after = await held(page);
  return { before, after, resident_mb: residentMb(await rendererPid(browser)) };
}

/** Frames while the list is scrolled, beside a page with nothing in it, and the memory that it takes. */
export async function scrollingTasks(
  bench: Bench,
  { browser, server, tasks, tall }: { browser: Browser; server: Larder; tasks: string; tall: string },
): Promise<void> {
  const { report, options } = bench;
  const duration = options.quick ? 2 : 8;
  const page = await openSignedIn(browser, server);
  const empty = await openTab(browser);
  const kinds: Record<string, [address: string, speed: number]> = {
    'as pictures at 1,500 px/s': [tasks, READING],
    'as pictures at 10,000 px/s': [tasks, LOOKING],
    'as a table at 1,500 px/s': [`${tasks}?layout=table`, READING],
  };
  const results: Record<string, { frames: Frames; bare: Frames }> = {};
  for (const [name, [address, speed]] of Object.entries(kinds)) {
    bench.say(`scrolling ${name}`);
    const bare = await scrolled(empty, tall, speed, duration);
    const frames = await scrolled(page, address, speed, duration);
    results[name] = { frames, bare };
    frameRows(bench, name, frames, bare);
  }
  await empty.context().close();
  const minutes = options.quick ? 0.1 : 2;
  bench.say(`scrolling for ${minutes * 60} s`);
  await page.goto(tasks);
  await page.waitForTimeout(1000);
  const memory = await heldAfter(browser, page, minutes * 60);
  await page.context().close();
  bench.raw.push({ bench: 'own scrolling', results, memory });
  const { before, after, resident_mb } = memory;
  report.add(`  heap of scripts after ${minutes * 60} s of scrolling`, after.heap_mb, {
    ...{ unit: 'MB', bound: before.heap_mb, boundIs: 'before', aim: { ratio: 0.7 } },
  });
  report.add('    nodes', after.nodes, { unit: '', bound: before.nodes, boundIs: 'before', aim: { ratio: 0.7 } });
  report.add('    its process, resident', resident_mb, { unit: 'MB', aim: { limit: 400 } });
}
