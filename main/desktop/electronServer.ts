import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import { environmentOf, type ServerProcess, type ServerStart } from './serverProcess.ts';

/** The server in a process of Electron's own. */
export function electronServer({ entry, args, env }: ServerStart): ServerProcess {
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
    kill() {
      // Electron's own `kill` asks politely (SIGTERM), which the server takes for a wish to stop when it finds the time.
      if (child.pid) process.kill(child.pid, 'SIGKILL');
    },
  };
}
