/**
 * A call's time limit and its caller's wish to withdraw, as one AbortSignal.
 * Dispose of it when the call is over: it holds a timer and a listener.
 */
export class Deadline implements Disposable {
  readonly signal: AbortSignal;
  readonly #endsAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #unlink: () => void;
  #ended: 'timeout' | 'cancelled' | undefined;

  /** @param milliseconds from now; zero or less is over at once */
  constructor(milliseconds: number, caller?: AbortSignal) {
    const controller = new AbortController();
    const end = (how: 'timeout' | 'cancelled') => {
      this.#ended ??= how;
      controller.abort();
    };
    this.signal = controller.signal;
    this.#endsAt = performance.now() + milliseconds;
    this.#timer = setTimeout(() => end('timeout'), Math.max(0, milliseconds));
    const withdraw = () => end('cancelled');
    caller?.addEventListener('abort', withdraw, { once: true });
    this.#unlink = () => caller?.removeEventListener('abort', withdraw);
    if (caller?.aborted) withdraw();
    else if (milliseconds <= 0) end('timeout');
  }

  /** How it ended, or undefined while there is time left. */
  get ended(): 'timeout' | 'cancelled' | undefined {
    return this.#ended;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The work's result, or what `onEnd` throws as soon as the time is over, even if the work never settles. */
  async race<T>(work: Promise<T>, onEnd: (how: 'timeout' | 'cancelled') => Error): Promise<T> {
    let listener: (() => void) | undefined;
    const over = new Promise<never>((_, reject) => {
      listener = () => reject(onEnd(this.#ended ?? 'timeout'));
      if (this.signal.aborted) listener();
      else this.signal.addEventListener('abort', listener, { once: true });
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      if (listener) this.signal.removeEventListener('abort', listener);
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#unlink();
  }
}
