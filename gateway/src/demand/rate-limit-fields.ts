import type { BudgetNote } from './client-demand.js';

/**
 * Header fields that tell a client of its budget (IETF draft-ietf-httpapi-ratelimit-headers): `q` units in `w` seconds,
 * `r` units left, `t` seconds until it is full again. A unit is one of cost.
 */
export function rateLimitFields({ decision, limit }: BudgetNote): Readonly<Record<string, string>> {
  const { burst, refillPerSecond } = limit;
  return {
    'ratelimit-policy': `"default";q=${burst};w=${Math.ceil(burst / refillPerSecond)}`,
    ratelimit: `"default";r=${decision.remaining};t=${Math.ceil(decision.resetMs / 1_000)}`,
    ...(decision.allowed
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(decision.retryAfterMs / 1_000))) }),
  };
}
