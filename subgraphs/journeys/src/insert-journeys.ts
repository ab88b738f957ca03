import { type Knex, whileAvailable } from '@bankgraph/database';
import type { Channel, JourneyEventKind, JourneyKind, JourneyStep } from './schema.generated.js';

/** A journey of before, as whoever prepares a database brings it in. */
export interface PastJourney {
  readonly id: string;
  readonly customerId: string;
  readonly kind: JourneyKind;
  /** The first one STARTED, each later than the one before; times in ISO 8601. */
  readonly events: readonly {
    readonly kind: JourneyEventKind;
    readonly step: JourneyStep | null;
    readonly at: string;
    readonly channel: Channel;
    readonly handedOverTo: Channel | null;
    /** Staff number; null for the customer. */
    readonly handledBy: string | null;
  }[];
}

/**
 * Brings in journeys of before, with their own times.
 *
 * @param owner as the owner of the schema, whose times count; give a transaction to have all or none
 * @throws DatabaseUnavailable
 */
export async function insertJourneys(owner: Knex, journeys: Iterable<PastJourney>): Promise<void> {
  for (const { id, customerId, kind, events } of journeys) {
    await whileAvailable(async () => {
      await owner('journeys.journey').insert({
        id,
        customer_id: customerId,
        kind,
        started_at: events[0]?.at,
      });
      for (const [index, { at, channel, step, handedOverTo, handledBy, kind: what }] of events.entries()) {
        await owner('journeys.journey_event').insert({
          journey_id: id,
          sequence: index + 1,
          kind: what,
          step,
          at,
          channel,
          handed_over_to: handedOverTo,
          actor: handledBy === null ? 'CUSTOMER' : 'STAFF',
          by_id: handledBy ?? customerId,
          by_roles: handledBy === null ? 'customer' : 'frontline-agent',
          idempotency_key: `past-${id}-${index + 1}`,
        });
      }
    });
  }
}
