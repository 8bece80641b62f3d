import { countedProject } from '../lib/api.ts';
import type { Bench } from '../lib/bench.ts';
import { bareInsertSeconds, listSeconds } from '../lib/bounds.ts';
import { PeakMemory } from '../lib/memory.ts';
import { quantile } from '../lib/numbers.ts';
import type { Facts } from '../lib/report.ts';
import { type Larder, startLarder } from '../lib/server.ts';
import { placeMillionTree } from './millionTree.ts';
import { ownTasks } from './ownTasks.ts';

const TIMES = 30;

/** Pages of a project, one after the other; then again once a task is gone, when positions are no longer arithmetic. */
async function pages(bench: Bench, { api, client }: Larder, project: number, files: number): Promise<void> {
  const { report } = bench;
  const middle = Math.floor(files / 200);
  const last = files / 100;
  const show = (name: string, ms: number[]) => report.add(name, quantile(ms, 0.5), { unit: 'ms', aim: { limit: 5 } });
  show('  page of 100, first', await api.pageTimes(project, 1, { times: TIMES }));
  show('  page of 100, middle', await api.pageTimes(project, middle, { times: TIMES }));
  show('  page of 100, last', await api.pageTimes(project, last, { times: TIMES }));
  const tasks = await api.taskIds(project, 50);
  await client.call('DELETE', `/api/tasks/${tasks.at(-1)}/`);
  const moved = { times: TIMES, firstInnerId: (middle - 1) * 100 + 2 };
  show('  page of 100, middle, after a task was deleted', await api.pageTimes(project, middle, moved));
}

async function projectTimes({ client }: Larder, project: number, expected: number): Promise<number[]> {
  const ms: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const answer = await client.request('GET', `/api/projects/${project}/`);
    ms.push(answer.ms);
    const { task_number: tasks } = countedProject.parse(JSON.parse(answer.body.toString()));
    if (tasks !== expected) throw new Error('task_number is wrong');
  }
  return ms;
}

/** As many tasks as a project may come to have: nothing may depend on their number but the time of the sync. */
export async function runMillion(bench: Bench): Promise<void> {
  const { report, say } = bench;
  const server = await startLarder(bench, 'million');
  const { folder, files } = placeMillionTree(bench, server);
  const project = await server.api.project('bench million');
  const storage = await server.api.importStorage(project, folder, { recursive: true });
  const memory = new PeakMemory(server.pid);
  say('syncing them');
  const took = await server.api.sync(storage, files);
  const first = memory.stop();
  const secondMemory = new PeakMemory(server.pid);
  const again = await server.api.sync(storage, 0);
  const second = secondMemory.stop();
  await server.api.expectTasks(project, files);
  const gets = await projectTimes(server, project, files);
  say('bounds');
  const listed = listSeconds(folder, files, 1);
  const at = report.rows.length;
  await ownTasks(bench, server, project, files);
  await pages(bench, server, project, files);
  const pageRows = report.rows.splice(at);
  await server.stop();
  // One task is gone by now.
  const bare = await bareInsertSeconds(bench, server.databaseFile, files - 1);
  bench.raw.push({ bench: 'own million', files, took, first, again, second, listed, bare, gets });
  const bound: Facts = { unit: '/s', bound: files / bare.without_triggers, boundIs: 'bare inserts' };
  report.add(`sync ${files.toLocaleString('en-US')} files in 1,000 folders`, files / took, bound);
  report.add('  its peak memory', first.rss_peak_mb, { unit: 'MB', aim: { limit: 300 } });
  report.add('  again, nothing new', again, { unit: 's', bound: listed, boundIs: 'listing alone' });
  report.add('  its peak memory', second.rss_peak_mb, { unit: 'MB', aim: { limit: 300 } });
  report.rows.push(...pageRows);
  report.add('  get the project', quantile(gets, 0.5), { unit: 'ms' });
}
