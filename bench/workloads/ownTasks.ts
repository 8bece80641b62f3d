import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Bench } from '../lib/bench.ts';
import { tick } from '../lib/load.ts';
import { PeakMemory } from '../lib/memory.ts';
import { quantile } from '../lib/numbers.ts';
import type { Larder } from '../lib/server.ts';

const TIMES = 50;
const ROWS = 100;
const LISTS = {
  'in the order of coming': '',
  'by name': 'order=name',
  'by name, backwards': 'order=-name',
  'by change': 'order=-updated_at',
  unlabeled: 'state=unlabeled',
  'whose path has img_': 'search=img_',
};

const listWindow = z.object({ total: z.number(), tasks: z.array(z.unknown()) });

async function windowAt(
  { client }: Larder,
  project: number,
  query: string,
  offset: number,
  total: number,
): Promise<number> {
  const answer = await client.request(
    'GET',
    `/api/larder/projects/${project}/tasks?limit=${ROWS}&offset=${offset}&${query}`,
  );
  const window = listWindow.parse(JSON.parse(answer.body.toString()));
  if (window.total !== total || window.tasks.length !== ROWS) {
    throw new Error(`?${query} at ${offset}: ${window.tasks.length} of ${window.total}, expected ${ROWS} of ${total}`);
  }
  return answer.ms;
}

/** The page's list of tasks: the first answer of each kind, which makes its list, then windows anywhere; what others wait meanwhile. */
export async function ownTasks(bench: Bench, server: Larder, project: number, total: number): Promise<void> {
  const { report } = bench;
  const memory = new PeakMemory(server.pid);
  const lists: Record<string, { first_ms: number; pause_ms: number; ms: number[] }> = {};
  for (const [name, query] of Object.entries(LISTS)) {
    const first = windowAt(server, project, query, Math.floor(total / 2), total);
    const meanwhile = await tick(
      2,
      first.then(() => sleep(5)),
      async () => (await server.client.request('GET', '/health')).ms,
    );
    const ms: number[] = [];
    for (let at = 0; at < TIMES; at++) {
      ms.push(await windowAt(server, project, query, Math.floor(((total - ROWS) * at) / TIMES), total));
    }
    const list = { first_ms: await first, pause_ms: Math.max(...meanwhile.ms), ms };
    lists[name] = list;
    report.add(`  tasks ${name}: first answer`, list.first_ms, { unit: 'ms' });
    report.add('    another request meanwhile, worst', list.pause_ms, { unit: 'ms', aim: { limit: 20 } });
    report.add(`    window of ${ROWS} anywhere, p50`, quantile(ms, 0.5), { unit: 'ms', aim: { limit: 5 } });
  }
  const { rss_peak_mb } = memory.stop();
  report.add('  peak memory with these lists', rss_peak_mb, { unit: 'MB' });
  bench.raw.push({ bench: 'own tasks', total, lists, rss_peak_mb });
}
