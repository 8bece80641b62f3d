import type { Readable } from 'node:stream';
import type { ToServer } from '../contract/host.ts';

/** A started server, whichever program runs it. */
export interface ServerProcess {
  send: (message: ToServer) => void;
  onMessage: (listener: (message: unknown) => void) => void;
  /** Comes last: after every message and everything it said about itself. */
  onExit: (listener: (code: number | null) => void) => void;
  /** What it says about itself, for the log. */
  output: (Readable | null)[];
  /** At once, whatever it is doing: it may be too busy to hear a wish. */
  kill: () => void;
}

export interface ServerStart {
  entry: string;
  args: string[];
  env: Record<string, string | undefined>;
}

/** These would turn the server into another program. */
const NOT_FOR_THE_SERVER = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS']);

export function environmentOf(env: ServerStart['env']): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !NOT_FOR_THE_SERVER.has(name));
  return Object.fromEntries(kept) as Record<string, string>;
}
