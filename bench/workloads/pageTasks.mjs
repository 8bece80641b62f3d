import { openSignedIn } from '../lib/browser.mjs';
import { median } from '../lib/numbers.mjs';

/** As many as no screen shows. */
const SCREEN = 100;

/** Milliseconds from what a person did (or from the address, when `act` is left out) until the tasks are drawn. */
async function tasksAfter(page, { from = 0, holds = 'a' }, act) {
  const drawn = page.evaluate(
    async (asked) => (await inPage.drawn(() => inPage.tasksDrawn(asked.from, asked.holds))) - inPage.lastInput(),
    { from, holds },
  );
  const [ms] = await Promise.all([drawn, act?.()]);
  return ms;
}

const picturesAfter = (page, from = 0) =>
  page.evaluate(async (index) => (await inPage.drawn(() => inPage.picturesDrawn(index))) - inPage.lastInput(), from);

/** From the address to the first tasks, and to the pictures of all in view; then the same for other places of the list. */
async function opened(page, tasks, files) {
  const ms = {};
  await page.goto(tasks, { waitUntil: 'commit' });
  [ms.tasks, ms.pictures] = await Promise.all([tasksAfter(page, {}), picturesAfter(page)]);
  for (const [name, share] of Object.entries({ middle: 0.5, end: 1 })) {
    const from = Math.floor((files - SCREEN) * share);
    const jump = tasksAfter(page, { from }, () => page.evaluate((to) => inPage.scrollTo(to), share));
    [ms[name], ms[`${name}Pictures`]] = await Promise.all([jump, picturesAfter(page, from)]);
  }
  return ms;
}

const choose = (label, option) => async (page) => {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option }).click();
};
const press = (group, text) => (page) =>
  page.getByRole('radiogroup', { name: group }).locator('label', { hasText: text }).click();

/** What a person does with the list, and what the links of the tasks then hold. */
const SWITCHES = {
  'order by name': { act: choose('Order', 'Name, A to Z'), holds: 'a[href*="order=name"]' },
  'only those to do': { act: press('State', 'To do'), holds: 'a[href*="state=unlabeled"]' },
  'all of them again': { act: press('State', 'All'), holds: 'a:not([href*="state="])' },
  'search, its pause included': {
    act: (page) => page.getByRole('textbox', { name: 'Search tasks' }).pressSequentially('img_0'),
    holds: 'a[href*="search=img_0"]',
  },
  'as a table': { act: press('Layout', 'Table'), holds: 'a > :nth-child(5)' },
};

async function switched(page) {
  const ms = {};
  for (const [name, { act, holds }] of Object.entries(SWITCHES)) {
    ms[name] = await tasksAfter(page, { holds }, () => act(page));
  }
  return ms;
}

/** Every round in a window with an empty cache. The first switches make the lists of the server, later ones find them. */
export async function openingTasks(bench, { browser, server, tasks, files, bareMs }) {
  const rounds = [];
  for (let round = 0; round < Math.max(2, bench.options.rounds); round++) {
    const page = await openSignedIn(browser, server);
    rounds.push({ ...(await opened(page, tasks, files)), ...(await switched(page)) });
    await page.context().close();
  }
  bench.raw.push({ bench: 'own tasks in the page', rounds });
  const { report } = bench;
  const row = (name, key, more) => report.add(name, median(rounds.map((ms) => ms[key])), { unit: 'ms', ...more });
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
    report.add(`  ${name}, the first time`, rounds[0][name], { unit: 'ms' });
    report.add('    later', median(rounds.slice(1).map((ms) => ms[name])), { unit: 'ms', aim: { limit: 500 } });
  }
}
