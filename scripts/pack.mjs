// Makes the unpacked app of this system in release/, then looks into it: npm run pack. With ELECTRON_OVERRIDE_DIST_PATH it packs that
// Electron, without a network; any further argument goes to electron-builder (npm run pack -- --linux deb).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, node, root } from './build.ts';
import { checkPack } from './checkPack.mjs';

const own = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const version = own && readFileSync(path.join(own, 'version'), 'utf8').trim().replace(/^v/, '');
const asked = process.argv.slice(2);
const args = [
  path.join(root, 'node_modules', 'electron-builder', 'cli.js'),
  ...(asked.length ? asked : ['--dir']),
  '--publish=never',
  ...(own ? [`--config.electronDist=${own}`, `--config.electronVersion=${version}`] : []),
];

ensureBuilt();
const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await checkPack(version);
