import { expect, test } from 'vitest';
import { namedPath } from './localFiles.ts';

test.each([
  ['/data/local-files/?d=ds/a%20b.jpg', 'ds/a b.jpg'],
  ['http://127.0.0.1:8080/data/local-files/?d=a+b.jpg', 'a b.jpg'],
  ['/data/local-files?d=a.jpg', 'a.jpg'],
  ['/data/local-files/?x=1&d=a&d=b#d=c', 'b'],
  ['/data/local-files/?d=100%.txt', '100%.txt'],
  ['/data/local-files/?d=ö/日.txt', 'ö/日.txt'],
  ['/data/local-files/?x=1', null],
  ['ds/a.jpg?d=b', null],
  ['', null],
])('%j names %j', (address, path) => expect(namedPath(address)).toBe(path));
