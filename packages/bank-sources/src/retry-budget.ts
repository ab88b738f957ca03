/**
 * Keeps retries a small share of the calls, so that a struggling system never gets twice the load
 * (token bucket as in Finagle's RetryBudget: each call deposits `ratio`, each retry withdraws one).
 */
export class RetryBudget {
  readonly #ratio: number;
  readonly #most: number;
  #balance: number;

  /**
   * @param ratio retries allowed per call over time, e.g. 0.1 for 10 %
   * @param reserve retries a quiet system may make before it has earned any
   */
  constructor(ratio: number, reserve: number) {
    this.#ratio = ratio;
    this.#most = Math.max(reserve, 10);
    this.#balance = reserve;
  }

  /** Counts a first attempt. */
  recordCall(): void {
    this.#balance = Math.min(this.#most, this.#balance + this.#ratio);
  }

  /** Takes one retry out of the budget; false when there is none left. */
  tryWithdraw(): boolean {
    // 10 × 0.1 is slightly less than 1 in binary floating point.
    if (this.#balance < 1 - 1e-9) return false;
    this.#balance -= 1;
    return true;
  }
}
