/** How a call's time came to its end. */
export type DeadlineEnd = 'timeout' | 'cancelled';

/**
 * A call's time limit and its caller's wish to withdraw, as one. Dispose of it when the call is over: it holds a timer and a
 * listener.
 */
export class Deadline implements Disposable {
  readonly #endsAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #unlink: () => void;
  readonly #listeners = new Set<(how: DeadlineEnd) => void>();
  #controller: AbortController | undefined;
  #ended: DeadlineEnd | undefined;

  /** @param milliseconds from now; zero or less is over at once */
  constructor(milliseconds: number, caller?: AbortSignal) {
    this.#endsAt = performance.now() + milliseconds;
    this.#timer = setTimeout(() => this.#end('timeout'), Math.max(0, milliseconds));
    const withdraw = () => this.#end('cancelled');
    caller?.addEventListener('abort', withdraw, { once: true });
    this.#unlink = () => caller?.removeEventListener('abort', withdraw);
    if (caller?.aborted) withdraw();
    else if (milliseconds <= 0) this.#end('timeout');
  }

  /** Aborted when the time is over; made when it is asked for, since a question to a database needs none. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#ended !== undefined) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  /** How it ended, or undefined while there is time left. */
  get ended(): DeadlineEnd | undefined {
    return this.#ended;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The work's result, or what `onEnd` throws as soon as the time is over, even if the work never settles. */
  async race<T>(work: Promise<T>, onEnd: (how: DeadlineEnd) => Error): Promise<T> {
    let listener: ((how: DeadlineEnd) => void) | undefined;
    const over = new Promise<never>((_, reject) => {
      listener = (how) => reject(onEnd(how));
      if (this.#ended === undefined) this.#listeners.add(listener);
      else listener(this.#ended);
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      if (listener) this.#listeners.delete(listener);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#unlink();
  }

  /** The first end counts. */
  #end(how: DeadlineEnd): void {
    if (this.#ended !== undefined) return;
    this.#ended = how;
    this.#controller?.abort();
    for (const listener of this.#listeners) listener(how);
  }
}
