import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityCache, EntityId } from '@bankgraph/cache';
import { nameFault } from '@bankgraph/errors';
import type { CustomerEvent, EventFeed, EventSubscription } from '@bankgraph/events';
import type { Logger } from 'pino';

/** How often dropping is tried; then entities are there until their time is up, at most a minute. */
const attempts = 5;
const pauseMs = 200;

/**
 * Has every cache drop what an event says has changed. Nothing is dropped for events on which nothing depends that is kept.
 *
 * @throws what the bus throws when it cannot be subscribed to
 */
export function dropChangedEntities(
  bus: EventFeed,
  caches: ReadonlyMap<string, EntityCache>,
  logger: Logger,
): Promise<EventSubscription> {
  // Subgraphs that keep in memory share one.
  const each = [...new Set(caches.values())];
  return bus.subscribe(null, (event) => {
    const changed = changedBy(event);
    if (changed.length === 0) return;
    for (const cache of each) void drop(cache, changed, logger);
  });
}

/** What of the kept entities an event changes: of KYC the profile and the vendor's file, of core banking whatever has the customer's number. */
export function changedBy({ subject: id, data }: CustomerEvent): readonly EntityId[] {
  switch (data.domain) {
    case 'kyc':
      return [
        { system: 'kyc', type: 'profile', id },
        { system: 'identity-verification', type: 'file', id },
      ];
    case 'core':
      return [
        { system: 'core-banking', type: 'accounts', id },
        { system: 'core-banking', type: 'party', id },
        { system: 'directory', type: 'customer', id },
      ];
    default:
      return [];
  }
}

async function drop(cache: EntityCache, changed: readonly EntityId[], logger: Logger): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await cache.invalidate(changed);
    } catch (error) {
      if (attempt === attempts) {
        logger.warn(
          nameFault(error, false),
          'what has changed could not be dropped; it is kept until its time is up',
        );
        return;
      }
      await sleep(pauseMs, undefined, { ref: false });
    }
  }
}
