import { expect, it } from 'vitest';
import { foldersBetween, isAbsolute, placeBelow } from './places.ts';

it.each([
  ['/data', 'a/b.jpg', '/data/a/b.jpg'],
  ['/', 'a/b.jpg', '/a/b.jpg'],
  ['C:/data', 'b.jpg', 'C:/data/b.jpg'],
  ['C:/', 'b.jpg', 'C:/b.jpg'],
])('below %s the place %s is %s', (folder, path, place) => expect(placeBelow(folder, path)).toBe(place));

it.each([
  ['/data/a', true],
  ['C:\\data', true],
  ['\\\\server\\share', true],
  ['data/a', false],
])('%s is absolute: %s', (path, expected) => expect(isAbsolute(path)).toBe(expected));

it.each([
  ['/data/birds', '/data/birds/owls/night/a.jpg', 'owls/night'],
  ['/data/birds', '/data/birds/a.jpg', ''],
  ['/data/birds', '/data/birds-old/a.jpg', ''],
])('between %s and %s lies %s', (folder, file, between) => expect(foldersBetween(folder, file)).toBe(between));
