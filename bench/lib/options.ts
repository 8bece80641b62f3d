import path from 'node:path';
import { parseArgs } from 'node:util';
import { asError } from './errors.ts';

/** In this order: those that make files first, those that delete many last (see folder.ts). */
export const WORKLOADS = ['startup', 'export', 'serve', 'sync', 'during', 'million', 'page', 'limits'] as const;
export type Workload = (typeof WORKLOADS)[number];
/** These take minutes: only by name, or by --million. */
const LARGE = new Set<Workload>(['million', 'page']);

export const HELP = `npm run bench -- [options]

  --only a,b        of ${WORKLOADS.join(', ')} (default: all but million and page)
  --quick           small sizes, about a minute
  --million         the workload with 1,000,000 files too (about 3 minutes more, 1,000,000 inodes)
  --rounds N        how often the short workloads are repeated (default 3, quick 1)
  --files N         files of the large sync (default 200000, quick 20000)
  --million-files N files of the workloads million and page (default 1000000, quick 50000)
  --dir DIR         where the temporary folder is made (default: the calmer of the system's two)
  --json FILE       append the raw results, one line of JSON a run
  --no-shared       the built-in workloads, even where ../shared/bench is
  --profile DIR     the server writes V8 CPU profiles there (numbers are then slower)

Exit codes: 0 measured, 1 a workload failed (never because a number is slow), 2 wrong words, 130 interrupted.
`;

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {}

function count(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} ${text} is no number above 0`);
  return Number(text);
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ only: text, json: text, dir: text, profile: text, rounds: text, files: text, 'million-files': text },
    ...{ quick: flag, million: flag, 'no-shared': flag, help: { ...flag, short: 'h' } },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(asError(error).message);
  }
}

function workloadOf(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload === name);
  if (!found) throw new UsageError(`--only ${name}: there are ${WORKLOADS.join(', ')}`);
  return found;
}

/** Throws UsageError. */
export function readOptions(args: string[]) {
  const values = parse(args);
  const quick = values.quick ?? false;
  const named = values.only?.split(',').filter(Boolean).map(workloadOf);
  const wanted = new Set(named ?? WORKLOADS.filter((name) => !LARGE.has(name)));
  if (values.million) wanted.add('million');
  return {
    help: values.help ?? false,
    quick,
    workloads: WORKLOADS.filter((name) => wanted.has(name)),
    rounds: count('rounds', values.rounds, quick ? 1 : 3),
    files: count('files', values.files, quick ? 20_000 : 200_000),
    millionFiles: count('million-files', values['million-files'], quick ? 50_000 : 1_000_000),
    dir: values.dir && path.resolve(values.dir),
    json: values.json && path.resolve(values.json),
    profile: values.profile && path.resolve(values.profile),
    shared: !values['no-shared'],
  };
}

export type Options = ReturnType<typeof readOptions>;
