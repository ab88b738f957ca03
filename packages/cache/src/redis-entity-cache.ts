import type { KeyObject } from 'node:crypto';
import { nameFault } from '@bankgraph/errors';
import { ErrorReply, type RedisConnection, RedisUnavailable } from '@bankgraph/redis';
import type { Logger } from 'pino';
import { RESP_TYPES } from 'redis';
import { barred, barredMs, type EntityCache } from './entity-cache.js';
import { audiences } from './entity-key.js';
import { entryCipher } from './entry-cipher.js';

/** What stands in Redis for an entity that is barred. Whoever puts it there brings on misses, and nothing else. */
const barrier = Buffer.from('barred');

/** A longer text is not kept: reading it back would take longer than Redis is given. */
const maxTextLength = 512 * 1024;

/** What the entities are kept in, and under which key. */
export interface RedisEntityCacheOptions {
  readonly redis: RedisConnection;
  /** Shared by the processes that share the entities. The keys that encrypt entries and hide ids are derived from it. */
  readonly secret: KeyObject;
  readonly logger: Logger;
}

/**
 * Keeps entities in Redis, for all processes that have the same secret. What lies there is encrypted and bound to its
 * place; whatever else is found there is dropped and counts as a miss, like everything that Redis does not answer in time.
 * No process has a copy of its own, so what was invalidated is gone for all at once.
 */
export function redisEntityCache({ redis, secret, logger }: RedisEntityCacheOptions): EntityCache {
  const cipher = entryCipher(secret);
  const inBytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  // The connection tells once that Redis is away; what Redis refuses (it is full) is told here.
  let told = false;
  const passOver = (fault: unknown) => {
    if (fault instanceof RedisUnavailable) return;
    if (!told) logger.warn(nameFault(fault, false), 'redis keeps nothing; going on without it');
    told = true;
  };
  const drop = (names: readonly string[]) => redis.ask((client) => client.del([...names])).catch(passOver);
  return {
    async getMany(keys) {
      const names = keys.map((key) => cipher.nameOf(key));
      let found: readonly (Buffer | null)[];
      try {
        found = await redis.ask((client) => client.withTypeMapping(inBytes).mGet(names));
      } catch (fault) {
        passOver(fault);
        return keys.map(() => null);
      }
      const poisoned: string[] = [];
      // Redis counts an entry's time from when it came, so it drops it a moment after it has expired by our clock.
      const expired: string[] = [];
      const texts = names.map((name, at) => {
        const entry = found[at] ?? null;
        if (entry === null) return null;
        if (entry.equals(barrier)) return barred;
        const opened = cipher.open(name, entry);
        if (opened === null) poisoned.push(name);
        else if (opened === 'expired') expired.push(name);
        else return opened.text;
        return null;
      });
      if (poisoned.length > 0) {
        logger.warn({ entries: poisoned.length }, 'dropped what was found in redis and is not ours');
      }
      if (poisoned.length + expired.length > 0) await drop([...poisoned, ...expired]);
      return texts;
    },
    async setMany(entities) {
      const kept = entities.flatMap(({ key, text, expiresAt }) => {
        const ttl = Math.ceil(expiresAt - Date.now());
        if (ttl <= 0 || text.length > maxTextLength) return [];
        const name = cipher.nameOf(key);
        return [{ name, entry: cipher.seal(name, text, expiresAt), ttl }];
      });
      if (kept.length === 0) return;
      try {
        await redis.ask((client) =>
          Promise.all(
            kept.map(({ name, entry, ttl }) =>
              client.set(name, entry, { condition: 'NX', expiration: { type: 'PX', value: ttl } }),
            ),
          ),
        );
        told = false;
      } catch (fault) {
        passOver(fault);
      }
    },
    async invalidate(entities) {
      const names = entities.flatMap((entity) =>
        audiences.map((audience) => cipher.nameOf({ ...entity, audience })),
      );
      try {
        await redis.ask((client) =>
          Promise.all(
            names.map((name) => client.set(name, barrier, { expiration: { type: 'PX', value: barredMs } })),
          ),
        );
      } catch (fault) {
        // A Redis that is full takes no barrier, but it can always drop.
        if (!(fault instanceof ErrorReply)) throw fault;
        await redis.ask((client) => client.del(names));
      }
    },
  };
}
