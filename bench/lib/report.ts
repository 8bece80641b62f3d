import os from 'node:os';
import { asError } from './errors.ts';

const FORMATS = {
  s: (value: number) => `${plain(value)} s`,
  ms: (value: number) => `${plain(value)} ms`,
  MB: (value: number) => `${plain(value)} MB`,
  'MB/s': (value: number) => `${plain(value)} MB/s`,
  '%': (value: number) => `${plain(value)} %`,
  '/s': (value: number) => `${plain(value)}/s`,
  '': (value: number) => String(value),
};

type Unit = keyof typeof FORMATS;

/** Three digits that count, and thousands set apart. */
function plain(value: number): string {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 3) });
}

/** Times, megabytes and shares are good when small, rates when large. */
const goodWhenLarge = (unit: Unit) => unit.endsWith('/s');

/** A limit in the unit of the row, or a ratio of the bound. */
export type Aim = { limit: number } | { ratio: number };

export interface Facts {
  unit: Unit;
  bound?: number | null;
  boundIs?: string;
  aim?: Aim | null;
}

interface Row extends Required<Facts> {
  workload: string;
  value: number;
  ratio: number | null;
  met: boolean | null;
}

/** The rows of the table. The ratio is the share of the bound that was reached, whichever way the unit counts: 1 is as good as the bound. */
export class Report {
  readonly rows: Row[] = [];
  readonly failures: { workload: string; error: string }[] = [];

  add(
    workload: string,
    value: number | null | undefined,
    { unit, bound = null, boundIs = '', aim = null }: Facts,
  ): void {
    if (value === null || value === undefined) return;
    const large = goodWhenLarge(unit);
    const ratio = bound ? (large ? value / bound : bound / value) : null;
    let met: boolean | null = null;
    if (aim && 'limit' in aim) met = large ? value >= aim.limit : value <= aim.limit;
    else if (aim && ratio !== null) met = ratio >= aim.ratio;
    this.rows.push({ workload, value, unit, bound, boundIs, ratio, aim, met });
  }

  fail(workload: string, error: unknown): void {
    this.failures.push({ workload, error: asError(error).message });
  }

  #cells({ workload, value, unit, bound, boundIs, ratio, aim, met }: Row): string[] {
    const show = FORMATS[unit];
    const sign = unit === '' ? '' : goodWhenLarge(unit) ? '≥ ' : '≤ ';
    return [
      workload,
      show(value),
      bound ? `${show(bound)} ${boundIs}` : '',
      ratio === null ? '' : ratio.toFixed(2),
      aim === null ? '' : 'limit' in aim ? `${sign}${show(aim.limit)}` : `ratio ≥ ${aim.ratio}`,
      met === null ? '' : met ? 'yes' : 'NO',
    ];
  }

  table(): string {
    const head = ['workload', 'this run', 'bound measured in this run', 'ratio', 'aim', 'met?'];
    const lines = [head, head.map(() => '-'), ...this.rows.map((row) => this.#cells(row))];
    const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
    return lines
      .map((line) =>
        line.map((cell, at) => (cell === '-' ? '-'.repeat(widths[at] ?? 1) : cell.padEnd(widths[at] ?? 0))),
      )
      .map((line) => `| ${line.join(' | ')} |`)
      .join('\n');
  }
}

/** Of the last minute. */
export const load = (): number => os.loadavg()[0] ?? 0;

export function machine(nodeVersion: string, loadAtStart: number, place: { folder: string; createUs: number }) {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memory_gb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.release()}`,
    node: nodeVersion,
    folder: place.folder,
    create_us: place.createUs,
    load_at_start: loadAtStart,
    load_at_end: load(),
  };
}

export function machineLine(where: ReturnType<typeof machine>): string {
  const { cpu, cores, memory_gb, system, node, folder, create_us, load_at_start, load_at_end } = where;
  const loads = `load ${load_at_start.toFixed(1)} before, ${load_at_end.toFixed(1)} after`;
  return `${cpu}, ${cores} cores, ${memory_gb} GB, ${system}; ${loads}; Node ${node}; ${create_us.toFixed(0)} µs to make a file in ${folder}`;
}
