import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Bench } from './bench.ts';
import { endChild } from './cleanup.ts';
import { askWindow } from './inspector.ts';
import { cleanEnvironment, node, project } from './programs.ts';

const DISPLAY_LIMIT_MS = 10_000;

/** The binary of Electron where it was fetched already, or the one that somebody named; null where there is none. */
function electronBinary(): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH: named } = process.env;
  if (!named && !existsSync(path.join(project, 'node_modules', 'electron', 'dist'))) return null;
  const binary: string = createRequire(path.join(project, 'package.json'))('electron');
  return existsSync(binary) ? binary : null;
}

/** The variables that name a display. */
type Display = { DISPLAY?: string };

/** What starts Electron here. */
export interface Electron {
  binary: string;
  display: Display;
}

/** The display of this session, else one that nobody sees, else null. */
async function openDisplay(bench: Bench): Promise<Display | null> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return {};
  if (spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error) return null;
  const words = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = bench.cleanup.child(spawn('Xvfb', words, { stdio: ['ignore', 'pipe', 'ignore'] }));
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(null), DISPLAY_LIMIT_MS);
    child.stdout.once('data', (number: Buffer) => {
      clearTimeout(limit);
      resolve({ DISPLAY: `:${String(number).trim()}` });
    });
  });
}

/** What starts Electron here; null, which is said, where it cannot be started. */
export async function findElectron(bench: Bench): Promise<Electron | null> {
  const binary = electronBinary();
  const display = binary && (await openDisplay(bench));
  if (binary && display) return { binary, display };
  bench.say(
    `${binary ? 'there is no display, nor Xvfb' : 'there is no binary of Electron'}: the window is not measured`,
  );
  return null;
}

/** Where the browser inside can be spoken to: it says so when it starts. */
function inspectorOf(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      said += text;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`Electron ended with ${code}: ${said.slice(-600)}`)));
  });
}

/** Resolves to the seconds from the start of Electron to what a script in its window answers: milliseconds since 1970. */
export async function windowSeconds(
  bench: Bench,
  { binary, display }: Electron,
  { app, home, script }: { app: string; home: string; script: string },
): Promise<number> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = [...asRoot, `--user-data-dir=${path.join(home, 'user-data')}`, '--remote-debugging-port=0', app];
  // An Electron that somebody named may be too old to load SQLite itself.
  const otherNode = process.env.ELECTRON_OVERRIDE_DIST_PATH ? { LARDER_NODE: node } : {};
  const env = cleanEnvironment({ ...display, ...otherNode, HOME: home, LARDER_DATA_DIR: path.join(home, 'data') });
  const begun = Date.now();
  const child = bench.cleanup.child(spawn(binary, words, { cwd: home, env, stdio: ['ignore', 'ignore', 'pipe'] }));
  const at = await askWindow(await inspectorOf(child), script);
  await endChild(child);
  return (at - begun) / 1000;
}
