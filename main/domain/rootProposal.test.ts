import { expect, it } from 'vitest';
import { placeOf } from './rootProposal.ts';

it.each([
  ['/home/me/birds', null, 'no document root yet', '/home/me'],
  ['/home/me/birds', '/home/me', 'below the document root', null],
  ['/home/me', '/home/me', 'the document root itself', '/home'],
  ['/home/me/photos/birds', '/home/me/data', 'outside', '/home/me'],
  ['/mnt/disk/birds', '/home/me', 'outside', '/'],
  ['/data/ds-private', '/data/ds', 'outside', '/data'],
])('%s with the root %s is %s', (path, root, place, proposedRoot) => {
  expect(placeOf(path, root)).toEqual({ place, proposedRoot });
});
