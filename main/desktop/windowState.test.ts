import { expect, it } from 'vitest';
import { windowPlace } from './windowState.ts';

const LEFT = { x: 0, y: 0, width: 1920, height: 1080 };
const RIGHT = { x: 1920, y: 0, width: 1920, height: 1080 };
const kept = { x: 2000, y: 50, width: 1000, height: 700, maximized: false };

it('opens where it was, while that screen exists', () => {
  expect(windowPlace(kept, [LEFT, RIGHT])).toEqual({ x: 2000, y: 50, width: 1000, height: 700 });
});

it('keeps its size only, when the screen is gone or hardly any of it would be seen', () => {
  expect(windowPlace(kept, [LEFT])).toEqual({ width: 1000, height: 700 });
  expect(windowPlace({ ...kept, y: -200 }, [LEFT, RIGHT])).toEqual({ width: 1000, height: 700 });
  expect(windowPlace({ ...kept, x: 1850 }, [LEFT])).toEqual({ width: 1000, height: 700 });
});

it('lets the system choose the first place', () => {
  expect(windowPlace(undefined, [LEFT])).not.toHaveProperty('x');
});
