import { LRUCache } from 'lru-cache';
import { decideRate, type RateDecision, type RateLimit, type RateLimiter } from './rate-limiter.js';

/** Budgets that are known at most; the one that was not asked for longest is taken for full. */
const maxKeys = 10_000;

/** Budgets of this process alone. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #fullAt = new LRUCache<string, number>({ max: maxKeys });
  readonly #now: () => number;

  /** @param now milliseconds on a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  take(key: string, units: number, limit: RateLimit): RateDecision {
    const { decision, fullAt } = decideRate(this.#fullAt.get(key) ?? null, this.#now(), units, limit);
    this.#fullAt.set(key, fullAt);
    return decision;
  }

  /** Takes over how much of a budget is missing, from what another limiter has decided. */
  follow(key: string, { resetMs }: RateDecision): void {
    this.#fullAt.set(key, this.#now() + resetMs);
  }
}
