/** A budget that fills up again. */
export interface RateLimit {
  /** Units that may be taken at once when nothing was taken for long. */
  readonly burst: number;
  /** Units that come back in a second. */
  readonly refillPerSecond: number;
}

/** What became of a wish to take some of a budget. */
export interface RateDecision {
  readonly allowed: boolean;
  /** Units that are left, whole. */
  readonly remaining: number;
  /** When refused: how long until as much can be taken, in milliseconds; 0 when allowed. */
  readonly retryAfterMs: number;
  /** How long until the budget is full again, in milliseconds. */
  readonly resetMs: number;
}

/** Budgets by key. Never throws for trouble of its own. */
export interface RateLimiter {
  /**
   * Takes units of a budget if it has as many, else nothing of it. What is more than the burst is never allowed.
   *
   * @param units above 0
   */
  take(key: string, units: number, limit: RateLimit): Promise<RateDecision> | RateDecision;
}

/**
 * The generic cell rate algorithm (GCRA, ITU-T I.371) over one number: the time at which the budget is full again.
 *
 * @param fullAt that time, in milliseconds on the clock of `now`; null for a budget of which nothing was taken
 * @returns the decision, and that time afterwards
 */
export function decideRate(
  fullAt: number | null,
  now: number,
  units: number,
  { burst, refillPerSecond }: RateLimit,
): { readonly decision: RateDecision; readonly fullAt: number } {
  const perUnit = 1_000 / refillPerSecond;
  const whole = burst * perUnit;
  // No more than the whole can be missing, whatever a clock or a value that somebody else wrote says.
  const before = Math.min(Math.max(fullAt ?? now, now), now + whole);
  const after = before + units * perUnit;
  const wait = after - now - whole;
  const allowed = wait <= tolerance;
  const kept = allowed ? after : before;
  return {
    decision: {
      allowed,
      remaining: Math.max(0, Math.floor((whole - (kept - now)) / perUnit + tolerance)),
      retryAfterMs: allowed ? 0 : Math.ceil(wait),
      resetMs: Math.max(0, Math.ceil(kept - now)),
    },
    fullAt: kept,
  };
}

/** Fractions of a millisecond that add up to nothing. */
const tolerance = 1e-6;
