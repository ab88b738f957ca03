import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseLimits, beyondLimit, costRules, documentCost, measureDocument } from '@bankgraph/gateway';
import { apiSdlOf, readClients, readPersistedOperations, readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { defaultLimits, limitsOfClients } from './client-limits.js';
import { ConfigurationFaults, readBaseConfiguration } from './configuration.js';
import { everythingQuery } from './testing/everything-query.js';

const supergraph = readSupergraph();
const schema = buildSchema(apiSdlOf(supergraph));
const rules = costRules(parse(supergraph));

function asked(text: string) {
  const document = parse(text);
  return { ...measureDocument(document), cost: documentCost(document, schema, rules).largest({}) };
}

describe('limits by class', () => {
  const find = limitsOfClients(defaultLimits, readClients());

  it('are a client’s by its class, and a partner’s when it is not listed', () => {
    expect(find('mobile-app')).toBe(defaultLimits.channel);
    expect(find('staff-desk')).toBe(defaultLimits.frontend);
    for (const client of ['P-moneywise', 'somebody', '__proto__', null]) {
      expect(find(client)).toBe(defaultLimits.partner);
    }
  });

  it('leave room for every operation that was agreed, and for the whole of a customer to staff alone', () => {
    const purposes = new Set([
      'RequestedServiceProvision',
      'ServiceProvision',
      'CounterMoneyLaundering',
      'LegalCompliance',
    ]);
    const operations = readPersistedOperations(purposes);
    expect(operations.length).toBeGreaterThan(0);
    for (const { clientId, document } of operations) {
      const { cost, ...measure } = asked(document);
      // Half of what there is: variables and new fields must not make it fail at once.
      expect({
        clientId,
        beyond: beyondLimit({ ...measure, cost: 2 * cost }, find(clientId).operation),
      }).toEqual({
        clientId,
        beyond: null,
      });
    }
    const everything = asked(everythingQuery());
    expect(beyondLimit(everything, defaultLimits.frontend.operation)).toBeNull();
    expect(beyondLimit(everything, defaultLimits.channel.operation)?.code).toBe('OPERATION_TOO_COMPLEX');
    expect(beyondLimit(everything, defaultLimits.partner.operation)?.code).toBe('OPERATION_TOO_COMPLEX');
  });

  it('refuse pages of pages of pages to everybody', () => {
    const text =
      '{ customers(search: "a", first: 100) { nodes { accounts(first: 100) { nodes { transactions(first: 100) { nodes { id } } } } } } }';
    expect(asked(text).cost).toBe(1 + 100 * (1 + 1 + 100 * (1 + 1 + 100)));
    for (const { operation } of Object.values(defaultLimits)) {
      expect(beyondLimit(asked(text), operation)?.message).toMatch('the limit "cost"');
    }
  });

  it('are within what no document may exceed, and let the largest operation through once', () => {
    for (const { operation, rate } of Object.values(defaultLimits)) {
      expect(beyondLimit(operation, baseLimits.operation)).toBeNull();
      expect(rate?.burst).toBeGreaterThanOrEqual(operation.cost);
    }
  });
});

describe('LIMITS_FILE', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bankgraph-limits-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(yaml: string) {
    const file = join(folder, 'limits.yaml');
    await writeFile(file, yaml);
    return readBaseConfiguration({ LIMITS_FILE: file }).limits;
  }
  async function faults(yaml: string): Promise<readonly string[]> {
    return read(yaml).then(
      () => [],
      (error: unknown) => (error instanceof ConfigurationFaults ? error.faults : [String(error)]),
    );
  }

  it('changes what it names and nothing else', async () => {
    expect(await read('partner: { cost: 4000, burst: 8000, inFlight: 3 }')).toEqual({
      ...defaultLimits,
      partner: {
        operation: { ...defaultLimits.partner.operation, cost: 4_000 },
        rate: { burst: 8_000, refillPerSecond: 3_000 },
        inFlight: 3,
      },
    });
    expect(await read('')).toEqual(defaultLimits);
    expect(readBaseConfiguration({}).limits).toEqual(defaultLimits);
  });

  it('stops the start with all that is wrong with it', async () => {
    expect(await faults('partner: { cost: 0, depth: deep, other: 1 }\nguest: { cost: 1 }')).toEqual([
      expect.stringMatching(/^LIMITS_FILE: partner\.depth: /),
      expect.stringMatching(/^LIMITS_FILE: partner\.cost: /),
      expect.stringMatching(/^LIMITS_FILE: partner: .*"other"/),
      expect.stringMatching(/^LIMITS_FILE: .*"guest"/),
    ]);
    expect(await faults('frontend: { selections: 20000 }')).toHaveLength(1);
    expect(await faults('channel: { burst: 10 }')).toEqual([
      'LIMITS_FILE: channel.burst: has to be at least the cost of one operation, 6000',
    ]);
    expect(await faults('a: [')).toEqual(['LIMITS_FILE: the file is not YAML']);
    expect(() => readBaseConfiguration({ LIMITS_FILE: join(folder, 'none.yaml') })).toThrow('ENOENT');
  });
});

describe('REDIS_URL', () => {
  it('is an address of Redis, or nothing', () => {
    expect(readBaseConfiguration({ REDIS_URL: '' }).redisUrl).toBeUndefined();
    for (const url of ['redis://127.0.0.1:6379', 'rediss://user:secret@redis.bank.example:6380/1']) {
      expect(readBaseConfiguration({ REDIS_URL: url }).redisUrl).toBe(url);
    }
    for (const url of ['http://redis:6379', 'redis']) {
      expect(() => readBaseConfiguration({ REDIS_URL: url })).toThrow('REDIS_URL: ');
    }
  });
});
