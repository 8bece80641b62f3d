import { writeRate } from '../lib/bounds.mjs';
import { startLarder } from '../lib/server.mjs';
import { at, runShared, sharedScript } from '../lib/shared.mjs';
import { ownExport } from './ownExport.mjs';

const EXPORTED = 2000;

function exportRows(report, { workloads }, durable, plain) {
  const flushed = { bound: durable, boundIs: 'write, fsync, rename' };
  const written = { unit: 's', bound: EXPORTED / plain, boundIs: 'write, rename' };
  const rate = (name, key, aim, bound) => report.add(name, workloads[key]?.per_s, { unit: '/s', ...bound, aim });
  const whole = (name, key, aim, bound) =>
    report.add(name, workloads[key]?.seconds.median, { unit: 's', ...bound, aim });
  rate('save an annotation, c=1', 'create_annotations_c1', null, flushed);
  rate('save with its export file, c=1', 'create_annotations_with_export_c1', { limit: 400 }, flushed);
  rate('save with its export file, c=4', 'create_annotations_with_export_c4', { limit: 400 }, flushed);
  rate('delete an annotation and its file', 'delete_annotations_with_file_removal_c1', { limit: 500 }, flushed);
  whole('import 2,000 tasks with an annotation', 'import_tasks_with_annotation', null, {});
  whole('export 2,000', 'export_sync', { limit: 0.5 }, written);
  whole('export 2,000 again', 'export_sync_again', null, written);
}

export async function runExport(bench) {
  const { quick, rounds } = bench.options;
  const durable = writeRate(bench, 300, true);
  const plain = writeRate(bench, EXPORTED, false);
  const server = await startLarder(bench, 'export');
  const n = quick ? 300 : 1000;
  const words = { ...at(server), n, 'sync-n': EXPORTED, rounds, concurrency: quick ? '1' : '1,4', budget: 300 };
  const shared = sharedScript(bench, 'export.mjs');
  const result = shared ? await runShared(bench, 'export.mjs', words) : await ownExport(bench, server, n, EXPORTED);
  await server.stop();
  if (result.files_left_after_delete)
    throw new Error(`${result.files_left_after_delete} export files were left behind`);
  exportRows(bench.report, result, durable, plain);
}
