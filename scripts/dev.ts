// For development: the page with hot reload (Vite's own server, which passes calls on); the app is built and opened anew on every change of
// main, preload or server. Without a display, or with arguments, which are the server's, the server alone.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type ProxyOptions } from 'vite';
import { bundle, node, root } from './build.ts';
import { type AppCommand, appCommand } from './electron.ts';

const PORT = 8080;
const server = `http://127.0.0.1:${PORT}`;
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const built = path.dirname(bundle);
/** The bundles come one after another: one restart for all of them (milliseconds). */
const SETTLE_MS = 300;

/** What is the server's; the page's own sources have a folder api/, too. */
const CALLS = '^/(api/(?!\\w+\\.ts)|data/|sign-in|health|version)';

/** To the server every call comes from its own page. */
const passOn: ProxyOptions = {
  target: server,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on('proxyReq', (request) => request.getHeader('origin') && request.setHeader('origin', server)),
};

async function startPage(): Promise<string> {
  const page = await createServer({
    configFile: path.join(root, 'vite.config.ts'),
    server: { host: '127.0.0.1', proxy: { [CALLS]: passOn } },
  });
  await page.listen();
  return page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
}

/** Children end with this process, and it with any of them. */
function keep<Child extends ChildProcess>(child: Child): Child {
  child.on('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return child;
}

/** Opens the app, and opens it anew when a bundle has changed. */
function openApp({ program, args, env }: AppCommand): void {
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  const open = (): ChildProcess =>
    spawn(program, args, { env, stdio: 'inherit' }).on('exit', (code) => {
      if (!again) process.exit(code ?? 0);
      again = false;
      app = open();
    });
  let app = open();
  watch(built, (_event, name) => {
    if (!name?.endsWith('.cjs')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      again = true;
      app.kill();
    }, SETTLE_MS);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
}

function serve(page: string): void {
  const args = ['--watch', bundle, 'serve', '--port', String(PORT), ...process.argv.slice(2)];
  const larder = keep(spawn(node, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  larder.stdout.on('data', (piece) => process.stdout.write(String(piece).replaceAll(server, page)));
}

rmSync(built, { recursive: true, force: true });
// The bundle must not vanish between two builds: what runs is about to start from it.
const watching = [vite, 'build', '--watch', '--emptyOutDir', 'false', '--logLevel', 'warn'];
keep(spawn(node, watching, { cwd: root, stdio: 'inherit' }));
while (!['larder', 'desktop', 'preload'].every((name) => existsSync(path.join(built, `${name}.cjs`)))) await sleep(100);
await sleep(SETTLE_MS);

const page = await startPage();
const app = process.argv.length > 2 ? null : appCommand();
if (app && 'missing' in app) console.log(`${app.missing}: the server starts without a window.`);
if (app && 'program' in app) openApp({ ...app, env: { ...app.env, LARDER_PAGE: page } });
else serve(page);
