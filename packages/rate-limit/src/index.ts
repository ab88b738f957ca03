/** Budgets that fill up again (GCRA): in memory, or shared in Redis. */
export { MemoryRateLimiter } from './memory-rate-limiter.js';
export type { RateDecision, RateLimit, RateLimiter } from './rate-limiter.js';
export { RedisRateLimiter } from './redis-rate-limiter.js';
