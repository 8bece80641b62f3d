import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { node, root } from './build.ts';

/** Electron's binary is fetched once; behind a wall that drops everything this would never end (milliseconds). */
const FETCH_LIMIT_MS = 180_000;

const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = process.env;

/** The binary of Electron, fetched when it is not there yet; null when it cannot be had. */
function electronBinary(): string | null {
  if (!ELECTRON_OVERRIDE_DIST_PATH && !existsSync(path.join(root, 'node_modules', 'electron', 'dist'))) {
    console.log('Fetching Electron, once…');
  }
  const program = "process.stdout.write(require('electron'))";
  const options: SpawnSyncOptions = { cwd: root, timeout: FETCH_LIMIT_MS, stdio: ['ignore', 'pipe', 'ignore'] };
  const { status, stdout } = spawnSync(node, ['-e', program], options);
  const binary = String(stdout).trim().split('\n').at(-1);
  return status === 0 && binary && existsSync(binary) ? binary : null;
}

export interface AppCommand {
  program: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** What opens the app here, or why there is none, in words. */
export function appCommand(): AppCommand | { missing: string } {
  const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  if (!hasDisplay) return { missing: 'There is no display here' };
  const program = electronBinary();
  if (!program) return { missing: 'Electron could not be fetched' };
  // Chromium refuses its sandbox to root. An Electron that somebody named may be too old to load SQLite itself.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = ELECTRON_OVERRIDE_DIST_PATH ? { ...process.env, LARDER_NODE: node } : process.env;
  return { program, args: [...asRoot, root], env };
}
