import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectRedis } from '@bankgraph/redis';
import { type RedisServer, startRedis } from '@bankgraph/redis/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { eventOf } from './customer-event.fixture.js';
import type { CustomerEvent } from './customer-event.js';
import type { EventBus } from './event-bus.js';
import { createMemoryBus } from './memory-bus.js';
import { createProcessFeed, FeedEnded, type ProcessChannel } from './process-feed.js';
import { createRedisBus } from './redis-bus.js';

const logger = pino({ level: 'silent' });
let redis: RedisServer;
let streams = 0;
const open: EventBus[] = [];

beforeAll(async () => {
  redis = await startRedis();
}, 300_000);
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
});
afterAll(() => redis.stop());

async function eventually(condition: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > until) throw new Error('It did not come to that within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Heard {
  readonly event: CustomerEvent;
  readonly position: string;
}

function listening(): { readonly heard: Heard[]; readonly ids: () => string[]; readonly listener: Listener } {
  const heard: Heard[] = [];
  return {
    heard,
    ids: () => heard.map(({ event }) => event.id),
    listener: (event, position) => {
      heard.push({ event, position });
    },
  };
}
type Listener = (event: CustomerEvent, position: string) => void;

/** A process that has a bus in memory and feeds this one. */
async function startFeeding(kept?: number): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('./feeding-process.fixture.js', import.meta.url));
  const child = fork(file, kept === undefined ? [] : [String(kept)], { serialization: 'advanced' });
  await once(child, 'message');
  return child;
}

function channelTo(child: ChildProcess): ProcessChannel {
  return {
    send: (message) => void child.send(message, () => undefined),
    listen: (onMessage, onEnd) => {
      child.on('message', onMessage).once('disconnect', onEnd);
      return () => child.off('message', onMessage).off('disconnect', onEnd);
    },
  };
}

let publishing = 0;
/** Has the other process publish on its bus. */
async function publishThere(child: ChildProcess, event: CustomerEvent): Promise<void> {
  publishing += 1;
  const publish = publishing;
  const refused = await new Promise<string | null>((resolve) => {
    const hear = (message: { readonly published?: number; readonly refused?: string }) => {
      if (message.published !== publish) return;
      child.off('message', hear);
      resolve(message.refused ?? null);
    };
    child.on('message', hear);
    child.send({ publish, event });
  });
  if (refused !== null) throw new RangeError(refused);
}

const buses: Readonly<Record<string, (kept?: number) => Promise<EventBus>>> = {
  memory: async (kept) => createMemoryBus({ logger, ...(kept === undefined ? {} : { kept }) }),
  redis: async (kept) => {
    streams += 1;
    return createRedisBus(redis.url, {
      logger,
      stream: `test:${streams}`,
      ...(kept === undefined ? {} : { kept }),
    });
  },
  'another process': async (kept) => {
    const child = await startFeeding(kept);
    const feed = createProcessFeed(channelTo(child), { logger, ...(kept === undefined ? {} : { kept }) });
    return {
      publish: (event) => publishThere(child, event),
      subscribe: (after, listener) => feed.subscribe(after, listener),
      keepsAllAfter: (position) => feed.keepsAllAfter(position),
      close: async () => {
        await feed.close();
        child.kill();
      },
    };
  },
};

describe.each(Object.entries(buses))('a bus in %s', (_, create) => {
  const newBus = async (kept?: number): Promise<EventBus> => {
    const bus = await create(kept);
    open.push(bus);
    return bus;
  };

  it('tells each subscriber of each event, in order and whole', async () => {
    const bus = await newBus();
    const [one, other] = [listening(), listening()];
    await bus.subscribe(null, one.listener);
    await bus.subscribe(null, other.listener);
    const events = Array.from({ length: 50 }, (_, at) => eventOf(`E${at}`));
    for (const event of events) await bus.publish(event);
    await eventually(() => one.heard.length === 50 && other.heard.length === 50);
    expect(one.heard.map(({ event }) => event)).toEqual(events);
    expect(other.heard).toEqual(one.heard);
  });

  it('tells a new subscriber of nothing old', async () => {
    const bus = await newBus();
    await bus.publish(eventOf('old'));
    const { ids, listener } = listening();
    await bus.subscribe(null, listener);
    await bus.publish(eventOf('new'));
    await eventually(() => ids().length > 0);
    expect(ids()).toEqual(['new']);
  });

  it('goes on after a position, while more comes in, without a gap and without telling twice', async () => {
    const bus = await newBus();
    const first = listening();
    await bus.subscribe(null, first.listener);
    for (let at = 0; at < 1_200; at += 1) await bus.publish(eventOf(`E${at}`));
    await eventually(() => first.heard.length === 1_200);
    const publishing = (async () => {
      for (let at = 1_200; at < 1_400; at += 1) await bus.publish(eventOf(`E${at}`));
    })();
    const second = listening();
    await bus.subscribe(first.heard[9]?.position ?? '', second.listener);
    await publishing;
    await eventually(() => second.heard.length >= 1_390);
    expect(second.ids()).toEqual(Array.from({ length: 1_390 }, (_, at) => `E${at + 10}`));
  });

  it('keeps the latest only', async () => {
    const bus = await newBus(20);
    for (let at = 0; at < 100; at += 1) await bus.publish(eventOf(`E${at}`));
    const { ids, listener } = listening();
    await bus.subscribe('0-0', listener);
    await eventually(() => ids().includes('E99'));
    expect(ids()).toEqual(Array.from({ length: 20 }, (_, at) => `E${at + 80}`));
  });

  it('says whether it keeps all that came after a position', async () => {
    const bus = await newBus(20);
    const { heard, listener } = listening();
    await bus.subscribe(null, listener);
    for (let at = 0; at < 25; at += 1) await bus.publish(eventOf(`E${at}`));
    await eventually(() => heard.length === 25);
    const keeps = (at: number) => bus.keepsAllAfter(heard[at]?.position ?? '');
    expect(await keeps(3)).toBe(false);
    expect(await keeps(5)).toBe(true);
    expect(await keeps(24)).toBe(true);
    // Of before this bus, and of after all that it has had.
    expect(await bus.keepsAllAfter('1-0')).toBe(false);
    expect(await bus.keepsAllAfter('9999999999999-0')).toBe(false);
    await expect(bus.keepsAllAfter('yesterday')).rejects.toThrow(RangeError);
  });

  it('does not tell one who has left', async () => {
    const bus = await newBus();
    const [leaving, staying] = [listening(), listening()];
    const subscription = await bus.subscribe(null, leaving.listener);
    await bus.subscribe(null, staying.listener);
    await bus.publish(eventOf('E1'));
    await eventually(() => leaving.ids().length === 1 && staying.ids().length === 1);
    await subscription.close();
    await bus.publish(eventOf('E2'));
    await eventually(() => staying.ids().length === 2);
    expect(leaving.ids()).toEqual(['E1']);
  });

  it('goes on when a listener throws', async () => {
    const bus = await newBus();
    const { ids, listener } = listening();
    await bus.subscribe(null, (event, position) => {
      listener(event, position);
      throw new Error('a fault of the listener');
    });
    await bus.publish(eventOf('E1'));
    await bus.publish(eventOf('E2'));
    await eventually(() => ids().length === 2);
  });

  it('refuses what is no event or no position, and says no value', async () => {
    const bus = await newBus();
    const wrong = { ...eventOf('E1'), name: 'Ada Example' } as CustomerEvent;
    await expect(bus.publish(wrong)).rejects.toThrow(RangeError);
    await expect(bus.publish(wrong)).rejects.not.toThrow('Ada');
    const report = eventOf('E2');
    await expect(bus.publish({ ...report, data: { ...report.data, aboutReport: true } })).rejects.toThrow(
      'data.class',
    );
    await expect(bus.subscribe('yesterday', () => undefined)).rejects.toThrow(RangeError);
  });
});

describe('a feed from another process', () => {
  it('has what was kept before it began, and says when its source has ended', async () => {
    const child = await startFeeding();
    for (const id of ['E1', 'E2', 'E3']) await publishThere(child, eventOf(id));
    const feed = createProcessFeed(channelTo(child), { logger });
    open.push({ ...feed, publish: (event) => publishThere(child, event) });
    const all = listening();
    await feed.subscribe('0-0', all.listener);
    await eventually(() => all.heard.length === 3);
    const position = all.heard[0]?.position ?? '';
    expect(await feed.keepsAllAfter(position)).toBe(true);
    const rest = listening();
    await feed.subscribe(position, rest.listener);
    await publishThere(child, eventOf('E4'));
    await eventually(() => rest.heard.length === 3);
    expect(rest.ids()).toEqual(['E2', 'E3', 'E4']);
    child.kill('SIGSTOP');
    const asked = expect(feed.keepsAllAfter(position)).rejects.toThrow(FeedEnded);
    child.kill('SIGKILL');
    await asked;
    await expect(feed.keepsAllAfter(position)).rejects.toThrow(FeedEnded);
    await expect(feed.subscribe(null, rest.listener)).rejects.toThrow(FeedEnded);
  });
});

describe('a bus on Redis', () => {
  it('tells other processes, and goes on when Redis was killed and is back', async () => {
    const stream = 'test:killed';
    const here = await createRedisBus(redis.url, { logger, stream });
    const there = await createRedisBus(redis.url, { logger, stream });
    open.push(here, there);
    const { ids, listener } = listening();
    await there.subscribe(null, listener);
    await here.publish(eventOf('E1'));
    await eventually(() => ids().length === 1);
    await redis.kill();
    await expect(here.publish(eventOf('E2'))).rejects.toMatchObject({ name: 'RedisUnavailable' });
    await redis.restart();
    let published = false;
    for (let attempt = 0; !published && attempt < 200; attempt += 1) {
      published = await here.publish(eventOf('E2')).then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await eventually(() => ids().includes('E2'));
  }, 30_000);

  it('passes over what others have written into the stream', async () => {
    const stream = 'test:foreign';
    const bus = await createRedisBus(redis.url, { logger, stream });
    open.push(bus);
    const { ids, listener } = listening();
    await bus.subscribe(null, listener);
    const foreign = await connectRedis(redis.url, { logger, commandDeadlineMs: 2_000 });
    await foreign.ask((client) => client.xAdd(stream, '*', { event: '{"not": "an event"}' }));
    await foreign.ask((client) => client.xAdd(stream, '*', { something: 'else' }));
    await foreign.close();
    await bus.publish(eventOf('E1'));
    await eventually(() => ids().length === 1);
    expect(ids()).toEqual(['E1']);
  });
});
