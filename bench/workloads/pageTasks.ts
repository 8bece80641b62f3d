import type { Browser, Page } from '@playwright/test';
import type { Bench } from '../lib/bench.ts';
import { openSignedIn } from '../lib/browser.ts';
import { median } from '../lib/numbers.ts';
import type { Facts } from '../lib/report.ts';
import type { Larder } from '../lib/server.ts';

/** As many as no screen shows. */
const SCREEN = 100;

/** Milliseconds from what a person did (or from the address, when `act` is left out) until the tasks are drawn. */
async function tasksAfter(
  page: Page,
  { from = 0, holds = 'a' }: { from?: number; holds?: string },
  act?: () => Promise<void>,
): Promise<number> {
  const drawn = page.evaluate(
    async (asked) => (await inPage.drawn(() => inPage.tasksDrawn(asked.from, asked.holds))) - inPage.lastInput(),
    { from, holds },
  );
  const [ms] = await Promise.all([drawn, act?.()]);
  return ms;
}

const picturesAfter = (page: Page, from = 0): Promise<number> =>
  page.evaluate(async (index) => (await inPage.drawn(() => inPage.picturesDrawn(index))) - inPage.lastInput(), from);

/** What each step took, by its name. */
type Milliseconds = Record<string, number>;

/** From the address to the first tasks, and to the pictures of all in view; then the same for other places of the list. */
async function opened(page: Page, tasks: string, files: number): Promise<Milliseconds> {
  await page.goto(tasks, { waitUntil: 'commit' });
  const [first, pictures] = await Promise.all([tasksAfter(page, {}), picturesAfter(page)]);
  const ms: Milliseconds = { tasks: first, pictures };
  for (const [name, share] of Object.entries({ middle: 0.5, end: 1 })) {
    const from = Math.floor((files - SCREEN) * share);
    const jump = tasksAfter(page, { from }, () => page.evaluate((to) => inPage.scrollTo(to), share));
    [ms[name], ms[`${name}Pictures`]] = await Promise.all([jump, picturesAfter(page, from)]);
  }
  return ms;
}

const choose = (label: string, option: string) => async (page: Page) => {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option }).click();
};
const press = (group: string, text: string) => (page: Page) =>
  page.getByRole('radiogroup', { name: group }).locator('label', { hasText: text }).click();

/** What a person does with the list, and what the links of the tasks then hold. */
const SWITCHES: Record<string, { act: (page: Page) => Promise<void>; holds: string }> = {
  'order by name': { act: choose('Order', 'Name, A to Z'), holds: 'a[href*="order=name"]' },
  'only those to do': { act: press('State', 'To do'), holds: 'a[href*="state=unlabeled"]' },
  'all of them again': { act: press('State', 'All'), holds: 'a:not([href*="state="])' },
  'search, its pause included': {
    act: (page) => page.getByRole('textbox', { name: 'Search tasks' }).pressSequentially('img_0'),
    holds: 'a[href*="search=img_0"]',
  },
  'as a table': { act: press('Layout', 'Table'), holds: 'a > :nth-child(5)' },
};

async function switched(page: Page): Promise<Milliseconds> {
  const ms: Milliseconds = {};
  for (const [name, { act, holds }] of Object.entries(SWITCHES)) {
    ms[name] = await tasksAfter(page, { holds }, () => act(page));
  }
  return ms;
}

interface Opening {
  browser: Browser;
  server: Larder;
  /** The address of the list. */
  tasks: string;
  files: number;
  bareMs: number;
}

/** Every round in a window with an empty cache. The first switches make the lists of the server, later ones find them. */
export async function openingTasks(bench: Bench, { browser, server, tasks, files, bareMs }: Opening): Promise<void> {
  const rounds: Milliseconds[] = [];
  for (let round = 0; round < Math.max(2, bench.options.rounds); round++) {
    const page = await openSignedIn(browser, server);
    rounds.push({ ...(await opened(page, tasks, files)), ...(await switched(page)) });
    await page.context().close();
  }
  bench.raw.push({ bench: 'own tasks in the page', rounds });
  const { report } = bench;
  const times = (key: string) => rounds.flatMap((ms) => ms[key] ?? []);
  const row = (name: string, key: string, facts: Partial<Facts> = {}) =>
    report.add(name, median(times(key)), { unit: 'ms', ...facts });
  const bound = { bound: bareMs, boundIs: 'bare page' };
  row(`${files.toLocaleString('en-US')} tasks: address to the first of them`, 'tasks', {
    ...bound,
    aim: { limit: 1000 },
  });
  row('  to the pictures in view', 'pictures');
  row('  a jump to the middle: tasks there', 'middle', { aim: { limit: 200 } });
  row('    their pictures too', 'middlePictures');
  row('  a jump to the end: tasks there', 'end', { aim: { limit: 200 } });
  for (const name of Object.keys(SWITCHES)) {
    const [first, ...later] = times(name);
    report.add(`  ${name}, the first time`, first, { unit: 'ms' });
    report.add('    later', median(later), { unit: 'ms', aim: { limit: 500 } });
  }
}
