import { readdirSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { root } from './build.ts';

const release = path.join(root, 'release');
const PLACES = {
  linux: { folder: /^linux.*unpacked$/, resources: 'resources', program: 'larder' },
  win32: { folder: /^win.*unpacked$/, resources: 'resources', program: 'Larder.exe' },
  darwin: { folder: /^mac/, resources: 'Larder.app/Contents/Resources', program: 'Larder.app' },
};

/** Fuses that must stand so, and the first Electron that has them. */
const FUSES = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE, 12],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE, 12],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE, 14],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE, 14],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE, 16],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE, 16],
];

const NEEDED = [
  'dist/larder.cjs',
  'dist/jobThread.cjs',
  'dist/page/index.html',
  'assets/sample/shelf-01.jpg',
  'node_modules/better-sqlite3/package.json',
];

function filesBelow(folder, base = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(at, base) : [path.relative(base, at).replaceAll('\\', '/')];
  });
}

/** Looks into the packed app and ends with 1 when something is missing, or is there that should not be. */
export async function checkPack(electronVersion) {
  const { folder, resources, program } = PLACES[process.platform];
  const name = readdirSync(release).find((entry) => folder.test(entry));
  const app = path.join(release, name ?? '');
  const archive = path.join(app, resources, 'app.asar');
  const packed = listPackage(archive, {}).map((file) => file.replaceAll('\\', '/').replace(/^\//, ''));
  const unpacked = filesBelow(`${archive}.unpacked`);
  const modules = new Set(packed.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
  const faults = [
    ...NEEDED.filter((file) => !unpacked.includes(file)).map((file) => `missing outside of the archive: ${file}`),
    ...(unpacked.some((file) => file.endsWith('.node')) ? [] : ['missing: the native module']),
    ...packed
      .filter((file) => /\.(ts|tsx|map)$|^(main|renderer|preload|e2e|bench|scripts)\//.test(file))
      .map((file) => `a source: ${file}`),
    ...[...modules]
      .filter((module) => module !== 'better-sqlite3')
      .map((module) => `not needed when it runs: ${module}`),
  ];
  const wire = await getCurrentFuseWire(path.join(app, program));
  const major = Number(electronVersion?.split('.')[0] ?? 45);
  for (const [fuse, state, since] of FUSES) {
    if (major >= since && wire[fuse] !== state)
      faults.push(`the fuse ${FuseV1Options[fuse]} does not stand as it should`);
  }
  console.log(
    `${name}: ${packed.length} files in the archive, ${unpacked.length} of them beside it; modules: ${[...modules].join(', ')}`,
  );
  console.log(
    unpacked
      .filter((file) => !file.startsWith('dist/page/assets/'))
      .map((file) => `  ${file}`)
      .join('\n'),
  );
  if (faults.length) {
    console.error(faults.join('\n'));
    process.exit(1);
  }
  console.log('The packed app holds what it needs and nothing else; its fuses stand as they should.');
}
