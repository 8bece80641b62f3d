// Makes the unpacked app of this system in release/, then looks into it: npm run pack. With ELECTRON_OVERRIDE_DIST_PATH it packs that
// Electron, without a network; any further argument goes to electron-builder (npm run pack -- --linux deb).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { ensureBuilt, node, root } from './build.ts';
import { checkPack } from './checkPack.ts';

const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const version = own && readFileSync(path.join(own, 'version'), 'utf8').trim().replace(/^v/, '');
const asked = process.argv.slice(2);

// electron-builder.yml leaves the native modules of all systems out but those of the one it runs on.
const FLAGS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['--linux', '-l'],
  darwin: ['--mac', '-m', '--macos', '-o'],
  win32: ['--win', '-w', '--windows'],
};
const ours = FLAGS[process.platform] ?? [];
if (asked.some((flag) => Object.values(FLAGS).flat().includes(flag) && !ours.includes(flag))) {
  console.error('Each system packs for itself: run this on the system that the app is for.');
  process.exit(2);
}

const args = [
  path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
  ...(asked.length ? asked : ['--dir']),
  '--publish=never',
  ...(own ? [`--config.electronDist=${own}`, `--config.electronVersion=${version}`] : []),
];

ensureBuilt();
const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await checkPack(version ?? packageJson.devDependencies.electron);
