// For development: the page with hot reload (Vite's own server, which passes calls on), the server built and started anew on every change.
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'vite';
import { bundle, node, root } from './build.mjs';

const PORT = 8080;
const server = `http://127.0.0.1:${PORT}`;
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');

rmSync(path.dirname(bundle), { recursive: true, force: true });
// The bundle must not vanish between two builds: the running server is about to start from it.
const builder = spawn(node, [vite, 'build', '--watch', '--emptyOutDir', 'false', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
while (!existsSync(bundle)) await sleep(100);

/** To the server every call comes from its own page. */
const passOn = {
  target: server,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on('proxyReq', (request) => request.getHeader('origin') && request.setHeader('origin', server)),
};
const page = await createServer({
  configFile: path.join(root, 'vite.config.ts'),
  server: { host: '127.0.0.1', proxy: { '^/(api|data|sign-in|health|version)': passOn } },
});
await page.listen();
const shown = page.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';

const larder = spawn(node, ['--watch', bundle, 'serve', '--port', String(PORT), ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
larder.stdout.on('data', (piece) => process.stdout.write(String(piece).replaceAll(server, shown)));

for (const child of [builder, larder]) child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    builder.kill(signal);
    larder.kill(signal);
  });
}
