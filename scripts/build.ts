import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ownNode = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The project's own Node, whatever started this. */
export const node = existsSync(ownNode) ? ownNode : process.execPath;
export const bundle = path.join(root, 'dist', 'larder.cjs');

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'assets',
  'scripts',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
];

function newest(at: string): number {
  const stats = statSync(at);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(at).map((name) => newest(path.join(at, name))));
}

function isBuilt(): boolean {
  if (!existsSync(bundle)) return false;
  return SOURCES.every((name) => newest(path.join(root, name)) <= statSync(bundle).mtimeMs);
}

/** Builds the bundles when a source is newer than they are; ends this process when that fails. */
export function ensureBuilt(): void {
  if (isBuilt()) return;
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Test runners call it `test`, and the page would have the React of development in it.
  const env = { ...process.env, NODE_ENV: 'production' };
  const options: SpawnSyncOptions = { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] };
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'error'], options);
  if (built.status !== 0) process.exit(built.status ?? 1);
}
