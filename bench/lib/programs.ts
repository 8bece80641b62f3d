import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundle, node, root as project } from '../../scripts/build.ts';
import type { Cleanup } from './cleanup.ts';

/** The server, the Node that it runs on (what it is compared with runs on the same one), and where both are. */
export { bundle, node, project };
export const bareInserts = path.join(project, 'bench', 'bare', 'inserts.ts');
export const bareHttpServer = path.join(project, 'bench', 'bare', 'httpServer.mjs');
export const barePages = path.join(project, 'bench', 'bare', 'pages');
export const bareWindow = path.join(project, 'bench', 'bare', 'window.cjs');
export const samplePictures = path.join(project, 'assets', 'sample');
export const sharedFolder = path.join(project, '..', 'shared', 'bench');

const SETTINGS = /^(LABEL_STUDIO_|HEARTEX_|LARDER_|LOCAL_FILES_|ENABLE_LOCAL_FILES_STORAGE$)/;

/** The environment without what would change the server's settings. */
export function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  return { ...Object.fromEntries(kept), ...more };
}

/** Runs a program to its end and answers the JSON of its last line. */
export function runForJson(
  cleanup: Cleanup,
  command: string,
  args: [string, ...string[]],
  env = cleanEnvironment(),
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = cleanup.child(spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    let out = '';
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      out += text;
    });
    child.stderr.on('data', (text: Buffer) => {
      said = (said + text).slice(-2000);
      process.stderr.write(text);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const line = out.trim().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`${path.basename(args[0])} ended with ${code ?? signal}: ${said.trim().slice(-600)}`));
    });
  });
}
