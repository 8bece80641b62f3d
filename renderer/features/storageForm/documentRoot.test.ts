import { describe, expect, it } from 'vitest';
import { liesBelow, rootForBoth } from './documentRoot.ts';

describe('a path and the document root', () => {
  it.each<[string, string, boolean]>([
    ['/data', '/data/ds', true],
    ['/data', '/data', false],
    ['/data/ds', '/data/ds-private', false],
    ['/', '/data', true],
    ['C:/data', 'C:\\data\\ds', true],
  ])('is %s above %s? %s', (root, path, below) => expect(liesBelow(root, path)).toBe(below));

  it.each<[string, string, string | null]>([
    ['/home/ann/data', '/home/ann/pictures/cats', '/home/ann'],
    ['/home/ann/data', '/media/disk', null],
    ['/home/ann/data', '/home/ann/data', '/home/ann'],
    ['C:/Users/ann/data', 'C:/Users/ann/x', 'C:/Users/ann'],
    ['C:/data', 'C:/x', null],
    ['C:/data', 'D:/x', null],
  ])('root for %s and %s: %s', (root, path, both) => expect(rootForBoth(root, path)).toBe(both));
});
