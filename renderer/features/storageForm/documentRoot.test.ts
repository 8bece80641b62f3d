import { describe, expect, it } from 'vitest';
import { liesBelow } from './documentRoot.ts';

describe('a path and the document root', () => {
  it.each<[string, string, boolean]>([
    ['/data', '/data/ds', true],
    ['/data', '/data', false],
    ['/data/ds', '/data/ds-private', false],
    ['/', '/data', true],
    ['C:/data', 'C:\\data\\ds', true],
  ])('is %s above %s? %s', (root, path, below) => expect(liesBelow(root, path)).toBe(below));
});
