/** Hands events to whoever watches. */
export class EventHub<T> {
  readonly #listeners = new Set<(event: T) => void>();

  /** Answers the function that ends the watching. */
  watch(listener: (event: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }
}
