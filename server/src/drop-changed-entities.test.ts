import { createSecretKey, randomBytes } from 'node:crypto';
import { memoryEntityCache, redisEntityCache } from '@bankgraph/cache';
import { type CustomerEvent, createMemoryBus, createRedisBus, type EventBus } from '@bankgraph/events';
import { connectRedis } from '@bankgraph/redis';
import { startRedis } from '@bankgraph/redis/testing';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { changedBy, dropChangedEntities } from './drop-changed-entities.js';

const logger = pino({ level: 'silent' });
const event = (domain: CustomerEvent['data']['domain'], subject = 'C-1001'): CustomerEvent => ({
  specversion: '1.0',
  id: `E-${domain}-${subject}`,
  source: 'urn:bankgraph:events:test',
  type: 'bankgraph.decision',
  subject,
  time: '2026-11-30T07:00:00Z',
  data: { domain, class: 'C', caseId: null, aboutReport: false, decisionIds: [] },
});
const file = { system: 'identity-verification', type: 'file', id: 'C-1001', audience: 'staff' } as const;
const others = [
  { ...file, id: 'C-1002' },
  { ...file, system: 'core-banking', type: 'party' },
];

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Keeps three entities, has one bus told, and looks what is left. */
async function dropsOnlyThat(
  bus: EventBus,
  told: EventBus,
  cache: ReturnType<typeof memoryEntityCache>,
): Promise<void> {
  const expiresAt = Date.now() + 60_000;
  await cache.setMany([file, ...others].map((key) => ({ key, text: 'kept', expiresAt })));
  const dropping = await dropChangedEntities(
    bus,
    new Map([
      ['kyc', cache],
      ['other', cache],
    ]),
    logger,
  );
  await told.publish(event('fraud'));
  await told.publish(event('kyc'));
  await eventually(async () => typeof (await cache.getMany([file]))[0] !== 'string');
  expect(await cache.getMany(others)).toEqual(['kept', 'kept']);
  await dropping.close();
}

describe('dropChangedEntities', () => {
  it('drops from memory what an event has changed, and nothing else', async () => {
    const bus = createMemoryBus({ logger });
    await dropsOnlyThat(bus, bus, memoryEntityCache());
  });

  it('drops from Redis what another process was told of', async () => {
    const redis = await startRedis();
    const [bus, told, connection] = [
      await createRedisBus(redis.url, { logger }),
      await createRedisBus(redis.url, { logger }),
      await connectRedis(redis.url, { logger, commandDeadlineMs: 2_000 }),
    ];
    try {
      const secret = createSecretKey(randomBytes(32));
      await dropsOnlyThat(bus, told, redisEntityCache({ redis: connection, secret, logger }));
    } finally {
      await Promise.all([bus.close(), told.close(), connection.close()]);
      await redis.stop();
    }
  }, 60_000);

  it('knows what an event changes that is kept', () => {
    expect(changedBy(event('core')).map(({ type, id }) => [type, id])).toEqual([
      ['accounts', 'C-1001'],
      ['party', 'C-1001'],
      ['customer', 'C-1001'],
    ]);
    expect(changedBy(event('kyc')).map(({ type, id }) => [type, id])).toEqual([
      ['profile', 'C-1001'],
      ['file', 'C-1001'],
    ]);
    for (const domain of ['fraud', 'aml', 'consent', 'segments'] as const)
      expect(changedBy(event(domain))).toEqual([]);
  });
});
