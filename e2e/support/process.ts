import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundle, node, root as project } from '../../scripts/build.ts';
import { Client, OWNER_TOKEN } from './client.ts';
import { atTheEnd } from './folders.ts';
import { until } from './until.ts';

export { bundle, node, project };

/** Builds the bundles if a source is newer than they are. */
export function build(): void {
  execFileSync(node, [path.join(project, 'scripts', 'run.ts'), '--build-only'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Only what a test names: variables of the machine must not decide its outcome. */
export const environment = (env: Record<string, string>) => ({ PATH: process.env.PATH ?? '', ...env });

export interface Run {
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  uid?: number;
}

/** Runs `larder …` to its end. */
export function runLarder({ args, env = {}, cwd = '/', uid }: Run) {
  const options = { env: environment(env), cwd, ...(uid === undefined ? {} : { uid, gid: uid }), timeout: 30_000 };
  const { status, signal, stdout, stderr } = spawnSync(node, [bundle, ...args], options);
  return { status, signal, stdout: stdout.toString(), stderr: stderr.toString() };
}

export interface LarderProcess {
  child: ChildProcess;
  port: number;
  owner: Client;
  stdout: () => string;
  stderr: () => string;
  /** Sends a signal and answers how the process ended. */
  end: (signal: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface ServeOptions extends Omit<Run, 'args'> {
  dataDir: string;
  root?: string;
  args?: string[];
  token?: string | null;
}

/** Starts `larder serve` as a process of its own and waits until it listens. */
export async function serveLarder(options: ServeOptions): Promise<LarderProcess> {
  const { dataDir, root, args = [], env = {}, cwd = '/', uid, token = OWNER_TOKEN } = options;
  const all = ['serve', '--port', '0', '--data-dir', dataDir, ...(root ? ['--document-root', root] : []), ...args];
  const child = spawn(node, [bundle, ...all], {
    cwd,
    env: environment({ ...(token ? { LARDER_TOKEN: token } : {}), ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (err += piece));
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  atTheEnd(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const port = await until('the server listens', () => {
    if (child.exitCode !== null) throw new Error(`larder ended: ${err}`);
    return Number(/listens on http:\/\/[^:]+:(\d+)/.exec(out)?.[1] ?? 0);
  });
  const owner = new Client(port, { authorization: `Token ${token}` });
  const end = (signal: NodeJS.Signals) => {
    owner.close();
    child.kill(signal);
    return exited;
  };
  return { child, port, owner, stdout: () => out, stderr: () => err, end };
}
