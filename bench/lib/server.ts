import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './api.ts';
import type { Bench } from './bench.ts';
import { endChild, isRunning } from './cleanup.ts';
import { Client } from './client.ts';
import { asError, codeOf } from './errors.ts';
import { seconds } from './numbers.ts';
import { bareHttpServer, bundle, cleanEnvironment, node } from './programs.ts';

const START_LIMIT_S = 60;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') return reject(new Error('the system gives no port'));
      probe.close(() => resolve(address.port));
    });
  });
}

/** Resolves to the seconds until the first answer to `path`. */
async function firstAnswer(child: ChildProcess, client: Client, path: string, begun: number): Promise<number> {
  while (isRunning(child)) {
    try {
      await client.request('GET', path);
      return seconds() - begun;
    } catch (error) {
      if (codeOf(error) !== 'ECONNREFUSED') throw error;
    }
    if (seconds() - begun > START_LIMIT_S) throw new Error('no answer after its start');
    await sleep(2);
  }
  throw new Error(`it ended at its start with ${child.exitCode ?? child.signalCode}`);
}

interface Launch {
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  port: number;
  token: string | null;
  /** The file for what it says. */
  log: string;
  /** What is asked first. */
  path: string;
}

export interface Server {
  url: string;
  pid: number;
  client: Client;
  /** From the start of the process to its first answer. */
  startSeconds: number;
  /** Its last words. */
  said: () => string;
  /** Throws when it does not end cleanly. */
  stop: () => Promise<void>;
}

export interface Larder extends Server {
  api: Api;
  token: string;
  home: string;
  root: string;
  databaseFile: string;
}

/** Starts a server and waits for its first answer. */
async function start(bench: Bench, launch: Launch): Promise<Server> {
  const { args, env, cwd, port, token, log, path } = launch;
  if (bench.cleanup.interrupted) throw new Error('interrupted');
  const output = openSync(log, 'w');
  const client = new Client(`http://127.0.0.1:${port}`, token);
  const begun = seconds();
  const child = bench.cleanup.child(spawn(node, args, { env, cwd, stdio: ['ignore', output, output] }));
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${node} could not be started`);
  const said = () => readFileSync(log, 'utf8').slice(-800);
  let startSeconds: number;
  try {
    startSeconds = await firstAnswer(child, client, path, begun);
  } catch (error) {
    await endChild(child);
    throw new Error(`${args.at(0)}: ${asError(error).message}\n${said()}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    client,
    startSeconds,
    said,
    async stop() {
      client.close();
      const result = await endChild(child);
      if (result !== 0) throw new Error(`the server ended with ${result}\n${said()}`);
    },
  };
}

/** A Larder with a data folder and a document root of its own; both can be given to start it again on the same ones. */
export async function startLarder(bench: Bench, name: string, again?: Pick<Larder, 'home' | 'token'>): Promise<Larder> {
  const home = again?.home ?? mkdtempSync(path.join(bench.folder, `${name}-`));
  const root = path.join(home, 'root');
  const data = path.join(home, 'data');
  mkdirSync(root, { recursive: true });
  const token = again?.token ?? randomBytes(20).toString('hex');
  const port = await freePort();
  const profile = bench.options.profile ? ['--cpu-prof', '--cpu-prof-dir', bench.options.profile] : [];
  const words = ['serve', '--port', String(port), '--data-dir', data, '--document-root', root];
  const server = await start(bench, {
    args: [...profile, bundle, ...words],
    env: cleanEnvironment({ LARDER_TOKEN: token }),
    cwd: home,
    port,
    token,
    log: path.join(home, 'log'),
    path: '/health',
  });
  bench.said = server.said;
  const api = new Api(server.client);
  return { ...server, api, token, home, root: realpathSync(root), databaseFile: path.join(data, 'larder.db') };
}

/** The bare Node server that serves a folder: what the serving and the start are compared with. */
export async function startBareServer(bench: Bench, folder: string): Promise<Server> {
  const port = await freePort();
  return start(bench, {
    args: [bareHttpServer, folder, String(port)],
    env: cleanEnvironment(),
    cwd: bench.folder,
    port,
    token: null,
    log: path.join(bench.folder, 'bare-log'),
    path: '/',
  });
}
