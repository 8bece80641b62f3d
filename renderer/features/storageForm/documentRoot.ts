const partsOf = (path: string) => path.split('/').filter(Boolean);

/** Whether a typed path lies below a folder; the server has the last word, by what is on the disk. */
export function liesBelow(folder: string, path: string): boolean {
  const [above, below] = [partsOf(folder), partsOf(path.replaceAll('\\', '/'))];
  return below.length > above.length && above.every((part, at) => part === below[at]);
}

/** The deepest folder that holds the document root and what lies beside it; null when only the top of the machine does. */
export function rootForBoth(root: string, path: string): string | null {
  const theirs = partsOf(path.replaceAll('\\', '/')).slice(0, -1);
  const ours = partsOf(root);
  const differs = ours.findIndex((part, at) => part !== theirs[at]);
  const common = differs < 0 ? ours : ours.slice(0, differs);
  if (!common.length || (common.length === 1 && /^[A-Za-z]:$/.test(common[0] as string))) return null;
  return `${root.startsWith('/') ? '/' : ''}${common.join('/')}`;
}
