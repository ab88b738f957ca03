/** Counts the requests that are being answered, so that a closing gateway knows when the last one has left. */
export class InFlight {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  enter(): void {
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
    if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when nothing is in flight, or after some milliseconds at the latest. */
  async finished(atMostMs: number): Promise<void> {
    if (this.#count === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      new Promise<void>((resolve) => this.#waiting.push(resolve)),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, atMostMs);
      }),
    ]);
    clearTimeout(timer);
  }
}
