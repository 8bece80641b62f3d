export const isAbsolute = (path: string) => /^(?:[\\/]|[A-Za-z]:)/.test(path);

/** The absolute path of a place below a folder; the folder may be `/`. */
export const placeBelow = (folder: string, path: string) => `${folder.replace(/\/$/, '')}/${path}`;
