import { expect, it } from 'vitest';
import { Places } from './places.ts';

const never = new AbortController().signal;

it('gives as many places as there are, then those that come free, first come, first served', async () => {
  const places = new Places(2);
  expect([await places.take(never), await places.take(never)]).toEqual([true, true]);
  const entered: string[] = [];
  const third = places.take(never).then(() => entered.push('third'));
  const fourth = places.take(never).then(() => entered.push('fourth'));
  await Promise.resolve();
  expect(entered).toEqual([]);
  places.leave();
  places.leave();
  await Promise.all([third, fourth]);
  expect(entered).toEqual(['third', 'fourth']);
});

it('whoever gives up leaves the line, and takes no place', async () => {
  const places = new Places(1);
  await places.take(never);
  const tired = new AbortController();
  const givenUp = places.take(tired.signal);
  const patient = places.take(never);
  tired.abort();
  expect(await givenUp).toBe(false);
  places.leave();
  expect(await patient).toBe(true);
  tired.abort();
  places.leave();
  expect(await places.take(tired.signal)).toBe(false);
  expect(await places.take(never)).toBe(true);
});
