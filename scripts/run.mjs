// Runs the headless entry on the project's own Node, building the bundles first when a source is newer than they are.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const ownNode = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(ownNode) ? ownNode : process.execPath;
const bundle = path.join(root, 'dist', 'larder.cjs');

function newest(at) {
  const stats = statSync(at);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(at).map((name) => newest(path.join(at, name))));
}

function isBuilt() {
  if (!existsSync(bundle)) return false;
  const sources = ['main', 'preload', 'renderer', 'scripts', 'package.json', 'package-lock.json', 'vite.config.ts'];
  return sources.every((name) => newest(path.join(root, name)) <= statSync(bundle).mtimeMs);
}

if (!isBuilt()) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(node, [vite, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const args = process.argv.slice(2);
if (args[0] !== '--build-only') {
  const child = spawn(node, [bundle, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
