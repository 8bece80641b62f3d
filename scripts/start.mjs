// Opens the app. Without a display or an Electron binary it says so and starts the same server without a window; with
// arguments, which are the server's, too.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundle, ensureBuilt, node, root } from './build.mjs';
import { runChild } from './runChild.mjs';

/** Electron's binary is fetched once; behind a wall that drops everything this would never end (milliseconds). */
const FETCH_LIMIT_MS = 180_000;

const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH } = process.env;
const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);

/** The binary of Electron, fetched when it is not there yet; null when it cannot be had. */
function electronBinary() {
  if (!ELECTRON_OVERRIDE_DIST_PATH && !existsSync(path.join(root, 'node_modules', 'electron', 'dist'))) {
    console.log('Fetching Electron, once…');
  }
  const program = "process.stdout.write(require('electron'))";
  const options = { cwd: root, timeout: FETCH_LIMIT_MS, stdio: ['ignore', 'pipe', 'ignore'] };
  const { status, stdout } = spawnSync(node, ['-e', program], options);
  const binary = String(stdout).trim().split('\n').at(-1);
  return status === 0 && binary && existsSync(binary) ? binary : null;
}

function serve(why) {
  if (why) console.log(`${why}: Larder starts without a window. Open the address below in a browser.`);
  runChild(node, [bundle, 'serve', ...process.argv.slice(2)]);
}

ensureBuilt();
if (process.argv.length > 2) serve(null);
else if (!hasDisplay) serve('There is no display here');
else {
  const electron = electronBinary();
  if (!electron) serve('Electron could not be fetched');
  else {
    // Chromium refuses its sandbox to root. An Electron that somebody named may be too old to load SQLite itself.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const env = ELECTRON_OVERRIDE_DIST_PATH ? { ...process.env, LARDER_NODE: node } : process.env;
    runChild(electron, [...asRoot, root], { env });
  }
}
