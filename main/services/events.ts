import type { JobAnswer } from '../contract/larder.ts';

type Listener = (job: JobAnswer) => void;

/** Hands job events to whoever watches. */
export class EventHub {
  readonly #listeners = new Set<Listener>();

  /** Answers the function that ends the watching. */
  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(job: JobAnswer): void {
    for (const listener of this.#listeners) listener(job);
  }
}
