import { allRecords, type BankSystem, byCustomer, followCursor, requireValid } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { fingerprintSignals } from './fingerprint-event.js';
import type { DeviceEvents } from './fraud-signal.js';
import { fraudSystem } from './minfraud-score.js';

const page = z.looseObject({ events: z.array(z.unknown()), pagination_key: z.string().min(1).nullish() });

const eventsOnPage = 100;

/**
 * Device events by Fingerprint's Server API v4: one call per customer, and one more for each further page. The linked id
 * is the customer number. The caller closes the system; `Auth-API-Key` is among its headers.
 */
export function fingerprintSource({ system }: { readonly system: BankSystem }): DeviceEvents {
  return {
    async signals(customerId, signal) {
      const events = await allRecords(
        followCursor(system, {
          read: async (after, { deadlineMs }) =>
            requireValid(
              fraudSystem,
              page,
              await system.get('/v4/events', {
                query: { linked_id: customerId, limit: eventsOnPage, pagination_key: after },
                signal,
                deadlineMs,
              }),
              'events',
            ),
          recordsOf: (answer) => (answer as z.output<typeof page>).events,
          nextOf: (answer) => {
            const { pagination_key: after } = answer as z.output<typeof page>;
            return { hasMore: after != null, after };
          },
          keyOf: (event: { event_id?: string }) => event.event_id,
          signal,
        }),
      );
      const found = byCustomer(fraudSystem, fingerprintSignals, [customerId], events, {
        customerOf: (event: { linked_id?: unknown }) => event.linked_id,
        idOf: (event: { event_id?: unknown }) => event.event_id,
      }).get(customerId);
      return { records: found?.records.flat() ?? [], faults: found?.faults ?? [] };
    },
  };
}
