import type { Bench } from '../lib/bench.ts';
import { openBrowser } from '../lib/browser.ts';
import { barePages } from '../lib/programs.ts';
import { startBareServer, startLarder } from '../lib/server.ts';
import { placeMillionTree } from './millionTree.ts';
import { scrollingTasks } from './pageScrolling.ts';
import { startOfPage, startOfWindow } from './pageStart.ts';
import { openingTasks } from './pageTasks.ts';

/** What a person waits for: the window, the page, and a list of as many tasks as a project may come to have. */
export async function runPage(bench: Bench): Promise<void> {
  await startOfWindow(bench);
  const browser = await openBrowser(bench);
  if (!browser) return;
  const bare = await startBareServer(bench, barePages);
  const server = await startLarder(bench, 'page');
  const bareMs = await startOfPage(bench, { browser, server, bare });
  const { folder, files } = placeMillionTree(bench, server);
  const project = await server.api.project('bench page');
  bench.say(`syncing ${files} files`);
  await server.api.sync(await server.api.importStorage(project, folder, { recursive: true }), files);
  const tasks = `${server.url}/projects/${project}/tasks`;
  await openingTasks(bench, { browser, server, tasks, files, bareMs });
  await scrollingTasks(bench, { browser, server, tasks, tall: `${bare.url}/tall.html` });
  await browser.close();
  await server.stop();
  await bare.stop();
}
