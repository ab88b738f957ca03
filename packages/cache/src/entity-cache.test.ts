import { createSecretKey, randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis, type RedisConnection } from '@bankgraph/redis';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createClient } from 'redis';
import {
  type AskMany,
  type EntityCache,
  jsonForm,
  memoryEntityCache,
  type Reader,
  ReadThrough,
  redisEntityCache,
} from './index.js';
import type { KeptType } from './kept-types.js';

const log: string[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
const secret = createSecretKey(randomBytes(32));

/** What a system says of a customer: its text, and how often it was asked so far. */
interface Entry {
  readonly text: string;
  readonly asked: number;
}

let server: RedisServer;
let connection: RedisConnection;

beforeAll(async () => {
  server = await startRedis();
  // Other suites share the machine: what is slow has a test of its own.
  connection = await connectRedis(server.url, { logger, commandDeadlineMs: 5_000, restMs: 50 });
}, 300_000);
afterAll(async () => {
  await connection?.close();
  await server?.stop();
});

const inRedis = (of = secret): EntityCache => redisEntityCache({ redis: connection, secret: of, logger });

let types = 0;
/** A type that no other test has. */
function someType(change: Partial<KeptType<Entry>> = {}): KeptType<Entry> {
  types += 1;
  return { system: 'core-banking', type: `type-${types}`, keepMs: 60_000, ...jsonForm<Entry>(), ...change };
}

const staff: Reader = { actor: { kind: 'staff' }, signal: new AbortController().signal };
setMaxListeners(0, staff.signal);
const customer: Reader = { ...staff, actor: { kind: 'customer' } };

/** A system that knows every customer, and counts. */
function someSystem(work: (ids: readonly string[], signal: AbortSignal) => Promise<void> = async () => {}) {
  const calls: string[][] = [];
  const ask: AskMany<Entry> = async (ids, signal) => {
    calls.push([...ids]);
    const asked = calls.length;
    await work(ids, signal);
    return new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, { text: `é ${id}`, asked }]));
  };
  return { calls, ask };
}

async function raw<T>(work: (client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
  const client = createClient({ url: server.url });
  await client.connect();
  try {
    return await work(client as ReturnType<typeof createClient>);
  } finally {
    client.destroy();
  }
}

async function eventually(condition: () => Promise<boolean> | boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await sleep(20);
  }
}

describe.each([
  { where: 'memory', open: () => memoryEntityCache() },
  { where: 'redis', open: () => inRedis() },
])('entities kept in $where', ({ open }) => {
  /** Asks until what is kept is there: keeping it is nothing that an answer waits for. */
  const kept = async (reads: ReadThrough, type: KeptType<Entry>, id: string, reader = staff) => {
    const never: AskMany<Entry> = async () => new Map();
    await eventually(async () => (await reads.many(type, [id], reader, never)).has(id));
  };

  it('are asked for once, and again when their time is over, counted from the question', async () => {
    const type = someType({ keepMs: 400 });
    const reads = new ReadThrough(open());
    let began = 0;
    const system = someSystem(() => {
      began = Date.now();
      return sleep(100);
    });
    expect((await reads.many(type, ['C-1'], staff, system.ask)).get('C-1')).toEqual({
      text: 'é C-1',
      asked: 1,
    });
    await kept(reads, type, 'C-1');
    expect((await reads.many(type, ['C-1'], staff, system.ask)).get('C-1')).toEqual({
      text: 'é C-1',
      asked: 1,
    });
    await sleep(began + 410 - Date.now());
    expect((await reads.many(type, ['C-1'], staff, system.ask)).get('C-1')).toEqual({
      text: 'é C-1',
      asked: 2,
    });
  });

  it('are asked for together where they are missing; what a system does not have is left out and not kept', async () => {
    const type = someType();
    const reads = new ReadThrough(open());
    const system = someSystem();
    await reads.many(type, ['C-1'], staff, system.ask);
    await kept(reads, type, 'C-1');
    const found = await reads.many(type, ['C-1', 'C-2', 'unknown'], staff, system.ask);
    expect([...found.keys()].sort()).toEqual(['C-1', 'C-2']);
    await kept(reads, type, 'C-2');
    await reads.many(type, ['unknown'], staff, system.ask);
    expect(system.calls).toEqual([['C-1'], ['C-2', 'unknown'], ['unknown']]);
  });

  it('are not mixed up: by system, type, id, or for whom they were read', async () => {
    const reads = new ReadThrough(open());
    const type = someType();
    const others = [{ ...type, system: 'kyc' }, someType()];
    const system = someSystem();
    await reads.many(type, ['C-1'], staff, system.ask);
    await kept(reads, type, 'C-1');
    for (const other of others) await reads.many(other, ['C-1'], staff, system.ask);
    await reads.many(type, ['C-1","x'], staff, system.ask);
    await reads.many(type, ['C-1'], customer, system.ask);
    expect(system.calls).toHaveLength(5);
  });

  it('are one question for all who want them at the same time', async () => {
    const type = someType();
    const reads = new ReadThrough(open());
    const system = someSystem(() => sleep(200));
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => reads.many(type, ['C-1'], staff, system.ask)),
    );
    expect(system.calls).toEqual([['C-1']]);
    expect(answers.map((answer) => answer.get('C-1'))).toEqual(Array(50).fill({ text: 'é C-1', asked: 1 }));
  });

  it('outlive the request that asked, and the question is withdrawn when nobody waits any more', async () => {
    const type = someType();
    const reads = new ReadThrough(open());
    const withdrawn: string[] = [];
    const system = someSystem((ids, signal) => {
      signal.addEventListener('abort', () => withdrawn.push(...ids));
      return new Promise((resolve, reject) => {
        setTimeout(resolve, 200);
        signal.addEventListener('abort', () => reject(new Error('withdrawn')));
      });
    });
    const [first, second] = [new AbortController(), new AbortController()];
    const ask = (id: string, { signal }: AbortController) =>
      reads.many(type, [id], { ...staff, signal }, system.ask);
    const [, other] = [ask('C-1', first), ask('C-1', second)];
    const lone = ask('C-2', first);
    await eventually(() => system.calls.length === 2);
    first.abort();
    expect((await other).get('C-1')).toEqual({ text: 'é C-1', asked: 1 });
    expect((await lone).get('C-2')).toBeInstanceOf(Error);
    expect(withdrawn).toEqual(['C-2']);
    // Whoever comes after a withdrawal asks anew.
    expect((await ask('C-2', second)).get('C-2')).toMatchObject({ text: 'é C-2' });
  });

  it('leave no failure behind, and a failure takes nothing along that is kept', async () => {
    const type = someType();
    const reads = new ReadThrough(open());
    const system = someSystem();
    await reads.many(type, ['C-1'], staff, system.ask);
    await kept(reads, type, 'C-1');
    const down = someSystem(async () => {
      throw new Error('down');
    });
    const found = await reads.many(type, ['C-1', 'C-2'], staff, down.ask);
    expect(found.get('C-1')).toEqual({ text: 'é C-1', asked: 1 });
    expect(found.get('C-2')).toEqual(new Error('down'));
    await expect(reads.one(type, 'C-3', staff, () => Promise.reject(new Error('down')))).rejects.toThrow(
      'down',
    );
    expect(await reads.one(type, 'C-3', staff, async () => ({ text: 'up', asked: 0 }))).toEqual({
      text: 'up',
      asked: 0,
    });
  });

  it('are not kept when they are not whole', async () => {
    const type = someType(jsonForm<Entry>(({ text }) => text !== 'é broken'));
    const reads = new ReadThrough(open());
    const system = someSystem();
    for (let time = 0; time < 2; time += 1) await reads.many(type, ['broken'], staff, system.ask);
    expect(system.calls).toHaveLength(2);
  });

  it('are gone at once for all processes when they have changed, and an answer from before is not kept', async () => {
    const type = someType();
    const caches = [open()];
    // A second process shares what is in Redis; memory is each process's own.
    const [mine, theirs] = [
      new ReadThrough(caches[0] as EntityCache),
      new ReadThrough(caches[0] as EntityCache),
    ];
    const system = someSystem();
    await mine.many(type, ['C-1', 'C-2'], staff, system.ask);
    await mine.many(type, ['C-1'], customer, system.ask);
    await kept(mine, type, 'C-1', customer);
    let go = () => {};
    const slow = someSystem(() => new Promise((resolve) => (go = resolve)));
    const before = theirs.many(type, ['C-3'], staff, slow.ask);
    await eventually(() => slow.calls.length === 1);
    await caches[0]?.invalidate(['C-1', 'C-3'].map((id) => ({ system: type.system, type: type.type, id })));
    expect((await mine.many(type, ['C-1'], staff, system.ask)).get('C-1')).toMatchObject({ asked: 3 });
    expect((await theirs.many(type, ['C-1'], customer, system.ask)).get('C-1')).toMatchObject({ asked: 4 });
    // The question from before the change is still under way: nobody joins it, and its answer is kept nowhere.
    expect((await theirs.many(type, ['C-3'], staff, system.ask)).get('C-3')).toMatchObject({ asked: 5 });
    go();
    expect((await before).get('C-3')).toMatchObject({ asked: 1 });
    await sleep(100);
    expect((await theirs.many(type, ['C-3'], staff, system.ask)).get('C-3')).toMatchObject({ asked: 6 });
    expect((await mine.many(type, ['C-2'], staff, system.ask)).get('C-2')).toMatchObject({ asked: 1 });
  });
});

describe('entities kept in memory', () => {
  it('take no more than they may, and no single one pushes the others out', async () => {
    const cache = memoryEntityCache({ maxBytes: 100_000 });
    const type = someType();
    const key = (id: string) => ({ system: type.system, type: type.type, id, audience: 'staff' as const });
    const entity = (id: string, length: number) => ({
      key: key(id),
      text: 'x'.repeat(length),
      expiresAt: Date.now() + 60_000,
    });
    for (let at = 0; at < 1_000; at += 1) await cache.setMany([entity(`C-${at}`, 1_000)]);
    const found = await cache.getMany(Array.from({ length: 1_000 }, (_, at) => key(`C-${at}`)));
    const count = found.filter((text) => text !== null).length;
    expect(count).toBeGreaterThan(30);
    expect(count).toBeLessThanOrEqual(50);
    expect(found.at(-1)).not.toBeNull();
    await cache.setMany([entity('large', 40_000)]);
    expect(await cache.getMany([key('large'), key('C-999')])).toEqual([null, 'x'.repeat(1_000)]);
  });
});

describe('entities kept in redis', () => {
  const fill = async (type: KeptType<Entry>, cache = inRedis()) => {
    const system = someSystem();
    const reads = new ReadThrough(cache);
    await reads.many(type, ['C-1005'], staff, system.ask);
    const names = await raw(async (client) => {
      for (;;) {
        const found = await client.keys(`*:${type.type}:*`);
        if (found.length > 0) return found;
        await sleep(10);
      }
    });
    return { system, reads, name: names[0] as string };
  };

  it('can be read by nobody without the secret, neither what they say nor whose they are', async () => {
    const { name } = await fill(someType());
    const held = await raw((client) => client.dump(name));
    for (const text of [name, String(held)]) {
      expect(text).not.toContain('C-1005');
      expect(text).not.toContain('text');
    }
    const type = someType();
    await fill(type);
    const { system } = await fill(type, inRedis(createSecretKey(randomBytes(32))));
    expect(system.calls).toHaveLength(1);
  });

  it.each([
    ['one byte is another', (entry: Buffer) => Buffer.from(entry).fill((entry[40] ?? 0) ^ 1, 40, 41)],
    ['the tag is cut off', (entry: Buffer) => entry.subarray(0, -1)],
    ['it is empty', () => Buffer.alloc(0)],
    ['it is JSON in the clear', () => Buffer.from('{"text":"forged","asked":9}')],
  ])('are dropped and asked for when %s', async (_what, forge) => {
    const { RESP_TYPES } = await import('redis');
    const type = someType();
    const { system, reads, name } = await fill(type);
    await raw(async (client) => {
      const entry = await client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(name);
      await client.set(name, forge(entry as unknown as Buffer));
    });
    expect((await reads.many(type, ['C-1005'], staff, system.ask)).get('C-1005')).toEqual({
      text: 'é C-1005',
      asked: 2,
    });
    expect(log.join('')).toContain('dropped what was found in redis');
    // And what is true takes its place.
    await eventually(async () => {
      const before = system.calls.length;
      await reads.many(type, ['C-1005'], staff, system.ask);
      return system.calls.length === before;
    });
  });

  it("are of no use under another customer's name, nor after their time when somebody keeps them alive", async () => {
    const { RESP_TYPES } = await import('redis');
    const type = someType({ keepMs: 2_000 });
    const { system, reads, name } = await fill(type);
    await reads.many(type, ['C-2'], staff, system.ask);
    const other = await raw(async (client) => {
      for (;;) {
        const found = (await client.keys(`*:${type.type}:*`)).find((one) => one !== name);
        if (found !== undefined) return found;
        await sleep(10);
      }
    });
    await raw(async (client) => {
      const entry = await client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(name);
      await client.set(other, entry as unknown as Buffer);
      await client.persist(name);
    });
    expect((await reads.many(type, ['C-2'], staff, system.ask)).get('C-2')).toEqual({
      text: 'é C-2',
      asked: 3,
    });
    await sleep(2_050);
    log.length = 0;
    expect((await reads.many(type, ['C-1005'], staff, system.ask)).get('C-1005')).toMatchObject({ asked: 4 });
    // Redis, too, drops an entry a moment after its time: that is nobody's doing, and nobody is told of it.
    expect(log.join('')).not.toContain('dropped');
  });

  it('are done without when redis is full, hangs or dies under load, and are used again when it is back', async () => {
    const type = someType({ keepMs: 300 });
    const impatient = await connectRedis(server.url, { logger, restMs: 100 });
    const reads = new ReadThrough(redisEntityCache({ redis: impatient, secret, logger }));
    const system = someSystem(() => sleep(2));
    let slowest = 0;
    const faults: unknown[] = [];
    const ask = async (id: string) => {
      const began = performance.now();
      const value = (await reads.many(type, [id], staff, system.ask)).get(id);
      slowest = Math.max(slowest, performance.now() - began);
      if (value instanceof Error || value?.text !== `é ${id}`) faults.push(value);
    };
    let load = true;
    let asked = 0;
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let at = 0; load; at += 1) {
        await ask(`C-${client}-${at % 20}`);
        asked += 1;
        await sleep(1);
      }
    });
    const usedAgain = async () => {
      await eventually(async () => {
        const before = system.calls.length;
        await ask('again');
        return system.calls.length === before;
      });
    };
    await usedAgain();
    // Full: nothing is taken any more, everything is answered.
    await raw((client) => client.configSet('maxmemory', '1'));
    await sleep(500);
    await expect(
      redisEntityCache({ redis: impatient, secret, logger }).invalidate([{ ...type, id: 'C-0-0' }]),
    ).resolves.toBeUndefined();
    await raw((client) => client.configSet('maxmemory', '0'));
    await usedAgain();
    server.pause();
    await sleep(500);
    await expect(
      redisEntityCache({ redis: impatient, secret, logger }).invalidate([{ ...type, id: 'C-0-0' }]),
    ).rejects.toMatchObject({ name: 'RedisUnavailable' });
    server.resume();
    await usedAgain();
    await server.kill();
    await sleep(500);
    await server.restart();
    await usedAgain();
    load = false;
    await Promise.all(clients);
    await impatient.close();
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(500);
    // Bounded by redis's deadline and a machine that is busy, not by redis.
    expect(slowest).toBeLessThan(2_000);
  }, 60_000);
});
