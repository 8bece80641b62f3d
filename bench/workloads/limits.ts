import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../lib/bench.ts';
import { listSeconds, writeRate } from '../lib/bounds.ts';
import { makeEmptyFiles } from '../lib/files.ts';
import { seconds } from '../lib/numbers.ts';
import { type LimitResults, limitResults } from '../lib/results.ts';
import { runShared, sharedScript } from '../lib/shared.ts';

function ownLimits(bench: Bench, files: number, writes: number): LimitResults {
  const begun = seconds();
  const folder = makeEmptyFiles(path.join(bench.folder, 'limits'), files, 1000);
  const made = seconds() - begun;
  const rates = {
    create_empty_files: files / made,
    node_readdir_dirents: files / listSeconds(folder, files),
    [`write_rename_${writes}_files`]: writeRate(bench, writes, false),
    write_fsync_rename_300_files: writeRate(bench, 300, true),
  };
  const limits = Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, { per_s: rate }]));
  bench.raw.push({ bench: 'own limits', limits });
  return { limits };
}

/** What the machine can do at most, whatever the program: to compare runs of different machines. */
export async function runLimits(bench: Bench): Promise<void> {
  const { quick, rounds } = bench.options;
  const files = quick ? 20_000 : 200_000;
  const writes = quick ? 2000 : 20_000;
  const root = path.join(bench.folder, 'limits-root');
  mkdirSync(root);
  const shared = sharedScript(bench, 'limits.mjs');
  const words = { root, files, rows: files, writes, rounds };
  const result = shared ? await runShared(bench, 'limits.mjs', limitResults, words) : ownLimits(bench, files, writes);
  for (const [name, { per_s }] of Object.entries(result.limits)) {
    bench.report.add(`limit: ${name.replaceAll('_', ' ')}`, per_s, { unit: '/s' });
  }
}
