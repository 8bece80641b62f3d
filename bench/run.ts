// Measures Larder against the limits of the machine in the same run. See README.md, or --help.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, statSync } from 'node:fs';
import type { Bench } from './lib/bench.ts';
import { Cleanup } from './lib/cleanup.ts';
import { asError } from './lib/errors.ts';
import { makeFolder, SLOW_CREATE_US } from './lib/folder.ts';
import { seconds } from './lib/numbers.ts';
import { HELP, readOptions, UsageError, type Workload } from './lib/options.ts';
import { bundle, node } from './lib/programs.ts';
import { load, machine, machineLine, Report } from './lib/report.ts';
import { runDuring } from './workloads/during.ts';
import { runExport } from './workloads/export.ts';
import { runLimits } from './workloads/limits.ts';
import { runMillion } from './workloads/million.ts';
import { runPage } from './workloads/page.ts';
import { runServe } from './workloads/serve.ts';
import { runStartup } from './workloads/startup.ts';
import { runSync } from './workloads/sync.ts';

const PROGRAMS: Record<Workload, (bench: Bench) => Promise<void>> = {
  startup: runStartup,
  sync: runSync,
  during: runDuring,
  serve: runServe,
  export: runExport,
  million: runMillion,
  page: runPage,
  limits: runLimits,
};

async function runAll(bench: Bench): Promise<void> {
  for (const name of bench.options.workloads) {
    if (bench.cleanup.interrupted) return;
    const begun = seconds();
    bench.say(name);
    try {
      await PROGRAMS[name](bench);
      bench.say(`${name}: ${(seconds() - begun).toFixed(0)} s`);
    } catch (error) {
      if (bench.cleanup.interrupted) return;
      bench.report.fail(name, error);
      bench.say(`${name} FAILED: ${asError(error).stack}\nThe server said last:\n${bench.said?.() ?? ''}`);
    }
  }
}

const warning = ({ folder, createUs }: { folder: string; createUs: number }) =>
  `making an empty file below ${folder} takes ${createUs.toFixed(0)} µs: many files were deleted there in the last minutes, or the
        disk is busy. The export and everything that makes files will look slow. Wait five minutes, or name another disk by --dir.`;

function printReport(bench: Bench, loadAtStart: number, begun: number): void {
  const { report, options, raw, folder, createUs } = bench;
  const version = execFileSync(node, ['--version']).toString().trim();
  const where = machine(version, loadAtStart, { folder, createUs });
  console.log(`\n${report.table()}\n\n${machineLine(where)}`);
  console.log(`${options.quick ? 'quick: the sizes are small. ' : ''}${(seconds() - begun).toFixed(0)} s in all`);
  if (createUs > SLOW_CREATE_US) console.log(warning({ folder, createUs }));
  for (const { workload, error } of report.failures) console.log(`FAILED ${workload}: ${error}`);
  if (!options.json) return;
  const line = {
    at: new Date().toISOString(),
    options,
    machine: where,
    rows: report.rows,
    failures: report.failures,
    raw,
  };
  appendFileSync(options.json, `${JSON.stringify(line)}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  if (!existsSync(bundle)) throw new UsageError(`${bundle} is missing: npm run build`);
  const built = statSync(bundle).mtimeMs;
  const loadAtStart = load();
  const begun = seconds();
  const cleanup = new Cleanup();
  const place = makeFolder(options.dir);
  cleanup.folder = place.folder;
  const say = (text: string) => console.error(`[bench] ${text}`);
  if (place.createUs > SLOW_CREATE_US) say(warning(place));
  const bench: Bench = {
    options,
    cleanup,
    ...place,
    report: new Report(),
    raw: [],
    say,
    said: null,
    large: null,
    million: null,
  };
  try {
    await runAll(bench);
  } finally {
    await cleanup.end();
  }
  if (cleanup.interrupted) return;
  printReport(bench, loadAtStart, begun);
  if (!existsSync(bundle) || statSync(bundle).mtimeMs !== built)
    console.log('The server was built anew meanwhile: run again.');
  if (bench.report.failures.length) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${HELP}` : asError(error).stack);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
