import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  connect,
  createLoginRole,
  databaseUrl,
  type Knex,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { addToOutbox } from './add-to-outbox.js';
import { eventOf } from './customer-event.fixture.js';
import type { CustomerEvent } from './customer-event.js';
import type { EventBus } from './event-bus.js';
import { eventsRelayRole, outboxWriterGrants, prepareEvents } from './events-schema.js';
import { createMemoryBus } from './memory-bus.js';
import { createRedisBus } from './redis-bus.js';
import { relayOutbox, startOutboxRelay } from './relay-outbox.js';

const logger = pino({ level: 'silent' });
let postgres: TemporaryPostgres;
let redis: RedisServer;
let url: { readonly writer: string; readonly relay: string };
let owner: Knex;
let writer: Knex;
let relay: Knex;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startTemporaryPostgres(), startRedis()]);
}, 300_000);
afterAll(async () => {
  await Promise.all([postgres.stop(), redis.stop()]);
});
beforeEach(async () => {
  const ownerUrl = await postgres.newDatabase();
  owner = connect(ownerUrl, { applicationName: 'test', poolMax: 2 });
  await prepareEvents(owner, { relay: 'relay-password' });
  await createLoginRole(owner, {
    role: 'test_writer',
    password: 'writer-password',
    grants: outboxWriterGrants,
  });
  url = {
    writer: databaseUrl(ownerUrl, { role: 'test_writer', password: 'writer-password' }),
    relay: databaseUrl(ownerUrl, { role: eventsRelayRole, password: 'relay-password' }),
  };
  writer = connect(url.writer, { applicationName: 'test', poolMax: 2 });
  relay = connect(url.relay, { applicationName: 'test', poolMax: 2 });
}, 60_000);
afterEach(() => Promise.all([owner.destroy(), writer.destroy(), relay.destroy()]));

const add = (...ids: readonly string[]) =>
  writer.transaction(async (all) => {
    for (const id of ids) await addToOutbox(all, eventOf(id));
  });
const waiting = async (): Promise<string[]> =>
  (await owner('events.outbox').select('id').orderBy('sequence')).map(({ id }) => id);

/** A bus that only says what was published on it. */
function hearingBus(refuses: (event: CustomerEvent) => boolean = () => false): {
  bus: EventBus;
  ids: string[];
} {
  const ids: string[] = [];
  const bus = createMemoryBus({ logger });
  return {
    ids,
    bus: {
      publish: async (event) => {
        if (refuses(event)) throw new Error('The bus is away.');
        await bus.publish(event);
        ids.push(event.id);
      },
      subscribe: (after, listener) => bus.subscribe(after, listener),
      keepsAllAfter: (position) => bus.keepsAllAfter(position),
      close: () => bus.close(),
    },
  };
}

/** Starts a process of the fixture, waits until it says that it is there, and kills it as `kill -9` does. */
async function runAndKill(...what: readonly string[]): Promise<void> {
  const file = fileURLToPath(new URL('./outbox-process.fixture.js', import.meta.url));
  const child = spawn(process.execPath, [file, ...what], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data').then(String), ended.then(() => 'ended')]);
  child.kill('SIGKILL');
  await ended;
  expect(said).toContain('there');
}

describe('relayOutbox', () => {
  it('publishes in order what was committed, once, and leaves nothing behind', async () => {
    const { bus, ids } = hearingBus();
    await add('E1', 'E2');
    await add('E3');
    expect(await relayOutbox(relay, bus)).toBe(3);
    expect(await relayOutbox(relay, bus)).toBe(0);
    expect(ids).toEqual(['E1', 'E2', 'E3']);
    expect(await waiting()).toEqual([]);
  });

  it('publishes nothing of what was rolled back, and one that is added twice once', async () => {
    const { bus, ids } = hearingBus();
    await expect(
      writer.transaction(async (all) => {
        await addToOutbox(all, eventOf('E1'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await add('E2', 'E2');
    await add('E2');
    await relayOutbox(relay, bus);
    expect(ids).toEqual(['E2']);
  });

  it('keeps what the bus does not take, and what follows it', async () => {
    let away = true;
    const { bus, ids } = hearingBus(({ id }) => away && id === 'E2');
    await add('E1', 'E2', 'E3');
    await expect(relayOutbox(relay, bus)).rejects.toThrow('The bus is away.');
    expect(await waiting()).toEqual(['E2', 'E3']);
    away = false;
    await relayOutbox(relay, bus);
    expect(ids).toEqual(['E1', 'E2', 'E3']);
  });

  it('lets one process at a time publish', async () => {
    const { bus, ids } = hearingBus();
    await add('E1');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began: () => void = () => undefined;
    const publishing = new Promise<void>((resolve) => {
      began = resolve;
    });
    const slow = relayOutbox(relay, {
      ...bus,
      publish: async (event) => {
        began();
        await held;
        await bus.publish(event);
      },
    });
    await publishing;
    expect(await relayOutbox(relay, bus)).toBe(0);
    release();
    expect(await slow).toBe(1);
    expect(ids).toEqual(['E1']);
  });

  it('gives writers no right to read or take away, and the relay none to add or change', async () => {
    await add('E1');
    for (const denied of [
      () => writer.raw('select * from events.outbox'),
      () => writer.raw('delete from events.outbox'),
      () => relay.raw(`insert into events.outbox (source, id, event) values ('a', 'b', '{}')`),
      () => relay.raw(`update events.outbox set id = 'c'`),
    ]) {
      await expect(denied()).rejects.toMatchObject({ code: '42501' });
    }
    await expect(owner.raw(`update events.outbox set id = 'c'`)).rejects.toThrow('Events are not changed');
  });
});

describe('a killed process', () => {
  it('has its event published by another when it was killed after COMMIT, and not when before', async () => {
    await runAndKill('commit', url.writer, 'committed');
    await runAndKill('begin', url.writer, 'begun');
    const { bus, ids } = hearingBus();
    await relayOutbox(relay, bus);
    expect(ids).toEqual(['committed']);
  }, 60_000);

  it('that was killed when it had published leaves the event for another: twice rather than never', async () => {
    await add('E1', 'E2');
    const stream = 'test:relay';
    const bus = await createRedisBus(redis.url, { logger, stream });
    const heard: string[] = [];
    await bus.subscribe(null, ({ id }) => heard.push(id));
    await runAndKill('publish', url.relay, redis.url, stream);
    const outbox = startOutboxRelay(relay, bus, { logger, intervalMs: 20 });
    const until = Date.now() + 10_000;
    while (heard.length < 3 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    await outbox.close();
    await bus.close();
    expect(heard).toEqual(['E1', 'E1', 'E2']);
    expect(await waiting()).toEqual([]);
  }, 60_000);
});

describe('startOutboxRelay', () => {
  it('goes on when Redis or the database was away, and says so without content', async () => {
    const lines: string[] = [];
    const telling = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    let away = true;
    const { bus, ids } = hearingBus(() => away);
    await add('E1');
    const outbox = startOutboxRelay(relay, bus, { logger: telling, intervalMs: 10 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ids).toEqual([]);
    away = false;
    const until = Date.now() + 10_000;
    while (ids.length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    await outbox.close();
    expect(ids).toEqual(['E1']);
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('C-10000001');
  }, 30_000);
});
