import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './build.mjs';

const PLACES = {
  linux: { folder: /^linux(-.+)?-unpacked$/, resources: 'resources', program: 'larder' },
  win32: { folder: /^win(-.+)?-unpacked$/, resources: 'resources', program: 'Larder.exe' },
  darwin: {
    folder: /^mac(-.+)?$/,
    resources: 'Larder.app/Contents/Resources',
    program: 'Larder.app/Contents/MacOS/Larder',
  },
};

/** The apps that are packed for this system in release/: one for each processor. */
export function packedApps() {
  const { folder, resources, program } = PLACES[process.platform];
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
