import type { Bench } from '../lib/bench.ts';
import { writeRate } from '../lib/bounds.ts';
import type { Aim, Facts, Report } from '../lib/report.ts';
import { type WorkloadResults, workloadResults } from '../lib/results.ts';
import { startLarder } from '../lib/server.ts';
import { at, runShared, sharedScript } from '../lib/shared.ts';
import { ownExport } from './ownExport.ts';

const EXPORTED = 2000;

type Bound = Partial<Facts>;

function exportRows(report: Report, { workloads }: WorkloadResults, durable: number, plain: number): void {
  const flushed: Bound = { bound: durable, boundIs: 'write, fsync, rename' };
  const written: Bound = { bound: EXPORTED / plain, boundIs: 'write, rename' };
  const rate = (name: string, key: string, aim: Aim | null, bound: Bound) =>
    report.add(name, workloads[key]?.per_s, { unit: '/s', ...bound, aim });
  const whole = (name: string, key: string, aim: Aim | null, bound: Bound) =>
    report.add(name, workloads[key]?.seconds?.median, { unit: 's', ...bound, aim });
  rate('save an annotation, c=1', 'create_annotations_c1', null, flushed);
  rate('save with its export file, c=1', 'create_annotations_with_export_c1', { limit: 400 }, flushed);
  rate('save with its export file, c=4', 'create_annotations_with_export_c4', { limit: 400 }, flushed);
  rate('delete an annotation and its file', 'delete_annotations_with_file_removal_c1', { limit: 500 }, flushed);
  whole('import 2,000 tasks with an annotation', 'import_tasks_with_annotation', null, {});
  whole('export 2,000', 'export_sync', { limit: 0.5 }, written);
  whole('export 2,000 again', 'export_sync_again', null, written);
}

export async function runExport(bench: Bench): Promise<void> {
  const { quick, rounds } = bench.options;
  const durable = writeRate(bench, 300, true);
  const plain = writeRate(bench, EXPORTED, false);
  const server = await startLarder(bench, 'export');
  const n = quick ? 300 : 1000;
  const words = { ...at(server), n, 'sync-n': EXPORTED, rounds, concurrency: quick ? '1' : '1,4', budget: 300 };
  const shared = sharedScript(bench, 'export.mjs');
  const result = shared
    ? await runShared(bench, 'export.mjs', workloadResults, words)
    : await ownExport(bench, server, n, EXPORTED);
  await server.stop();
  if (result.files_left_after_delete)
    throw new Error(`${result.files_left_after_delete} export files were left behind`);
  exportRows(bench.report, result, durable, plain);
}
