/** Hands events to whoever watches. */
export class EventHub<T> {
  /** Those who watch, with what is to happen when nothing more will come. */
  readonly #listeners = new Map<(event: T) => void, () => void>();

  /** Answers the function that ends the watching. */
  watch(listener: (event: T) => void, onEnd: () => void = () => undefined): () => void {
    this.#listeners.set(listener, onEnd);
    return () => this.#listeners.delete(listener);
  }

  tell(event: T): void {
    for (const listener of this.#listeners.keys()) listener(event);
  }

  /** Nothing more will come. */
  end(): void {
    for (const onEnd of this.#listeners.values()) onEnd();
    this.#listeners.clear();
  }
}
