import { fork } from 'node:child_process';
import { environmentOf, type ServerProcess, type ServerStart } from './serverProcess.ts';

/** The server on a Node of its own: development and tests, an Electron too old for SQLite. */
export function nodeServer(node: string, { entry, args, env }: ServerStart): ServerProcess {
  const child = fork(entry, args, {
    execPath: node,
    execArgv: [],
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.on('error', () => undefined); // a Node that cannot be started is told by `close`
  return {
    // It may have ended a moment ago: that is told by `close` as well.
    send: (message) => child.connected && child.send(message, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('close', listener),
    output: [child.stdout, child.stderr],
    kill: () => void child.kill('SIGKILL'),
  };
}
