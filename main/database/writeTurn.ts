/**
 * SQLite takes one writer at a time. Instead of letting connections wait inside SQLite (which would stop the thread
 * that answers requests), every writer of the server, job threads included, asks for its turn here: first come, first served.
 */
export class WriteTurn {
  #taken = false;
  readonly #queue: (() => void)[] = [];

  /** How many stand in line behind the one whose turn it is. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Resolves to the function that ends the turn. */
  async take(): Promise<() => void> {
    if (this.#taken) await new Promise<void>((grant) => this.#queue.push(grant));
    this.#taken = true;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.#queue.shift();
      if (next) next();
      else this.#taken = false;
    };
  }

  /** Runs one short synchronous piece of writing in its turn. */
  async run<T>(write: () => T): Promise<T> {
    const end = await this.take();
    try {
      return write();
    } finally {
      end();
    }
  }
}
