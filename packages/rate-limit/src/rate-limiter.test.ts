import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type RedisConnection } from '@bankgraph/redis';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { MemoryRateLimiter } from './memory-rate-limiter.js';
import type { RateDecision, RateLimiter } from './rate-limiter.js';
import { RedisRateLimiter } from './redis-rate-limiter.js';

const logger = pino({ level: 'silent' });
let redis: RedisServer;
let connection: RedisConnection;

beforeAll(async () => {
  redis = await startRedis();
  connection = await connectRedis(redis.url, { logger, commandDeadlineMs: 2_000, restMs: 100 });
}, 300_000);
afterAll(async () => {
  await connection.close();
  await redis.stop();
});
beforeEach(() => connection.ask((client) => client.flushAll()));

/** A local limiter that allows nothing: what is allowed was Redis's word. */
class NothingAllowed extends MemoryRateLimiter {
  override take(): RateDecision {
    return { allowed: false, remaining: 0, retryAfterMs: 1, resetMs: 1 };
  }
}

const limiters: readonly [string, () => RateLimiter][] = [
  ['in memory', () => new MemoryRateLimiter()],
  ['in Redis', () => new RedisRateLimiter(connection, new NothingAllowed())],
];

describe.each(limiters)('a budget %s', (_where, limiter) => {
  it('gives its burst at once, and then nothing, and says when there is more', async () => {
    const budget = limiter();
    const limit = { burst: 10, refillPerSecond: 0.1 };
    expect(await budget.take('a', 4, limit)).toEqual({
      allowed: true,
      remaining: 6,
      retryAfterMs: 0,
      resetMs: 40_000,
    });
    expect(await budget.take('a', 6, limit)).toMatchObject({ allowed: true, remaining: 0 });
    const refused = await budget.take('a', 2, limit);
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    expect(refused.retryAfterMs).toBeGreaterThan(15_000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(20_000);
  });

  it('takes nothing when it refuses', async () => {
    const budget = limiter();
    const limit = { burst: 10, refillPerSecond: 0.01 };
    expect(await budget.take('a', 11, limit)).toMatchObject({ allowed: false, remaining: 10, resetMs: 0 });
    expect(await budget.take('a', 10, limit)).toMatchObject({ allowed: true });
  });

  it('fills up again at its rate', async () => {
    const budget = limiter();
    const limit = { burst: 10, refillPerSecond: 20 };
    await budget.take('a', 10, limit);
    expect(await budget.take('a', 5, limit)).toMatchObject({ allowed: false });
    await sleep(300);
    expect(await budget.take('a', 5, limit)).toMatchObject({ allowed: true });
    await sleep(1_000);
    // Never more than the burst, however long nothing was taken.
    expect(await budget.take('a', 10, limit)).toMatchObject({ allowed: true, remaining: 0 });
  });

  it('is one for each key, however much the others take', async () => {
    const budget = limiter();
    const limit = { burst: 5, refillPerSecond: 0.01 };
    const greedy = await Promise.all(Array.from({ length: 50 }, async () => budget.take('greedy', 1, limit)));
    expect(greedy.filter(({ allowed }) => allowed)).toHaveLength(5);
    expect(await budget.take('modest', 1, limit)).toMatchObject({ allowed: true, remaining: 4 });
  });
});

describe('a budget in Redis', () => {
  const limit = { burst: 10, refillPerSecond: 0.01 };

  it('is shared by gateways', async () => {
    const [one, other] = [new RedisRateLimiter(connection), new RedisRateLimiter(connection)];
    await one.take('a', 7, limit);
    expect(await other.take('a', 4, limit)).toMatchObject({ allowed: false, remaining: 3 });
  });

  it('is not fooled by a value that somebody else wrote', async () => {
    const budget = new RedisRateLimiter(connection);
    const write = (value: string) => connection.ask((client) => client.set('bankgraph:rate:a', value));
    await write('nonsense');
    expect(await budget.take('a', 1, limit)).toMatchObject({ allowed: true, remaining: 9 });
    await write('1e300');
    expect(await budget.take('a', 1, limit)).toMatchObject({ allowed: false, retryAfterMs: 100_000 });
    await connection.ask((client) => client.del('bankgraph:rate:a'));
    await connection.ask((client) => client.lPush('bankgraph:rate:a', 'a list'));
    expect(await new RedisRateLimiter(connection).take('a', 10, limit)).toMatchObject({ allowed: true });
  });

  it('leaves no key behind when it is full again', async () => {
    await new RedisRateLimiter(connection).take('a', 1, { burst: 10, refillPerSecond: 1_000 });
    await sleep(50);
    expect(await connection.ask((client) => client.keys('*'))).toEqual([]);
  });

  it('killed under load: every answer is within the limit, none fails, and it is used again', async () => {
    const budget = new RedisRateLimiter(connection);
    const decisions: RateDecision[] = [];
    let loading = true;
    const load = Array.from({ length: 20 }, async () => {
      while (loading) {
        decisions.push(await budget.take('a', 1, limit));
        await sleep(1);
      }
    });
    await sleep(100);
    await redis.kill();
    await sleep(300);
    const whileDead = decisions.length;
    expect(await budget.take('b', 10, limit)).toMatchObject({ allowed: true });
    expect(await budget.take('b', 1, limit)).toMatchObject({ allowed: false });
    await sleep(100);
    expect(decisions.length).toBeGreaterThan(whileDead);
    loading = false;
    await Promise.all(load);
    // The local budget has followed the one that is gone: nobody got a second burst by its death.
    expect(decisions.filter(({ allowed }) => allowed)).toHaveLength(10);

    await redis.restart();
    const until = Date.now() + 10_000;
    // A new budget there; the local one is used up.
    while (!(await budget.take('b', 1, limit)).allowed) {
      expect(Date.now()).toBeLessThan(until);
      await sleep(20);
    }
    expect(await connection.ask((client) => client.keys('*'))).toEqual(['bankgraph:rate:b']);
  });
});
