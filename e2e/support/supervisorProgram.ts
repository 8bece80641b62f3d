import { app } from 'electron';
import { electronServer } from '../../main/desktop/electronServer.ts';
import { Supervisor, type SupervisorOptions } from '../../main/desktop/supervisor.ts';

/** A main program of Electron that supervises stub servers in its utility processes, for `shell/utilityProcess.spec.ts`. */
export interface Supervised {
  supervisor: Supervisor;
  log: string[];
  /** Every event of the supervisor with what it tells, in order. */
  told: [string, unknown][];
}
export type Supervise = (entry: string, behaviours: string[], options?: Partial<SupervisorOptions>) => Supervised;

const supervise: Supervise = (entry, behaviours, options = {}) => {
  const log: string[] = [];
  const told: Supervised['told'] = [];
  let lives = 0;
  const supervisor = new Supervisor({
    start(port) {
      const behaviour = behaviours[lives] ?? (behaviours.at(-1) as string);
      lives += 1;
      return electronServer({ entry, args: [behaviour, ...(port === null ? [] : [String(port)])], env: process.env });
    },
    log: (line) => log.push(line),
    backOffMs: [1, 1],
    ...options,
  });
  for (const event of ['listening', 'restarting', 'trouble'] as const) {
    supervisor.on(event, (what: unknown) => told.push([event, what]));
  }
  supervisor.start();
  return { supervisor, log, told };
};

Object.assign(globalThis, { supervise });
app.on('window-all-closed', () => undefined);
