import { setTimeout as sleep } from 'node:timers/promises';
import { tick } from '../lib/load.mjs';
import { PeakMemory } from '../lib/memory.mjs';
import { quantile } from '../lib/numbers.mjs';

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

async function windowAt({ client }, project, query, offset, total) {
  const answer = await client.request(
    'GET',
    `/api/larder/projects/${project}/tasks?limit=${ROWS}&offset=${offset}&${query}`,
  );
  const window = JSON.parse(answer.body.toString());
  if (window.total !== total || window.tasks?.length !== ROWS) {
    throw new Error(`?${query} at ${offset}: ${window.tasks?.length} of ${window.total}, expected ${ROWS} of ${total}`);
  }
  return answer.ms;
}

/** The page's list of tasks: the first answer of each kind, which makes its list, then windows anywhere; what others wait meanwhile. */
export async function ownTasks(bench, server, project, total) {
  const { report } = bench;
  const memory = new PeakMemory(server.pid);
  const lists = {};
  for (const [name, query] of Object.entries(LISTS)) {
    const first = windowAt(server, project, query, Math.floor(total / 2), total);
    const meanwhile = await tick(
      2,
      first.then(() => sleep(5)),
      async () => (await server.client.request('GET', '/health')).ms,
    );
    const ms = [];
    for (let at = 0; at < TIMES; at++) {
      ms.push(await windowAt(server, project, query, Math.floor(((total - ROWS) * at) / TIMES), total));
    }
    lists[name] = { first_ms: await first, pause_ms: Math.max(...meanwhile.ms), ms };
    report.add(`  tasks ${name}: first answer`, lists[name].first_ms, { unit: 'ms' });
    report.add('    another request meanwhile, worst', lists[name].pause_ms, { unit: 'ms', aim: { limit: 20 } });
    report.add(`    window of ${ROWS} anywhere, p50`, quantile(ms, 0.5), { unit: 'ms', aim: { limit: 5 } });
  }
  const { rss_peak_mb } = memory.stop();
  report.add('  peak memory with these lists', rss_peak_mb, { unit: 'MB' });
  bench.raw.push({ bench: 'own tasks', total, lists, rss_peak_mb });
}
