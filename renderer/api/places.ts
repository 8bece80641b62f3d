export const isAbsolute = (path: string) => /^(?:[\\/]|[A-Za-z]:)/.test(path);

/** The absolute path of a place below a folder; the folder may be `/`. */
export const placeBelow = (folder: string, path: string) => `${folder.replace(/\/$/, '')}/${path}`;

/** The folders between a folder and a file in it: "deep/down"; empty for a file right in it, and for one elsewhere. */
export const foldersBetween = (folder: string, file: string) =>
  file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).replace(/\/?[^/]*$/, '') : '';
