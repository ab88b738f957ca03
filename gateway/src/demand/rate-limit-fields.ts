import type { BudgetNote } from './client-demand.js';

/**
 * Header fields that tell a client of its budget (IETF draft-ietf-httpapi-ratelimit-headers): `q` units in `w` seconds,
 * `r` units left, `t` seconds until it is full again. A unit is one of cost. What is left is told in hundredths of the
 * whole, rounded down: a client may stand for many people, and none of them is told what the others ask for.
 */
export function rateLimitFields({ decision, limit }: BudgetNote): Readonly<Record<string, string>> {
  const { burst, refillPerSecond } = limit;
  const step = Math.max(1, Math.floor(burst / 100));
  const remaining = Math.floor(decision.remaining / step) * step;
  return {
    'ratelimit-policy': `"default";q=${burst};w=${Math.ceil(burst / refillPerSecond)}`,
    ratelimit: `"default";r=${remaining};t=${Math.ceil(decision.resetMs / 1_000)}`,
    ...(decision.allowed
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(decision.retryAfterMs / 1_000))) }),
  };
}
