/**
 * Tells work that nobody waits for it any more. Every request has some of them, so it costs next to nothing until it is
 * needed; an `AbortSignal` is made for those who ask for one.
 */
export class Cancellation {
  readonly #listeners = new Set<(reason: Error) => void>();
  #reason: Error | null = null;
  #controller: AbortController | null = null;

  /** Why it was cancelled; null as long as it is not. */
  get reason(): Error | null {
    return this.#reason;
  }

  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#reason !== null) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Cancels, once: a second reason changes nothing. */
  cancel(reason: Error): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
    for (const listener of this.#listeners) listener(reason);
    this.#listeners.clear();
  }

  /**
   * Calls a listener when it is cancelled, at once when it has been.
   *
   * @returns ends that
   */
  onCancel(listener: (reason: Error) => void): () => void {
    if (this.#reason !== null) listener(this.#reason);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
