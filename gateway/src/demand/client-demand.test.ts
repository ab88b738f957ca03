import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryRateLimiter, RedisRateLimiter } from '@bankgraph/rate-limit';
import { connectRedis } from '@bankgraph/redis';
import { startRedis } from '@bankgraph/redis/testing';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startBank, type TestBank } from '../gateway.fixture.js';
import { baseLimits, type ClientLimits } from './client-limits.js';

/** What the other tests ask for; it costs a customer and twenty accounts. */
const query = '{ customer(id: "C-1001") { accounts { id } } }';
const cost = 21;

const limited = (limits: Partial<ClientLimits>) => (clientId: string | null) =>
  clientId === 'limited' ? { ...baseLimits, ...limits } : baseLimits;

async function asClient(bank: TestBank, clientId: string) {
  const authorization = await bank.issuer.bearer({ client_id: clientId });
  return (text: string) => bank.ask(text, { headers: { authorization } });
}

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await sleep(20);
  }
}

describe('the budget of a client', () => {
  it('is spent by cost, told in each answer, and refused on record when it is spent; others have their own', async () => {
    const rate = { burst: 3 * cost, refillPerSecond: 10 };
    await using bank = await startBank({ findLimits: limited({ rate }) });
    const ask = await asClient(bank, 'limited');
    const first = await ask(query);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=63;w=7');
    expect(first.headers.get('ratelimit')).toBe('"default";r=42;t=3');
    expect(first.headers.get('retry-after')).toBeNull();
    await ask(query);
    await ask(query);
    bank.audit.records.length = 0;
    const asked = bank.coreBanking.contexts.length;
    const refused = await ask(query);
    expect({ status: refused.status, body: refused.body }).toEqual({
      status: 429,
      body: {
        errors: [
          {
            message: 'Too many requests. Wait as Retry-After says.',
            extensions: { code: 'RATE_LIMITED', requestId: 'r-1' },
          },
        ],
      },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(3);
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=\d;t=[67]$/);
    expect(bank.coreBanking.contexts).toHaveLength(asked);
    expect(bank.audit.records).toEqual([
      expect.objectContaining({ outcome: 'refused', errorCode: 'RATE_LIMITED', subject: null }),
    ]);
    const other = await (await asClient(bank, 'other'))(query);
    expect({ status: other.status, told: other.headers.get('ratelimit') }).toEqual({
      status: 200,
      told: null,
    });

    await sleep(1_000 * Number(refused.headers.get('retry-after')));
    expect((await ask(query)).status).toBe(200);
  });

  it('is spent by requests that are refused, too, until nothing of them is read any more', async () => {
    const rate = { burst: 100, refillPerSecond: 20 };
    await using bank = await startBank({ findLimits: limited({ rate }) });
    const ask = await asClient(bank, 'limited');
    const answers = [];
    for (let n = 0; n < 30; n += 1) answers.push(await ask(`{ nonsense${n} }`));
    const statuses = answers.map(({ status }) => status);
    // Ten by the burst; some more by what came back meanwhile.
    const passed = statuses.filter((status) => status === 400).length;
    expect(passed).toBeGreaterThanOrEqual(10);
    expect(passed).toBeLessThan(20);
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
    const last = answers.findLast(({ status }) => status === 429);
    expect(last?.headers.get('retry-after')).toBe('1');
    expect(last?.headers.get('ratelimit-policy')).toBe('"default";q=100;w=5');
    // Each of them on record.
    expect(bank.audit.records).toHaveLength(30);
    expect((await (await asClient(bank, 'other'))('{ nonsense }')).status).toBe(400);
    await sleep(1_500);
    expect((await ask(query)).status).toBe(200);
  });

  it('is not told to nobody, and a bad token takes nothing of it', async () => {
    await using bank = await startBank({
      findLimits: limited({ rate: { burst: 30, refillPerSecond: 0.01 } }),
    });
    for (let n = 0; n < 10; n += 1) {
      const answer = await bank.ask(query, { headers: { authorization: 'Bearer nonsense' } });
      expect({ status: answer.status, told: answer.headers.get('ratelimit') }).toEqual({
        status: 401,
        told: null,
      });
    }
    expect((await (await asClient(bank, 'limited'))(query)).status).toBe(200);
  });
});

it('a client has so many operations in flight, and as many again when they have ended', async () => {
  await using bank = await startBank({ findLimits: limited({ inFlight: 2 }) });
  const ask = await asClient(bank, 'limited');
  const release: (() => void)[] = [];
  bank.coreBanking.misbehave = async (reply) => {
    await new Promise<void>((resolve) => release.push(resolve));
    return reply.send({ data: { customer: null } });
  };
  const waiting = [ask(query), ask(query)];
  await eventually(async () => release.length === 2);
  const refused = await ask(query);
  expect(refused).toMatchObject({
    status: 429,
    body: {
      errors: [
        { message: expect.stringMatching(/2 operations in flight/), extensions: { code: 'RATE_LIMITED' } },
      ],
    },
  });
  expect(refused.headers.get('retry-after')).toBe('1');
  const other = (await asClient(bank, 'other'))(query);
  await eventually(async () => release.length === 3);
  bank.coreBanking.misbehave = null;
  for (const go of release) go();
  expect((await Promise.all([...waiting, other])).map(({ status }) => status)).toEqual([200, 200, 200]);
  // Also those whose client has gone do not count for ever.
  for (let n = 0; n < 5; n += 1) {
    const authorization = await bank.issuer.bearer({ client_id: 'limited' });
    const gone = new AbortController();
    bank.coreBanking.misbehave = () => gone.abort();
    const sent = bank.send({
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { authorization },
      signal: gone.signal,
    });
    await expect(sent).rejects.toThrow();
  }
  bank.coreBanking.misbehave = null;
  await eventually(async () => (await ask(query)).status === 200);
});

it('gateways share a budget in Redis; killed under load there is no wrong answer and no 5xx, and it is used again', async () => {
  await using redis = await startRedis();
  const logger = pino({ level: 'silent' });
  const connections = await Promise.all(
    [1, 2].map(() => connectRedis(redis.url, { logger, commandDeadlineMs: 1_000, restMs: 100 })),
  );
  const rate = { burst: 40 * cost, refillPerSecond: 0.01 };
  const [one, two] = await Promise.all(
    connections.map((connection) =>
      startBank({
        findLimits: limited({ rate }),
        rateLimiter: new RedisRateLimiter(connection, new MemoryRateLimiter()),
      }),
    ),
  );
  if (one === undefined || two === undefined) throw new TypeError('Two were started.');
  try {
    const asks = [await asClient(one, 'limited'), await asClient(two, 'limited')];
    const answers: { status: number; body: unknown }[] = [];
    let loading = true;
    const load = asks.map(async (ask) => {
      while (loading) answers.push(await ask(query));
    });
    await eventually(async () => answers.length > 20);
    await redis.kill();
    const atDeath = answers.length;
    await eventually(async () => answers.length > atDeath + 100);
    loading = false;
    await Promise.all(load);
    const answered = answers.filter(({ status }) => status === 200);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    for (const { body } of answered)
      expect(body).toEqual({ data: { customer: { accounts: [{ id: 'A-1' }] } } });
    // Between them 40; apart, each what it knew to be left: never two whole bursts.
    expect(answered.length).toBeGreaterThanOrEqual(40);
    expect(answered.length).toBeLessThan(80);

    await redis.restart();
    // Both budgets in memory are spent, so whoever is let through was let through by Redis.
    await eventually(async () => (await asks[0]?.(query))?.status === 200);
    await eventually(async () => (await asks[1]?.(query))?.status === 200);
  } finally {
    await one[Symbol.asyncDispose]();
    await two[Symbol.asyncDispose]();
    for (const connection of connections) await connection.close();
  }
}, 300_000);
