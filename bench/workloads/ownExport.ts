import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { annotationBody, withId } from '../lib/api.ts';
import type { Bench } from '../lib/bench.ts';
import { makeJsonl } from '../lib/files.ts';
import { median, seconds, summary } from '../lib/numbers.ts';
import type { WorkloadResults } from '../lib/results.ts';
import type { Larder } from '../lib/server.ts';

function expectFiles(folder: string, count: number): void {
  const names = readdirSync(folder);
  const [first] = names;
  if (names.length !== count) throw new Error(`${names.length} export files, expected ${count}`);
  if (first) JSON.parse(readFileSync(path.join(folder, first), 'utf8'));
}

/** The kinds of ../shared/bench/export.mjs that carry an aim, with its names for the results. */
export async function ownExport(
  bench: Bench,
  { api, client, root }: Larder,
  saves: number,
  exported: number,
): Promise<WorkloadResults> {
  const times: Record<string, { count: number; seconds: number[] }> = {};
  const timed = async <T>(name: string, count: number, action: () => Promise<T>): Promise<T> => {
    const begun = seconds();
    const result = await action();
    const took = seconds() - begun;
    times[name] = { count, seconds: [...(times[name]?.seconds ?? []), took] };
    return result;
  };
  for (let round = 0; round < bench.options.rounds; round++) {
    const project = await api.project('bench save');
    const lines = makeJsonl(path.join(root, `save${round}`), saves);
    await api.sync(await api.importStorage(project, lines, { files: false }), saves);
    const tasks = await api.taskIds(project, saves);
    const save = (task: number) => client.json(withId, 'POST', `/api/tasks/${task}/annotations/`, annotationBody(task));
    await timed('create_annotations_c1', saves, async () => {
      for (const task of tasks) await save(task);
    });
    const target = path.join(root, `out${round}`);
    mkdirSync(target);
    await api.exportStorage(project, target);
    const made = await timed('create_annotations_with_export_c1', saves, async () => {
      const ids: number[] = [];
      for (const task of tasks) ids.push((await save(task)).id);
      return ids;
    });
    const earlier = readdirSync(target).length - saves; // a storage may write at its making what is there already
    expectFiles(target, saves + earlier);
    await timed('delete_annotations_with_file_removal_c1', saves, async () => {
      for (const id of made) await client.call('DELETE', `/api/annotations/${id}/`);
    });
    expectFiles(target, earlier);

    const second = await api.project('bench export');
    const annotated = makeJsonl(path.join(root, `annotated${round}`), exported, true);
    const storage = await api.importStorage(second, annotated, { files: false });
    await timed('import_tasks_with_annotation', exported, () => api.sync(storage, exported));
    const folder = path.join(root, `export${round}`);
    mkdirSync(folder);
    const out = await api.exportStorage(second, folder);
    await timed('export_sync', exported, () => api.sync(out, exported, 'export/'));
    expectFiles(folder, exported);
    await timed('export_sync_again', exported, () => api.sync(out, exported, 'export/'));
    expectFiles(folder, exported);
  }
  const workloads: WorkloadResults['workloads'] = {};
  for (const [name, { count, seconds: all }] of Object.entries(times)) {
    workloads[name] = { count, per_s: count / median(all), seconds: summary(all) };
  }
  bench.raw.push({ bench: 'own export', workloads });
  return { workloads };
}
