import { createHash } from 'node:crypto';
import { ErrorReply, type RedisClient, type RedisConnection } from '@bankgraph/redis';
import { MemoryRateLimiter } from './memory-rate-limiter.js';
import type { RateDecision, RateLimit, RateLimiter } from './rate-limiter.js';

/**
 * `decideRate` in Lua: read, decide and write in one step, by the clock of the server, so that gateways whose clocks
 * differ share one budget. A key ends when its budget is full again.
 */
const script = `
local units, burst, refill = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local perUnit = 1000 / refill
local whole = burst * perUnit
local fullAt = tonumber(redis.call('GET', KEYS[1]) or '') or now
local before = math.min(math.max(fullAt, now), now + whole)
local after = before + units * perUnit
local wait = after - now - whole
local allowed = wait <= 0.000001
local kept = allowed and after or before
local reset = math.max(0, math.ceil(kept - now))
if allowed then redis.call('SET', KEYS[1], string.format('%.6f', kept), 'PX', math.max(1, reset)) end
local remaining = math.max(0, math.floor((whole - (kept - now)) / perUnit + 0.000001))
return { allowed and 1 or 0, remaining, allowed and 0 or math.ceil(wait), reset }
`;
const scriptSha = createHash('sha1').update(script).digest('hex');

/** Keys in Redis begin so. */
const prefix = 'bankgraph:rate:';

/**
 * Budgets that all gateways share in Redis. Without Redis each goes by its own memory, which has followed what Redis said
 * last, and no request waits for that: see `connectRedis`.
 */
export class RedisRateLimiter implements RateLimiter {
  readonly #redis: RedisConnection;
  readonly #local: MemoryRateLimiter;

  constructor(redis: RedisConnection, local: MemoryRateLimiter = new MemoryRateLimiter()) {
    this.#redis = redis;
    this.#local = local;
  }

  async take(key: string, units: number, limit: RateLimit): Promise<RateDecision> {
    let decision: RateDecision | null;
    try {
      decision = readDecision(await this.#redis.ask((client) => run(client, prefix + key, units, limit)));
    } catch {
      // Not connected, too slow, or somebody else's value under our key: the connection tells of the first two.
      decision = null;
    }
    if (decision === null) return this.#local.take(key, units, limit);
    this.#local.follow(key, decision);
    return decision;
  }
}

async function run(client: RedisClient, key: string, units: number, limit: RateLimit): Promise<unknown> {
  const how = { keys: [key], arguments: [units, limit.burst, limit.refillPerSecond].map(String) };
  try {
    return await client.evalSha(scriptSha, how);
  } catch (error) {
    // A Redis that has started anew does not know the script yet.
    if (error instanceof ErrorReply && error.message.startsWith('NOSCRIPT')) return client.eval(script, how);
    throw error;
  }
}

function readDecision(reply: unknown): RateDecision | null {
  if (!Array.isArray(reply) || !reply.every((part): part is number => Number.isFinite(part))) return null;
  const [allowed, remaining, retryAfterMs, resetMs] = reply;
  if (remaining === undefined || retryAfterMs === undefined || resetMs === undefined) return null;
  return { allowed: allowed === 1, remaining, retryAfterMs, resetMs };
}
