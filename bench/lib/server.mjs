import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './api.mjs';
import { endChild, isRunning } from './cleanup.mjs';
import { Client } from './client.mjs';
import { seconds } from './numbers.mjs';
import { bareHttpServer, bundle, cleanEnvironment, node } from './programs.mjs';

const START_LIMIT_S = 60;

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves to the seconds until the first answer to `path`. */
async function firstAnswer(child, client, path, begun) {
  while (isRunning(child)) {
    try {
      await client.request('GET', path);
      return seconds() - begun;
    } catch (error) {
      if (error.code !== 'ECONNREFUSED') throw error;
    }
    if (seconds() - begun > START_LIMIT_S) throw new Error('no answer after its start');
    await sleep(2);
  }
  throw new Error(`it ended at its start with ${child.exitCode ?? child.signalCode}`);
}

/** Starts a server and waits for its first answer. `stop` throws when it does not end cleanly. */
async function start(bench, { args, env, cwd, port, token, log, path }) {
  if (bench.cleanup.interrupted) throw new Error('interrupted');
  const output = openSync(log, 'w');
  const client = new Client(`http://127.0.0.1:${port}`, token);
  const begun = seconds();
  const child = bench.cleanup.child(spawn(node, args, { env, cwd, stdio: ['ignore', output, output] }));
  closeSync(output);
  const said = () => readFileSync(log, 'utf8').slice(-800);
  let startSeconds;
  try {
    startSeconds = await firstAnswer(child, client, path, begun);
  } catch (error) {
    await endChild(child);
    throw new Error(`${args.at(0)}: ${error.message}\n${said()}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
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
export async function startLarder(bench, name, again) {
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
export async function startBareServer(bench, folder) {
  const port = await freePort();
  return start(bench, {
    args: [bareHttpServer, folder, String(port)],
    env: cleanEnvironment(),
    cwd: bench.folder,
    port,
    log: path.join(bench.folder, 'bare-log'),
    path: '/',
  });
}
