import { EventEmitter } from 'node:events';
import {
  type End,
  type LifeLimits,
  type Listening,
  notRunning,
  ServerLife,
  type ServerSettings,
  type Trouble,
} from './serverLife.ts';
import type { ServerProcess } from './serverProcess.ts';

interface Events {
  listening: [Listening];
  restarting: [{ reason: string; attempt: number }];
  trouble: [Trouble];
}

export interface SupervisorOptions extends Partial<LifeLimits> {
  /** Starts a server; on this port when it takes the place of one that crashed. */
  start: (port: number | null) => ServerProcess;
  log: (line: string) => void;
  /** The waiting before each restart (milliseconds); after the last one it is given up. */
  backOffMs?: readonly number[];
  /** A server that ran so long starts counting anew. */
  steadyMs?: number;
}

const UNEXPLAINED = {
  message: 'The server of Larder ended unexpectedly, again and again. Try again, or look into the logs.',
  path: null,
};

/** Keeps one server running: starts it, starts it anew when it crashes, says when that is in vain, stops it. */
export class Supervisor extends EventEmitter<Events> {
  readonly #options: Required<SupervisorOptions>;
  #life: ServerLife | null = null;
  /** Before a restart, and while a server proves to be steady. */
  #timer: NodeJS.Timeout | undefined;
  #port: number | null = null;
  #crashes = 0;
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

  /** Starts it now, also while a restart waits; nothing when there is one already. */
  start(): void {
    if (this.#life) return;
    this.#crashes = 0;
    this.#begin();
  }

  /** A new link that signs a window in. */
  signInLink(): Promise<string> {
    return this.#life?.signInLink() ?? Promise.reject(notRunning());
  }

  /** Resolves when the server has ended. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#life?.stop();
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#life = new ServerLife(this.#options.start(this.#port), this.#options, this.#options.log)
      .on('listening', (server) => this.#listening(server))
      .on('settings', (settings) => {
        this.#settings = settings;
      })
      .on('ended', (end) => this.#ended(end));
  }

  #listening(server: Listening): void {
    this.#timer = setTimeout(() => {
      this.#crashes = 0;
    }, this.#options.steadyMs);
    this.#port = server.port;
    this.emit('listening', server);
  }

  #ended({ code, wasAsked, trouble }: End): void {
    clearTimeout(this.#timer);
    this.#life = null;
    if (wasAsked) return;
    this.#options.log(`the server ended by itself, code ${code}`);
    const wait = this.#options.backOffMs[this.#crashes];
    // Who told why would tell the same again; but at the port of its forerunner another program may sit by now.
    const isInVain = trouble !== null && this.#port === null;
    if (trouble) this.#port = null;
    if (isInVain || wait === undefined) {
      this.#giveUp(trouble);
      return;
    }
    this.#crashes += 1;
    this.emit('restarting', { reason: 'The server of Larder ended unexpectedly.', attempt: this.#crashes });
    this.#timer = setTimeout(() => this.#begin(), wait);
  }

  #giveUp(trouble: Trouble | null): void {
    this.#port = null;
    this.emit('trouble', trouble ?? UNEXPLAINED);
  }
}
