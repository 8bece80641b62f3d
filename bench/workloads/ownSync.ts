import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { makeEmptyFiles, makeJsonl } from '../lib/files.ts';
import { latency, summary } from '../lib/numbers.ts';
import type { WorkloadResults } from '../lib/results.ts';
import type { Larder } from '../lib/server.ts';

const NEW = 100;

/** The kinds of ../shared/bench/sync.mjs that carry an aim, with its names for the results. */
export async function ownSync(
  bench: Bench,
  { api, root }: Larder,
  files: number,
  jsonlTasks: number,
): Promise<WorkloadResults> {
  const times: Record<string, number[]> = {};
  const ms: Record<string, number[]> = {};
  const add = (name: string, seconds: number) => {
    times[name] = [...(times[name] ?? []), seconds];
  };
  for (let round = 0; round < bench.options.rounds; round++) {
    const folder = makeEmptyFiles(path.join(root, `flat${round}`), files);
    const project = await api.project('bench flat');
    const storage = await api.importStorage(project, folder);
    add(`flat_${files}`, await api.sync(storage, files));
    add(`resync_${files}_nothing_new`, await api.sync(storage, 0));
    ms.api_list_tasks_first_100 = await api.pageTimes(project, 1);
    ms.api_list_tasks_last_100 = await api.pageTimes(project, files / 100);
    makeEmptyFiles(folder, NEW, 0, files);
    add(`resync_${files}_${NEW}_new`, await api.sync(storage, NEW));
    await api.expectTasks(project, files + NEW);
    const lines = makeJsonl(path.join(root, `jsonl${round}`), jsonlTasks);
    const second = await api.project('bench jsonl');
    const tasks = await api.importStorage(second, lines, { files: false });
    add(`jsonl_one_file_${jsonlTasks}`, await api.sync(tasks, jsonlTasks));
    await api.expectTasks(second, jsonlTasks);
  }
  const workloads: WorkloadResults['workloads'] = {};
  for (const [name, values] of Object.entries(times)) workloads[name] = { seconds: summary(values) };
  for (const [name, values] of Object.entries(ms)) workloads[name] = latency(values);
  bench.raw.push({ bench: 'own sync', workloads });
  return { workloads };
}
