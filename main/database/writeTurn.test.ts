import { expect, test } from 'vitest';
import { WriteTurn } from './writeTurn.ts';

test('turns are given in the order of asking, one at a time', async () => {
  const turn = new WriteTurn();
  const log: string[] = [];
  const end = await turn.take();
  const others = ['a', 'b', 'c'].map((name) => turn.run(() => log.push(name)));
  await Promise.resolve();
  expect(log).toEqual([]);
  end();
  await Promise.all(others);
  expect(log).toEqual(['a', 'b', 'c']);
});

test('a turn that ends twice does not let two writers in', async () => {
  const turn = new WriteTurn();
  const first = await turn.take();
  first();
  const second = await turn.take();
  first();
  let third = false;
  const waiting = turn.take().then((end) => {
    third = true;
    end();
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(third).toBe(false);
  second();
  await waiting;
  expect(third).toBe(true);
});

test('a write that throws gives its turn back', async () => {
  const turn = new WriteTurn();
  await expect(
    turn.run(() => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await turn.run(() => 7)).toBe(7);
});
