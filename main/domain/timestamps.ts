/** Stored times are whole microseconds since 1970, in UTC. */
const MICROS_PER_MILLI = 1000;

let latest = 0;

/** The present in microseconds since 1970; every call gives a later value than the one before, also when the clock is set back. */
export function nowMicros(): number {
  const subMilli = (performance.timeOrigin + performance.now()) % 1;
  latest = Math.max(latest + 1, Date.now() * MICROS_PER_MILLI + Math.floor(subMilli * MICROS_PER_MILLI));
  return latest;
}

/** As API answers show a time: `2026-11-23T22:54:06.123456Z`. */
export function isoMicros(us: number): string {
  const millis = Math.floor(us / MICROS_PER_MILLI);
  const micros = String(us - millis * MICROS_PER_MILLI).padStart(3, '0');
  return `${new Date(millis).toISOString().slice(0, -1)}${micros}Z`;
}

/** As `meta` of a storage shows a time: `2026-11-23 22:54:06.123456+00:00`. */
export function metaTime(us: number): string {
  return isoMicros(us).replace('T', ' ').replace('Z', '+00:00');
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SECONDS_OF = { week: 604_800, day: 86_400, hour: 3_600, minute: 60 };

/** How long before `now` something was made, as `created_ago` shows it: the first unit that counts and the one right after it. */
export function createdAgo(us: number, now: number): string {
  const elapsed = now < us ? [] : elapsedUnits(us, now);
  const first = elapsed.findIndex(([, count]) => count > 0);
  if (first === -1) return inWords('minute', 0);
  const shown = elapsed.slice(first, first + 2).filter(([, count]) => count > 0);
  return shown.map(([unit, count]) => inWords(unit, count)).join(', ');
}

/** Whole units from years down to minutes; years and months follow the calendar, the rest is counted from the last full month. */
function elapsedUnits(us: number, now: number): [unit: string, count: number][] {
  const [since, until] = [new Date(us / MICROS_PER_MILLI), new Date(now / MICROS_PER_MILLI)];
  let months = (until.getUTCFullYear() - since.getUTCFullYear()) * 12 + until.getUTCMonth() - since.getUTCMonth();
  if (intoMonth(until) < intoMonth(since)) months -= 1;
  const units: [string, number][] = [
    ['year', Math.floor(months / 12)],
    ['month', months % 12],
  ];
  let seconds = Math.floor((until.getTime() - monthsLater(since, months)) / 1000);
  for (const [unit, length] of Object.entries(SECONDS_OF)) {
    units.push([unit, Math.floor(seconds / length)]);
    seconds %= length;
  }
  return units;
}

function intoMonth(time: Date): number {
  return time.getTime() - Date.UTC(time.getUTCFullYear(), time.getUTCMonth());
}

function monthsLater(since: Date, months: number): number {
  if (months === 0) return since.getTime();
  const month = since.getUTCMonth() + months;
  // February always counts 28 days here, in leap years too, as in the real system.
  const day = Math.min(since.getUTCDate(), DAYS_OF_MONTH[month % 12] ?? 28);
  return new Date(since).setUTCFullYear(since.getUTCFullYear(), month, day);
}

function inWords(unit: string, count: number): string {
  return `${count}\u00a0${unit}${count === 1 ? '' : 's'}`;
}
