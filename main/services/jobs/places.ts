/** A number of places to work at; whoever comes when all are taken waits in line. */
export class Places {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(number: number) {
    this.#free = number;
  }

  /** Resolves to true with a place, which `leave` gives back, or to false when the signal came first. */
  async take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#free > 0) {
      this.#free -= 1;
      return true;
    }
    return new Promise((resolve) => {
      const enter = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const giveUp = () => {
        this.#line.splice(this.#line.indexOf(enter), 1);
        resolve(false);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#line.push(enter);
    });
  }

  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
