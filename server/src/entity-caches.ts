import type { KeyObject } from 'node:crypto';
import { type EntityCache, memoryEntityCache, redisEntityCache } from '@bankgraph/cache';
import type { RedisConnection } from '@bankgraph/redis';
import type { Logger } from 'pino';

/** Where a process keeps for a while what the bank's systems say; null: nowhere. */
export type KeptIn = 'memory' | RedisConnection | null;

/**
 * The cache of each subgraph of a process: one memory for all, or entries in Redis that only processes with the same key of
 * the same subgraph can read.
 *
 * @param secretOf the key between the gateway and a subgraph, from which those of its entries are derived
 */
export function entityCaches<Name extends string>(
  names: readonly Name[],
  keptIn: KeptIn,
  secretOf: (name: Name) => KeyObject,
  logger: Logger,
): ReadonlyMap<Name, EntityCache> {
  if (keptIn === null) return new Map();
  const memory = memoryEntityCache();
  return new Map(
    names.map((name) => [
      name,
      keptIn === 'memory' ? memory : redisEntityCache({ redis: keptIn, secret: secretOf(name), logger }),
    ]),
  );
}
