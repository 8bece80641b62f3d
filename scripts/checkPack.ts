import { readdirSync } from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type PackedApp, packedApps } from './packed.ts';

/** Fuses that must stand so, and the first Electron that has them. */
const FUSES: [FuseV1Options, FuseState, number][] = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE, 12],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE, 12],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE, 14],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE, 14],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE, 16],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE, 16],
];

/** What the server and the sample need as files. */
const BESIDE = [
  'dist/larder.cjs',
  'dist/jobThread.cjs',
  'dist/page/index.html',
  'dist/page/licences/client.txt',
  'assets/sample/shelf-01.jpg',
  'node_modules/better-sqlite3/package.json',
];
/** What is the app itself, and lies nowhere but in the archive. */
const INSIDE = ['dist/desktop.cjs', 'dist/preload.cjs'];
const LICENCES = [
  'LICENSE',
  'dist/licences/server.txt',
  'dist/licences/desktop.txt',
  'node_modules/better-sqlite3/LICENSE',
];

function filesBelow(folder: string, base = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(at, base) : [path.relative(base, at).replaceAll('\\', '/')];
  });
}

interface Files {
  /** Of the whole app, those beside the archive too. */
  packed: string[];
  beside: string[];
}

function filesIn({ archive }: PackedApp): Files {
  const packed = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/').replace(/^\//, ''));
  return { packed, beside: filesBelow(`${archive}.unpacked`) };
}

function faultsOf({ arch }: PackedApp, { packed, beside }: Files, modules: Set<string>): string[] {
  const native = beside.filter((file) => file.endsWith('.node'));
  const own = `node_modules/better-sqlite3/prebuilds/${process.platform}-${arch}.node`;
  return [
    ...BESIDE.filter((file) => !beside.includes(file)).map((file) => `missing outside of the archive: ${file}`),
    ...[...INSIDE, ...LICENCES].filter((file) => !packed.includes(file)).map((file) => `missing: ${file}`),
    ...INSIDE.filter((file) => beside.includes(file)).map((file) => `not protected by the archive: ${file}`),
    ...(native.join() === own ? [] : [`the native modules should be ${own}, and are ${native.join(', ') || 'none'}`]),
    ...packed
      .filter((file) => /\.(ts|tsx|map)$|^(main|renderer|preload|e2e|bench|scripts)\//.test(file))
      .map((file) => `a source: ${file}`),
    ...[...modules]
      .filter((module) => module !== 'better-sqlite3')
      .map((module) => `not needed when it runs: ${module}`),
  ];
}

async function fuseFaults({ program }: PackedApp, electronMajor: number): Promise<string[]> {
  const wire = await getCurrentFuseWire(program);
  return FUSES.filter(([fuse, state, since]) => electronMajor >= since && wire[fuse] !== state).map(
    ([fuse]) => `the fuse ${FuseV1Options[fuse]} does not stand as it should`,
  );
}

/** Looks into the packed apps, which have this version of Electron; ends with 1 when something is missing, or is there that should not be. */
export async function checkPack(electronVersion: string): Promise<void> {
  const electronMajor = Number(electronVersion.split('.')[0]);
  for (const app of packedApps()) {
    const files = filesIn(app);
    const { packed, beside } = files;
    const modules = new Set(packed.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    const faults = [...faultsOf(app, files, modules), ...(await fuseFaults(app, electronMajor))];
    console.log(
      `${app.name}: ${packed.length} files, ${beside.length} of them beside the archive; modules: ${[...modules].join(', ')}`,
    );
    for (const file of beside.filter((file) => !file.startsWith('dist/page/assets/'))) console.log(`  ${file}`);
    if (faults.length) {
      console.error(faults.join('\n'));
      process.exit(1);
    }
    console.log('The packed app holds what it needs and nothing else; its fuses stand as they should.');
  }
}
