const partsOf = (path: string) => path.split('/').filter(Boolean);

/** Whether a typed path lies below a folder; the server has the last word, by what is on the disk. */
export function liesBelow(folder: string, path: string): boolean {
  const [above, below] = [partsOf(folder), partsOf(path.replaceAll('\\', '/'))];
  return below.length > above.length && above.every((part, at) => part === below[at]);
}
