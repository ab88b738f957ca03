import { setTimeout as wait } from 'node:timers/promises';

/** Does something again and again, with a pause after each, until it is closed. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  /** @param round tells the pause after it, in ms. It must not throw. */
  constructor(round: () => Promise<number>) {
    this.#running = this.#run(round);
  }

  /** Resolves when the round under way has ended; none begins after it. */
  close(): Promise<void> {
    this.#stop.abort();
    return this.#running;
  }

  async #run(round: () => Promise<number>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const pause = await round();
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}
