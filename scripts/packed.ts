import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.ts';

interface Places {
  /** The folder in release/. */
  folder: RegExp;
  resources: string;
  program: string;
}

const PLACES: Partial<Record<NodeJS.Platform, Places>> = {
  linux: { folder: /^linux(-.+)?-unpacked$/, resources: 'resources', program: 'larder' },
  win32: { folder: /^win(-.+)?-unpacked$/, resources: 'resources', program: 'Larder.exe' },
  darwin: {
    folder: /^mac(-.+)?$/,
    resources: 'Larder.app/Contents/Resources',
    program: 'Larder.app/Contents/MacOS/Larder',
  },
};

export interface PackedApp {
  name: string;
  arch: 'arm64' | 'x64';
  archive: string;
  program: string;
}

/** The apps that are packed for this system in release/: one for each processor. */
export function packedApps(): PackedApp[] {
  const places = PLACES[process.platform];
  if (!places) throw new Error('Larder is packed for Linux, macOS and Windows.');
  const { folder, resources, program } = places;
  const release = path.join(root, 'release');
  return readdirSync(release)
    .filter((name) => folder.test(name))
    .map((name) => ({
      name,
      arch: /arm64/.test(name) ? 'arm64' : 'x64',
      archive: path.join(release, name, resources, 'app.asar'),
      program: path.join(release, name, program),
    }));
}
