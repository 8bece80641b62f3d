import { mkdir, readdir } from 'node:fs/promises';
import { compareTextNaturally } from '../domain/nameOrder.ts';
import { joinPath } from '../domain/paths.ts';

export interface NamedFolder {
  name: string;
  path: string;
}

/** The folders in a folder that a person would choose from, in natural order: hidden ones are left out, links are not entered. */
export async function listFolders(path: string): Promise<NamedFolder[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !entry.name.includes('\uFFFD'))
    .map(({ name }) => ({ name, path: joinPath(path, name) }))
    .sort((a, b) => compareTextNaturally(a.name, b.name));
}

/** Makes a folder, and those above it that are missing. Throws the system's error. */
export const makeFolder = (path: string) => mkdir(path, { recursive: true });
