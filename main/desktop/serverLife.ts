import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import { type FromServer, fromServer } from '../contract/host.ts';
import type { ServerProcess } from './serverProcess.ts';

export type ServerSettings = Extract<FromServer, { type: 'settings' }>;
export type Listening = Extract<FromServer, { type: 'listening' }>;
export interface Trouble {
  message: string;
  path: string | null;
}

/** How a server ended. */
export interface End {
  code: number | null;
  /** It was told to stop. */
  wasAsked: boolean;
  /** Why it could not start, when that is known. */
  trouble: Trouble | null;
}

export interface LifeLimits {
  /** How long a start may take until the server listens (milliseconds), unless it says that it migrates a database. */
  startLimitMs: number;
  /** How long a stop may take. */
  stopLimitMs: number;
}

interface Events {
  listening: [Listening];
  settings: [ServerSettings];
  ended: [End];
}

interface LinkAsker {
  resolve: (link: string) => void;
  reject: (error: Error) => void;
}

const TOO_LATE = {
  message: 'The server of Larder did not answer in time. Try again, or look into the logs.',
  path: null,
};
export const notRunning = () =>
  new Error('The server of Larder does not run at this moment. Try again in a few seconds.');

/** One server from its start to its end: what it says, heard by the contract, and what it is asked. */
export class ServerLife extends EventEmitter<Events> {
  readonly #process: ServerProcess;
  readonly #limits: LifeLimits;
  readonly #log: (line: string) => void;
  readonly #ended: Promise<void>;
  #limit: NodeJS.Timeout;
  #isListening = false;
  #wasAsked = false;
  #trouble: Trouble | null = null;
  #linkAskers: LinkAsker[] = [];

  constructor(process: ServerProcess, limits: LifeLimits, log: (line: string) => void) {
    super();
    this.#process = process;
    this.#limits = limits;
    this.#log = log;
    for (const stream of process.output) if (stream) createInterface({ input: stream }).on('line', log);
    process.onMessage((message) => this.#heard(message));
    this.#ended = new Promise((resolve) => {
      process.onExit((code) => {
        resolve();
        this.#end(code);
      });
    });
    this.#limit = setTimeout(() => {
      this.#trouble = TOO_LATE;
      process.kill();
    }, limits.startLimitMs);
  }

  /** A new link that signs a window in; rejects when the server does not listen, or ends before it answers. */
  signInLink(): Promise<string> {
    if (!this.#isListening) return Promise.reject(notRunning());
    return new Promise((resolve, reject) => {
      this.#linkAskers.push({ resolve, reject });
      this.#process.send({ type: 'signInLink' });
    });
  }

  /** Resolves when the server has ended: by itself, or by force after the time limit. */
  async stop(): Promise<void> {
    this.#wasAsked = true;
    clearTimeout(this.#limit);
    this.#process.send({ type: 'stop' });
    this.#limit = setTimeout(() => this.#process.kill(), this.#limits.stopLimitMs);
    await this.#ended;
  }

  #heard(message: unknown): void {
    const heard = fromServer.safeParse(message).data;
    switch (heard?.type) {
      case 'migrating':
        this.#endStartLimit();
        break;
      case 'listening':
        this.#endStartLimit();
        this.#isListening = true;
        this.emit('listening', heard);
        break;
      case 'settings':
        this.emit('settings', heard);
        break;
      case 'signInLink':
        this.#linkAskers.shift()?.resolve(heard.signInUrl);
        break;
      case 'failed':
        this.#trouble = heard;
        break;
      default:
        this.#log('the server said what is not in the contract');
    }
  }

  #endStartLimit(): void {
    // The limit of a stop goes on.
    if (!this.#wasAsked) clearTimeout(this.#limit);
  }

  #end(code: number | null): void {
    clearTimeout(this.#limit);
    this.#isListening = false;
    for (const asker of this.#linkAskers.splice(0)) asker.reject(notRunning());
    this.emit('ended', { code, wasAsked: this.#wasAsked, trouble: this.#trouble });
  }
}
