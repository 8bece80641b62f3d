import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { ToServer } from '../contract/host.ts';

/** A started server, whichever program runs it. */
export interface ServerProcess {
  send: (message: ToServer) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  onExit: (listener: (code: number | null) => void) => void;
  /** What it says about itself, for the log. */
  output: (Readable | null)[];
  kill: () => void;
}

export interface ServerStart {
  entry: string;
  args: string[];
  env: Record<string, string | undefined>;
  /** A Node to run it on, instead of Electron's own. */
  node?: string | undefined;
}

/** These would turn the server into another program. */
const NOT_FOR_THE_SERVER = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);

function environmentOf(env: ServerStart['env']): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !NOT_FOR_THE_SERVER.has(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

function onElectron({ entry, args, env }: ServerStart): ServerProcess {
  const child = utilityProcess.fork(entry, args, {
    env: environmentOf(env),
    stdio: 'pipe',
    serviceName: 'Larder server',
  });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    output: [child.stdout, child.stderr] as (Readable | null)[],
    kill: () => void child.kill(),
  };
}

function onNode(node: string, { entry, args, env }: ServerStart): ServerProcess {
  const child = fork(entry, args, {
    execPath: node,
    execArgv: [],
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return {
    send: (message) => child.connected && child.send(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      child.on('exit', listener);
      child.on('error', () => listener(null));
    },
    output: [child.stdout, child.stderr],
    kill: () => void child.kill('SIGKILL'),
  };
}

export const startServerProcess = (start: ServerStart): ServerProcess =>
  start.node ? onNode(start.node, start) : onElectron(start);
