/** What every address of a local file contains. */
export const LOCAL_FILES = '/data/local-files';

/** The path below the document root that the address of a local file names, whatever host it begins with; null for any other text. */
export function namedPath(address: string): string | null {
  const query = /\/data\/local-files\/?\?([^#]*)/.exec(address)?.[1];
  return new URLSearchParams(query).getAll('d').at(-1) ?? null;
}
