import fc from 'fast-check';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { createdAgo, isoMicros, metaTime, nowMicros } from './timestamps.ts';

const MICROS = 1000;
const at = (iso: string): number => Date.parse(iso) * MICROS;
const ago = (since: string, until: string): string => createdAgo(at(since), at(until)).replaceAll('\u00a0', '_');

describe('nowMicros', () => {
  afterEach(() => void vi.useRealTimers());

  it('is the present in whole microseconds, later with every call', () => {
    const before = Date.now() * MICROS;
    const times = Array.from({ length: 10_000 }, nowMicros);
    expect(times.every(Number.isSafeInteger)).toBe(true);
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? Number.NaN))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(before);
    expect(times.at(-1)).toBeLessThan((Date.now() + 1) * MICROS + times.length);
  });

  it('tells times apart that are less than a millisecond apart', () => {
    const steps = Array.from({ length: 41 }, () => {
      const time = nowMicros();
      const until = performance.now() + 0.3;
      while (performance.now() < until);
      return nowMicros() - time;
    });
    expect(steps.sort((a, b) => a - b)[20]).toBeGreaterThan(100);
  });

  it('goes on when the clock is set back', () => {
    const before = nowMicros();
    vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ['Date'] });
    expect([nowMicros(), nowMicros()]).toEqual([before + 1, before + 2]);
  });
});

describe('spellings of a time', () => {
  it('always show six digits', () => {
    const time = at('2026-11-23T22:54:06.123Z') + 456;
    expect(isoMicros(time)).toBe('2026-11-23T22:54:06.123456Z');
    expect(metaTime(time)).toBe('2026-11-23 22:54:06.123456+00:00');
    expect(isoMicros(0)).toBe('1970-01-01T00:00:00.000000Z');
    expect(isoMicros(at('2026-01-01T00:00:00Z') + 7)).toBe('2026-01-01T00:00:00.000007Z');
    expect(isoMicros(-1)).toBe('1969-12-31T23:59:59.999999Z');
  });

  it('can be read back and sort like the times', () => {
    const time = fc.integer({ min: 0, max: at('9999-12-31T23:59:59Z') });
    fc.assert(
      fc.property(time, time, (one, other) => {
        const text = isoMicros(one);
        expect(Date.parse(`${text.slice(0, 23)}Z`) * MICROS + Number(text.slice(23, 26))).toBe(one);
        expect(text < isoMicros(other)).toBe(one < other);
        expect(metaTime(one)).toBe(`${text.slice(0, 10)} ${text.slice(11, -1)}+00:00`);
      }),
    );
  });
});

describe('createdAgo', () => {
  test.each([
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z', '0_minutes'],
    ['2026-11-23T10:00:00Z', '2026-11-23T09:00:00Z', '0_minutes'],
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:59.999Z', '0_minutes'],
    ['2026-11-23T10:00:00Z', '2026-11-23T10:01:00Z', '1_minute'],
    ['2026-11-23T10:00:00Z', '2026-11-23T10:03:59Z', '3_minutes'],
    ['2026-11-23T10:00:00Z', '2026-11-23T11:02:00Z', '1_hour, 2_minutes'],
    ['2026-11-23T10:00:00Z', '2026-11-23T12:00:59Z', '2_hours'],
    ['2026-11-23T10:00:00Z', '2026-11-24T10:05:00Z', '1_day'],
    ['2026-11-23T10:00:00Z', '2026-11-25T13:05:00Z', '2_days, 3_hours'],
    ['2026-11-01T10:00:00Z', '2026-11-16T10:00:00Z', '2_weeks, 1_day'],
    ['2026-11-01T10:00:00Z', '2026-11-08T15:00:00Z', '1_week'],
    ['2026-01-01T10:00:00Z', '2026-02-01T10:00:00Z', '1_month'],
    ['2026-01-01T10:00:00Z', '2026-02-01T09:59:59Z', '4_weeks, 2_days'],
    ['2026-01-31T10:00:00Z', '2026-03-08T10:00:00Z', '1_month, 1_week'],
    ['2024-01-30T00:00:00Z', '2024-03-06T00:00:00Z', '1_month, 1_week'],
    ['2024-11-23T10:00:00Z', '2026-11-23T10:00:00Z', '2_years'],
    ['2024-11-23T10:00:00Z', '2026-11-22T10:00:00Z', '1_year, 11_months'],
    ['2025-11-23T10:00:00Z', '2026-12-30T10:00:00Z', '1_year, 1_month'],
    ['2024-02-29T10:00:00Z', '2025-02-28T10:00:00Z', '11_months, 4_weeks'],
    ['2025-12-15T10:00:00Z', '2026-01-15T10:00:00Z', '1_month'],
  ])('from %s to %s is %s', (since, until, expected) => expect(ago(since, until)).toBe(expected));

  it('puts a no-break space between number and unit only', () => {
    const hourLater = createdAgo(0, 3_720_000_000);
    expect(hourLater).toBe('1\u00a0hour, 2\u00a0minutes');
  });

  it('is one unit or two neighbours for any two times', () => {
    const units = ['year', 'month', 'week', 'day', 'hour', 'minute'];
    const time = fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(time, fc.oneof(time, fc.nat({ max: 1e12 })), (since, later) => {
        const words = createdAgo(since, since + later).split(', ');
        const places = words.map((word) => {
          const [, count, unit = ''] = /^(\d+)\u00a0([a-z]+?)s?$/.exec(word) ?? [];
          expect(word.endsWith('s')).toBe(count !== '1');
          return units.indexOf(unit);
        });
        expect(places).not.toContain(-1);
        expect(places.length === 1 || (places.length === 2 && places[1] === (places[0] ?? 0) + 1)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
