import { setTimeout as sleep } from 'node:timers/promises';
import { type Knex, whileAvailable } from '@bankgraph/database';
import { nameFault } from '@bankgraph/errors';
import type { Logger } from 'pino';
import type { CustomerEvent } from './customer-event.js';
import type { EventBus } from './event-bus.js';

/** Events that are published in one transaction. */
const batch = 100;
/** How long to wait before the next attempt after one failed, at most, in milliseconds. */
const longestBackOffMs = 5_000;

/** Publishes what is in the outbox until it is closed. */
export interface OutboxRelay {
  /** Resolves when nothing is being published any more. */
  close(): Promise<void>;
}

/** How often the outbox is looked into, and who hears of faults. */
export interface OutboxRelayOptions {
  readonly logger: Logger;
  /** In milliseconds; 200 when not given. */
  readonly intervalMs?: number;
}

/**
 * Publishes the oldest events of the outbox and takes them away. One process at a time does that, so they go out in the
 * order in which they were added: an event whose transaction began after the COMMIT of another follows it. One who is killed
 * in between leaves them there, and they are published again.
 *
 * @param knex database `bankgraph` as the role `events_relay`
 * @returns how many were published; 0 too when another process is at it
 * @throws DatabaseUnavailable; what the bus throws, when those before are taken away
 */
export async function relayOutbox(knex: Knex, bus: EventBus): Promise<number> {
  const { published, fault } = await whileAvailable(() => knex.transaction((all) => publishOldest(all, bus)));
  if (fault !== null) throw fault.error;
  return published;
}

/**
 * Relays as long as the process runs. Faults are told once, and once when they are over.
 *
 * @param knex as for `relayOutbox`; the caller closes it
 */
export function startOutboxRelay(
  knex: Knex,
  bus: EventBus,
  { logger, intervalMs = 200 }: OutboxRelayOptions,
): OutboxRelay {
  const ending = new AbortController();
  const run = async () => {
    let faults = 0;
    while (!ending.signal.aborted) {
      let published = 0;
      try {
        published = await relayOutbox(knex, bus);
        if (faults > 0) logger.info('events are published again');
        faults = 0;
      } catch (error) {
        if (faults === 0) logger.warn(nameFault(error, false), 'events wait in the outbox');
        faults += 1;
      }
      if (published === batch) continue;
      const waitMs = Math.min(intervalMs * 2 ** Math.min(faults, 10), Math.max(longestBackOffMs, intervalMs));
      await sleep(waitMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    close: async () => {
      ending.abort();
      await running;
    },
  };
}

/**
 * How long the oldest event of the outbox has waited, in milliseconds; null when none waits.
 *
 * @param knex as for `relayOutbox`
 * @throws DatabaseUnavailable
 */
export async function oldestInOutbox(knex: Knex): Promise<number | null> {
  const { rows } = await whileAvailable(() =>
    knex.raw(
      'select (extract(epoch from now() - min(added_at)) * 1000)::float8 as waited from events.outbox',
    ),
  );
  return rows[0].waited;
}

interface Published {
  readonly published: number;
  /** What kept the next one from being published. */
  readonly fault: { readonly error: unknown } | null;
}

async function publishOldest(transaction: Knex, bus: EventBus): Promise<Published> {
  // Until COMMIT, or until this connection is gone.
  const { rows } = await transaction.raw(
    "select pg_try_advisory_xact_lock(hashtextextended('bankgraph events relay', 0)) as leads",
  );
  if (rows[0].leads !== true) return { published: 0, fault: null };
  const waiting = await transaction<{ sequence: number; event: CustomerEvent }>('events.outbox')
    .select('sequence', 'event')
    .orderBy('sequence')
    .limit(batch);
  const done: number[] = [];
  let fault: Published['fault'] = null;
  for (const { sequence, event } of waiting) {
    try {
      await bus.publish(event);
      done.push(sequence);
    } catch (error) {
      fault = { error };
      break;
    }
  }
  if (done.length > 0) await transaction('events.outbox').whereIn('sequence', done).delete();
  return { published: done.length, fault };
}
