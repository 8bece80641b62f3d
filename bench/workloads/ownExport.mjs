import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { annotationBody } from '../lib/api.mjs';
import { makeJsonl } from '../lib/files.mjs';
import { median, seconds, summary } from '../lib/numbers.mjs';

function expectFiles(folder, count) {
  const names = readdirSync(folder);
  if (names.length !== count) throw new Error(`${names.length} export files, expected ${count}`);
  if (count) JSON.parse(readFileSync(path.join(folder, names[0]), 'utf8'));
}

/** The kinds of ../shared/bench/export.mjs that carry an aim, with its names for the results. */
export async function ownExport(bench, { api, client, root }, saves, exported) {
  const times = {};
  const timed = async (name, count, action) => {
    const begun = seconds();
    const result = await action();
    times[name] ??= { count, seconds: [] };
    times[name].seconds.push(seconds() - begun);
    return result;
  };
  for (let round = 0; round < bench.options.rounds; round++) {
    const project = await api.project('bench save');
    const lines = makeJsonl(path.join(root, `save${round}`), saves);
    await api.sync(await api.importStorage(project, lines, { files: false }), saves);
    const tasks = await api.taskIds(project, saves);
    const save = (task) => client.json('POST', `/api/tasks/${task}/annotations/`, annotationBody(task));
    await timed('create_annotations_c1', saves, async () => {
      for (const task of tasks) await save(task);
    });
    const target = path.join(root, `out${round}`);
    mkdirSync(target);
    await api.exportStorage(project, target);
    const made = await timed('create_annotations_with_export_c1', saves, async () => {
      const ids = [];
      for (const task of tasks) ids.push((await save(task)).id);
      return ids;
    });
    const earlier = readdirSync(target).length - saves; // a storage may write at its making what is there already
    expectFiles(target, saves + earlier);
    await timed('delete_annotations_with_file_removal_c1', saves, async () => {
      for (const id of made) await client.json('DELETE', `/api/annotations/${id}/`);
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
  const workloads = {};
  for (const [name, { count, seconds: all }] of Object.entries(times)) {
    workloads[name] = { count, per_s: count / median(all), seconds: summary(all) };
  }
  bench.raw.push({ bench: 'own export', workloads });
  return { workloads };
}
