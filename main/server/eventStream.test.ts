import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openEventStream } from './eventStream.ts';
import type { LarderContext } from './state.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

test('a stream ends by itself when whoever listens is welcome no more, also when nothing happens', async () => {
  const ctx = { res: new EventEmitter(), set: () => undefined, body: new PassThrough() };
  let welcome = true;
  openEventStream(ctx as unknown as LarderContext, () => welcome);
  const { body } = ctx;
  let text = '';
  body.on('data', (piece) => (text += piece));
  await vi.advanceTimersByTimeAsync(15_000);
  expect([text, body.writableEnded]).toEqual([': Larder events\n\n: still here\n\n', false]);
  welcome = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(body.writableEnded).toBe(true);
  expect(text.split('still here')).toHaveLength(2);
});
