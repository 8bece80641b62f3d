// Builds on every change of a source and runs the server anew on every new build.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bundle = path.join(root, 'dist', 'larder.cjs');
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');

// The bundle must not vanish between two builds: the running server is about to start from it.
const builder = spawn(process.execPath, [vite, 'build', '--watch', '--emptyOutDir', 'false', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
while (!existsSync(bundle)) await sleep(100);
const server = spawn(process.execPath, ['--watch', bundle, 'serve', ...process.argv.slice(2)], { stdio: 'inherit' });

for (const child of [builder, server]) child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    builder.kill(signal);
    server.kill(signal);
  });
}
