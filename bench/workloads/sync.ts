import type { Bench } from '../lib/bench.ts';
import { bareInsertSeconds, listSeconds } from '../lib/bounds.ts';
import { PeakMemory } from '../lib/memory.ts';
import { median, medianIfTold } from '../lib/numbers.ts';
import type { Facts, Report } from '../lib/report.ts';
import { type WorkloadResults, workloadResults } from '../lib/results.ts';
import { startLarder } from '../lib/server.ts';
import { at, runShared, sharedScript } from '../lib/shared.ts';
import { placeLargeTree } from './largeTree.ts';
import { ownSync } from './ownSync.ts';

const SMALL = 20_000;
const JSONL = 10_000;
const AIMED_AT = 200_000;

/** One large sync on a server of its own, then bare inserts of its rows. */
async function largeRound(bench: Bench) {
  const { files } = bench.options;
  const server = await startLarder(bench, 'sync');
  const folder = placeLargeTree(bench, server);
  const project = await server.api.project('bench large sync');
  const storage = await server.api.importStorage(project, folder, { recursive: true });
  const memory = new PeakMemory(server.pid);
  const took = await server.api.sync(storage, files);
  const { rss_peak_mb } = memory.stop();
  await server.api.expectTasks(project, files);
  const again = await server.api.sync(storage, 0);
  await server.stop();
  const bare = await bareInsertSeconds(bench, server.databaseFile, files);
  const small = Math.min(SMALL, files);
  const smallBare = await bareInsertSeconds(bench, server.databaseFile, small);
  const insert = smallBare.without_triggers / small;
  return { took, rss_peak_mb, again, list: listSeconds(folder, files), insert, ...bare };
}

type Round = Awaited<ReturnType<typeof largeRound>>;

/** What a file costs at the least, to be listed and inserted (seconds). */
interface Least {
  list: number;
  insert: number;
}

/** The large sync, against bare inserts of its own rows. */
async function largeSync(bench: Bench): Promise<Least> {
  const { report, options } = bench;
  const { files } = options;
  const rounds: Round[] = [];
  for (let round = 0; round < Math.max(2, options.rounds); round++) rounds.push(await largeRound(bench));
  bench.raw.push({ bench: 'own large sync', files, rounds });
  const middle = (key: Exclude<keyof Round, 'rss_peak_mb'>) => median(rounds.map((round) => round[key]));
  const rate = files / middle('took');
  const name = `sync ${files.toLocaleString('en-US')} files in 200 folders`;
  const bound: Facts = { unit: '/s', bound: files / middle('without_triggers'), boundIs: 'bare inserts' };
  // The aim is for many files: with few, the start of the job's thread weighs more than the inserts.
  report.add(name, rate, { ...bound, aim: files >= AIMED_AT ? { ratio: 0.5 } : null });
  const withTriggers = files / middle('with_triggers');
  report.add('  the same', rate, { unit: '/s', bound: withTriggers, boundIs: 'bare inserts with triggers' });
  report.add('  its peak memory', medianIfTold(rounds.map((round) => round.rss_peak_mb)), {
    unit: 'MB',
    aim: { limit: 300 },
  });
  report.add('  again, nothing new', middle('again'), { unit: 's', bound: middle('list'), boundIs: 'listing alone' });
  return { list: middle('list') / files, insert: middle('insert') };
}

function smallRows(report: Report, { workloads }: WorkloadResults, bound: Least): void {
  const inserts = (count: number): Facts => ({ unit: 's', bound: count * bound.insert, boundIs: 'bare inserts' });
  const listing: Facts = { unit: 's', bound: SMALL * bound.list, boundIs: 'listing alone' };
  const add = (name: string, key: string, facts: Facts) => report.add(name, workloads[key]?.seconds?.median, facts);
  const page = (name: string, key: string) =>
    report.add(name, workloads[key]?.p50_ms, { unit: 'ms', aim: { limit: 5 } });
  add('sync 20,000 files, flat', `flat_${SMALL}`, { ...inserts(SMALL), aim: { limit: 0.5 } });
  add('  again, nothing new', `resync_${SMALL}_nothing_new`, { ...listing, aim: { limit: 0.06 } });
  add('  again, 100 new', `resync_${SMALL}_100_new`, { ...listing, aim: { limit: 0.08 } });
  add('sync 20,000 files, nested', `recursive_${SMALL}_nested`, inserts(SMALL));
  add('sync one .jsonl of 10,000', `jsonl_one_file_${JSONL}`, { ...inserts(JSONL), aim: { limit: 0.35 } });
  add('sync 2,000 .json', 'json_2000_files', { ...inserts(2000), aim: { limit: 0.12 } });
  add('sync 2,000 .json with predictions', 'json_2000_files_predictions', { ...inserts(2000), aim: { limit: 0.2 } });
  page('page of 100 of 20,000, first', 'api_list_tasks_first_100');
  page('page of 100 of 20,000, last', 'api_list_tasks_last_100');
  report.add('list storages', workloads.api_list_import_storages?.p50_ms, { unit: 'ms', aim: { limit: 1.5 } });
  report.add('get a project of 20,000', workloads.api_get_project?.p50_ms, { unit: 'ms' });
}

export async function runSync(bench: Bench): Promise<void> {
  const { options } = bench;
  const bound = await largeSync(bench);
  const server = await startLarder(bench, 'sync-small');
  const only = options.quick ? 'flat,resync,jsonl,api' : 'flat,resync,recursive,jsonl,json,pred,api';
  const words = { ...at(server), sizes: SMALL, rounds: options.rounds, only, budget: 300, 'jsonl-tasks': JSONL };
  const shared = sharedScript(bench, 'sync.mjs');
  const result = shared
    ? await runShared(bench, 'sync.mjs', workloadResults, words)
    : await ownSync(bench, server, SMALL, JSONL);
  await server.stop();
  smallRows(bench.report, result, bound);
}
