import { setTimeout as sleep } from 'node:timers/promises';
import { nameFault } from '@bankgraph/errors';
import { connectRedis, type RedisConnection } from '@bankgraph/redis';
import type { Logger } from 'pino';
import { type CustomerEvent, checkEvent } from './customer-event.js';
import { defaultKept, type EventBus, type EventListener } from './event-bus.js';
import { checkPosition, comparePositions } from './position.js';
import { tellListener } from './tell-listener.js';

/** How a bus on Redis Streams behaves. Whatever is not given has its default. */
export interface RedisBusOptions {
  readonly logger: Logger;
  /** Key of the stream; `bankgraph:events` when not given. */
  readonly stream?: string;
  /** How many events the stream keeps; 10,000 when not given. */
  readonly kept?: number;
}

/** Member of a stream's entry that holds the event. */
const member = 'event';
/** Entries that are read at once. */
const page = 500;
/** How long Redis waits for the next event before it is asked again, in milliseconds; then the deadline of a command. */
const blockMs = 1_000;
const deadlineMs = 3_000;
/** How long to wait before Redis is asked again after it failed, in milliseconds. */
const pauseMs = 200;

interface Subscriber {
  readonly listener: EventListener;
  /** The last that it was told of; null: none yet, and the next one is the first. */
  told: string | null;
  /** What came in while it is told of what it missed; null: it is up to date. */
  waiting: Entry[] | null;
  closed: boolean;
}

interface Entry {
  readonly position: string;
  readonly event: CustomerEvent | null;
}

/**
 * A bus on a Redis Stream, between processes. One connection publishes; another, once there is a subscriber, waits for what
 * is new and tells all of them. While Redis is away publishing fails, and subscribers are told of what they missed when it
 * is back, as far as the stream still has it.
 *
 * @param url `redis://` or `rediss://`; never logged
 * @throws TypeError when the URL is not one of Redis
 */
export async function createRedisBus(url: string, options: RedisBusOptions): Promise<EventBus> {
  const connect = () => connectRedis(url, { logger: options.logger, commandDeadlineMs: deadlineMs });
  return new RedisBus(await connect(), connect, options);
}

class RedisBus implements EventBus {
  readonly #redis: RedisConnection;
  readonly #connect: () => Promise<RedisConnection>;
  readonly #logger: Logger;
  readonly #stream: string;
  readonly #kept: number;
  readonly #subscribers = new Set<Subscriber>();
  readonly #ending = new AbortController();
  #reading: Promise<void> | null = null;
  /** Where reading stands; null until Redis has said where the stream ends. */
  #cursor: string | null = null;

  constructor(redis: RedisConnection, connect: () => Promise<RedisConnection>, options: RedisBusOptions) {
    this.#redis = redis;
    this.#connect = connect;
    this.#logger = options.logger;
    this.#stream = options.stream ?? 'bankgraph:events';
    this.#kept = options.kept ?? defaultKept;
  }

  async publish(given: CustomerEvent): Promise<void> {
    const message = { [member]: JSON.stringify(checkEvent(given)) };
    await this.#redis.ask((client) =>
      client.xAdd(this.#stream, '*', message, {
        TRIM: { strategy: 'MAXLEN', strategyModifier: '=', threshold: this.#kept },
      }),
    );
  }

  async subscribe(after: string | null, listener: EventListener): Promise<{ close(): Promise<void> }> {
    if (after !== null) checkPosition(after);
    this.#cursor ??= await this.#end();
    this.#reading ??= this.#read();
    const subscriber: Subscriber = { listener, told: after, waiting: [], closed: false };
    this.#subscribers.add(subscriber);
    subscriber.told ??= await this.#end();
    void this.#catchUp(subscriber);
    return {
      close: async () => {
        subscriber.closed = true;
        this.#subscribers.delete(subscriber);
      },
    };
  }

  async keepsAllAfter(position: string): Promise<boolean> {
    checkPosition(position);
    const [oldest, newest] = await this.#redis.ask((client) =>
      Promise.all([
        client.xRange(this.#stream, '-', '+', { COUNT: 1 }),
        client.xRevRange(this.#stream, '+', '-', { COUNT: 1 }),
      ]),
    );
    const [first, last] = [oldest?.[0]?.id, newest?.[0]?.id];
    if (first === undefined || last === undefined) return false;
    return comparePositions(first, position) <= 0 && comparePositions(position, last) <= 0;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    for (const subscriber of this.#subscribers) subscriber.closed = true;
    this.#subscribers.clear();
    await this.#redis.close();
    await this.#reading;
  }

  /** Where the stream ends now; null when Redis does not say. */
  async #end(): Promise<string | null> {
    try {
      const last = await this.#redis.ask((client) => client.xRevRange(this.#stream, '+', '-', { COUNT: 1 }));
      return last?.[0]?.id ?? '0-0';
    } catch {
      return null;
    }
  }

  async #read(): Promise<void> {
    // Waiting blocks a connection, so it has its own.
    const reader = await this.#connect();
    const stop = () => void reader.close();
    this.#ending.signal.addEventListener('abort', stop, { once: true });
    if (this.#ending.signal.aborted) stop();
    while (!this.#ending.signal.aborted) {
      this.#cursor ??= await this.#end();
      const from = this.#cursor;
      if (from === null) {
        await this.#pause();
        continue;
      }
      try {
        const found = await reader.ask((client) =>
          client.xRead({ key: this.#stream, id: from }, { BLOCK: blockMs, COUNT: page }),
        );
        for (const { id, message } of streamed(found)) {
          this.#cursor = id;
          const entry = this.#entry(id, message);
          for (const subscriber of this.#subscribers) {
            if (subscriber.waiting === null) this.#tell(subscriber, entry);
            else subscriber.waiting.push(entry);
          }
        }
      } catch (error) {
        if (this.#ending.signal.aborted) return;
        this.#logger.debug(nameFault(error, false), 'events cannot be read from redis; trying again');
        await this.#pause();
      }
    }
  }

  /** Tells of what a subscriber missed, page by page, then of what came in meanwhile; the two may overlap. */
  async #catchUp(subscriber: Subscriber): Promise<void> {
    while (!subscriber.closed) {
      // Before reading has begun somewhere, what comes between a page and its beginning would be lost.
      if (this.#cursor === null) {
        await this.#pause();
        continue;
      }
      // It began while Redis was away: what is new is new from here.
      if (subscriber.told === null) break;
      const from = `(${subscriber.told}`;
      try {
        const missed =
          (await this.#redis.ask((client) => client.xRange(this.#stream, from, '+', { COUNT: page }))) ?? [];
        for (const { id, message } of missed) this.#tell(subscriber, this.#entry(id, message));
        if (missed.length < page) break;
      } catch {
        await this.#pause();
      }
    }
    const waiting = subscriber.waiting ?? [];
    subscriber.waiting = null;
    for (const entry of waiting) this.#tell(subscriber, entry);
  }

  #tell(subscriber: Subscriber, { position, event }: Entry): void {
    if (subscriber.closed) return;
    if (subscriber.told !== null && comparePositions(position, subscriber.told) <= 0) return;
    subscriber.told = position;
    if (event !== null) tellListener(subscriber.listener, event, position, this.#logger);
  }

  /** What somebody else has written into the stream is passed over; it is not logged. */
  #entry(position: string, message: Readonly<Record<string, unknown>>): Entry {
    try {
      return { position, event: checkEvent(JSON.parse(String(message[member]))) };
    } catch {
      this.#logger.warn({ position }, 'an entry in the stream of events is no event');
      return { position, event: null };
    }
  }

  async #pause(): Promise<void> {
    await sleep(pauseMs, undefined, { signal: this.#ending.signal }).catch(() => undefined);
  }
}

interface StreamEntry {
  readonly id: string;
  readonly message: Readonly<Record<string, unknown>>;
}

/** Entries of the one stream that was read; none when nothing came. */
function streamed(found: unknown): readonly StreamEntry[] {
  const [stream] = (found ?? []) as readonly { readonly messages: readonly StreamEntry[] }[];
  return stream?.messages ?? [];
}
