import os from 'node:os';

const FORMATS = {
  s: (value) => `${plain(value)} s`,
  ms: (value) => `${plain(value)} ms`,
  MB: (value) => `${plain(value)} MB`,
  'MB/s': (value) => `${plain(value)} MB/s`,
  '%': (value) => `${plain(value)} %`,
  '/s': (value) => `${plain(value)}/s`,
  '': (value) => String(value),
};

/** Three digits that count, and thousands set apart. */
function plain(value) {
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 3) });
}

/** Times, megabytes and shares are good when small, rates when large. */
const goodWhenLarge = (unit) => unit.endsWith('/s');

/**
 * The rows of the table. `aim` is {limit: number} in the unit of the row, or {ratio: number} of the bound. The ratio is the
 * share of the bound that was reached, whichever way the unit counts: 1 is as good as the bound.
 */
export class Report {
  rows = [];
  failures = [];

  add(workload, value, { unit, bound = null, boundIs = '', aim = null }) {
    if (value === null || value === undefined) return;
    const large = goodWhenLarge(unit);
    const ratio = bound ? (large ? value / bound : bound / value) : null;
    let met = null;
    if (aim?.limit !== undefined) met = large ? value >= aim.limit : value <= aim.limit;
    else if (aim && ratio !== null) met = ratio >= aim.ratio;
    this.rows.push({ workload, value, unit, bound, boundIs, ratio, aim, met });
  }

  fail(workload, error) {
    this.failures.push({ workload, error: error.message });
  }

  #cells({ workload, value, unit, bound, boundIs, ratio, aim, met }) {
    const show = FORMATS[unit];
    const sign = unit === '' ? '' : goodWhenLarge(unit) ? '≥ ' : '≤ ';
    const aimText = aim?.limit !== undefined ? `${sign}${show(aim.limit)}` : aim ? `ratio ≥ ${aim.ratio}` : '';
    return [
      workload,
      show(value),
      bound ? `${show(bound)} ${boundIs}` : '',
      ratio === null ? '' : ratio.toFixed(2),
      aimText,
      met === null ? '' : met ? 'yes' : 'NO',
    ];
  }

  table() {
    const head = ['workload', 'this run', 'bound measured in this run', 'ratio', 'aim', 'met?'];
    const lines = [head, head.map(() => '-'), ...this.rows.map((row) => this.#cells(row))];
    const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
    return lines
      .map((line) => line.map((cell, at) => (cell === '-' ? '-'.repeat(widths[at]) : cell.padEnd(widths[at]))))
      .map((line) => `| ${line.join(' | ')} |`)
      .join('\n');
  }
}

export function machine(nodeVersion, loadAtStart, { folder, createUs }) {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memory_gb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.release()}`,
    node: nodeVersion,
    folder,
    create_us: createUs,
    load_at_start: loadAtStart,
    load_at_end: os.loadavg()[0],
  };
}

export function machineLine(where) {
  const { cpu, cores, memory_gb, system, node, folder, create_us, load_at_start, load_at_end } = where;
  const load = `load ${load_at_start.toFixed(1)} before, ${load_at_end.toFixed(1)} after`;
  return `${cpu}, ${cores} cores, ${memory_gb} GB, ${system}; ${load}; Node ${node}; ${create_us.toFixed(0)} µs to make a file in ${folder}`;
}
