import { setTimeout as sleep } from 'node:timers/promises';
import { nameFault } from '@bankgraph/errors';
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { Logger } from 'pino';
import { createClient, ErrorReply, type RedisClientType } from 'redis';
import { RedisUnavailable } from './redis-unavailable.js';

/** Commands of Redis, as node-redis has them. */
export type RedisClient = RedisClientType;

/** A connection to Redis that everybody can do without. */
export interface RedisConnection {
  /**
   * Has Redis do something within the deadline. While Redis is away, or left alone after it was too slow, this fails at
   * once, so that no request waits for it.
   *
   * @throws RedisUnavailable; ErrorReply when Redis has answered that it will not
   */
  ask<T>(command: (client: RedisClient) => Promise<T>): Promise<T>;
  /** Whether Redis would be asked now. */
  readonly available: boolean;
  /** Ends the connection. Commands in flight fail. */
  close(): Promise<void>;
}

/** How a connection behaves. Whatever is not given has its default. */
export interface RedisConnectionOptions {
  readonly logger: Logger;
  /** How long one command may take, in milliseconds; 50 when not given. */
  readonly commandDeadlineMs?: number;
  /** How long Redis is left alone after it was too slow, in milliseconds; 1,000 when not given. */
  readonly restMs?: number;
}

/** Commands in a row that fail before Redis is left alone. */
const failuresInARow = 3;
/** How long a start waits for Redis before it goes on without, in milliseconds. */
const firstConnectMs = 1_000;
const connectTimeoutMs = 2_000;
const longestBackOffMs = 2_000;
/** A connection whose other end has vanished without a word is noticed by this, in milliseconds. */
const pingIntervalMs = 2_000;
const socketTimeoutMs = 6_000;

/**
 * Connects to Redis and stays connected: when it is lost, it is tried again, at longer and longer intervals up to two
 * seconds. Commands are never queued while it is away. Resolves also when Redis is not there.
 *
 * @param url `redis://` or `rediss://`; it is never logged, since it may hold a password
 * @throws TypeError when the URL is not one of Redis
 */
export async function connectRedis(
  url: string,
  { logger, commandDeadlineMs = 50, restMs = 1_000 }: RedisConnectionOptions,
): Promise<RedisConnection> {
  const client: RedisClient = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: pingIntervalMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: socketTimeoutMs,
      reconnectStrategy: (retries) =>
        Math.min(50 * 2 ** Math.min(retries, 10), longestBackOffMs) * (0.75 + Math.random() / 2),
    },
  });
  // Each loss and each return is told once, however often a connection is tried in between.
  let told = false;
  client.on('error', (error: unknown) => {
    if (!told) logger.warn(nameFault(error, false), 'redis is away; going on without it');
    told = true;
  });
  client.on('ready', () => {
    if (told) logger.info('redis is back');
    told = false;
  });
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof ErrorReply)),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failuresInARow) },
  );
  // It goes on trying until it is closed; then this fails, which nobody has to know.
  const connecting = client.connect().catch(() => undefined);
  await Promise.race([connecting, sleep(firstConnectMs, undefined, { ref: false })]);

  return {
    get available() {
      return client.isReady && breaker.state !== CircuitState.Open;
    },
    async ask(command) {
      if (!client.isReady) throw new RedisUnavailable('not-connected');
      try {
        return await breaker.execute(() => withinDeadline(command(client), commandDeadlineMs));
      } catch (error) {
        if (error instanceof ErrorReply || error instanceof RedisUnavailable) throw error;
        const open = error instanceof BrokenCircuitError;
        throw new RedisUnavailable(open ? 'circuit-open' : 'connection-lost', { cause: error });
      }
    },
    async close() {
      client.destroy();
      await connecting;
    },
  };
}

function withinDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // When this process was busy itself, the answer is there and is read before this runs.
      setImmediate(() => reject(new RedisUnavailable('deadline')));
    }, deadlineMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
