/** What a storage is called: its title; without one, its folder. */
export const storageTitle = ({ title, path }: { title: string | null; path: string }) =>
  title || path.split('/').at(-1) || path;
