import { EventEmitter } from 'node:events';
import { type FromServer, fromServer } from '../contract/host.ts';
import type { ServerProcess } from './serverProcess.ts';

export type ServerSettings = Extract<FromServer, { type: 'settings' }>;
export type Listening = Extract<FromServer, { type: 'listening' }>;
export interface Trouble {
  message: string;
  path: string | null;
}

interface Events {
  listening: [Listening];
  restarting: [{ reason: string; attempt: number }];
  trouble: [Trouble];
}

export interface SupervisorOptions {
  /** Starts a server; on this port when it takes the place of one that crashed. */
  start: (port: number | null) => ServerProcess;
  log: (line: string) => void;
  /** How long a start may take until the server listens (milliseconds); a migration of a large database is part of it. */
  startLimitMs?: number;
  /** The waiting before each restart; after the last one it is given up. */
  backOffMs?: readonly number[];
  /** How long a stop may take. */
  stopLimitMs?: number;
  /** A server that ran so long starts counting anew. */
  steadyMs?: number;
}

/** Keeps one server running: starts it, starts it anew when it crashes, says when that is in vain, stops it. */
export class Supervisor extends EventEmitter<Events> {
  readonly #options: Required<SupervisorOptions>;
  #process: ServerProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #port: number | null = null;
  #attempt = 0;
  #failure: Trouble | null = null;
  #stopping = false;
  #linkAskers: ((link: string) => void)[] = [];
  #settings: ServerSettings | null = null;

  constructor(options: SupervisorOptions) {
    super();
    this.#options = {
      startLimitMs: 120_000,
      backOffMs: [200, 1000, 3000, 8000],
      stopLimitMs: 15_000,
      steadyMs: 60_000,
      ...options,
    };
  }

  /** What pickers must know; null before the first start. */
  get settings(): ServerSettings | null {
    return this.#settings;
  }

  start(): void {
    this.#stopping = false;
    this.#failure = null;
    const server = this.#options.start(this.#port);
    this.#process = server;
    for (const stream of server.output) stream?.on('data', (piece) => this.#options.log(String(piece).trimEnd()));
    server.onMessage((message) => this.#heard(message));
    this.#exited = new Promise((resolve) => {
      server.onExit((code) => {
        resolve();
        if (this.#process === server) this.#ended(code);
      });
    });
    this.#timer = setTimeout(() => {
      this.#failure = {
        message: 'The server of Larder did not answer in time. Try again, or look into the logs.',
        path: null,
      };
      server.kill();
    }, this.#options.startLimitMs);
  }

  /** A new link that signs the window in. */
  signInLink(): Promise<string> {
    return new Promise((resolve) => {
      this.#linkAskers.push(resolve);
      this.#process?.send({ type: 'signInLink' });
    });
  }

  /** Resolves when the server has ended: by itself, or by force after the time limit. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const server = this.#process;
    if (!server) return;
    server.send({ type: 'stop' });
    const limit = setTimeout(() => server.kill(), this.#options.stopLimitMs);
    await this.#exited;
    clearTimeout(limit);
    this.#process = null;
  }

  #heard(message: unknown): void {
    const heard = fromServer.safeParse(message).data;
    if (!heard) {
      this.#options.log('the server said what is not in the contract');
      return;
    }
    switch (heard.type) {
      case 'listening':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          this.#attempt = 0;
        }, this.#options.steadyMs);
        this.#port = heard.port;
        this.emit('listening', heard);
        break;
      case 'settings':
        this.#settings = heard;
        break;
      case 'signInLink':
        this.#linkAskers.shift()?.(heard.signInUrl);
        break;
      case 'failed':
        this.#failure = heard;
        break;
    }
  }

  #ended(code: number | null): void {
    clearTimeout(this.#timer);
    this.#process = null;
    if (this.#stopping) return;
    this.#options.log(`the server ended by itself, code ${code}`);
    const wait = this.#options.backOffMs[this.#attempt];
    // A server that never listened has told why, and would say the same again; one that did has crashed.
    if (wait === undefined || this.#port === null) {
      this.#giveUp();
      return;
    }
    // Another program may have taken the port meanwhile.
    if (this.#failure) this.#port = 0;
    this.#attempt += 1;
    this.emit('restarting', { reason: 'The server of Larder ended unexpectedly.', attempt: this.#attempt });
    this.#timer = setTimeout(() => this.start(), wait);
  }

  #giveUp(): void {
    this.#port = null;
    this.#attempt = 0;
    const unexplained = 'The server of Larder ended unexpectedly. Try again, or look into the logs.';
    this.emit('trouble', this.#failure ?? { message: unexplained, path: null });
  }
}
