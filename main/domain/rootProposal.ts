import type { FolderContents } from '../contract/folders.ts';
import { directoryOf, isBelow, isSameOrInside } from './paths.ts';

/** Where a folder lies to the document root (null: none was chosen), and the root that would let it be a storage. */
export function placeOf(
  path: string,
  root: string | null,
): { place: FolderContents['place']; proposedRoot: string | null } {
  const above = directoryOf(path);
  if (root === null) return { place: 'no document root yet', proposedRoot: above };
  if (isBelow(root, path)) return { place: 'below the document root', proposedRoot: null };
  if (path === root) return { place: 'the document root itself', proposedRoot: above };
  // What is served already must stay below.
  let common = above;
  while (!isSameOrInside(common, root) && directoryOf(common) !== common) common = directoryOf(common);
  return { place: 'outside', proposedRoot: common };
}
