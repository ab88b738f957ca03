import { askDatabase, quarantine, quarantineErrors, type UpstreamInvalid } from '@bankgraph/bank-sources';
import type { Knex } from '@bankgraph/database';
import { z } from 'zod';
import type { ContactEntry } from './timeline.js';

/** The name by which errors and completeness call this system. */
export const interactionsSystem = 'interactions';

/** Contacts of one customer, and an error for each record that was set aside. */
export interface Contacts {
  readonly entries: readonly ContactEntry[];
  readonly faults: readonly UpstreamInvalid[];
}

/** What the subgraph needs of the channels, for several customers at once. */
export interface Interactions {
  contacts(customerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Contacts>>;
}

/** What the adapter to the channels' record of contacts needs. */
export interface InteractionsOptions {
  /** The bank's database as a role that may only read schema `interactions`. The caller closes it. */
  readonly knex: Knex;
  /** Milliseconds for one statement, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number;
}

const contact = z
  .object({
    id: z.string().min(1).max(128),
    customer_id: z.string(),
    channel: z.enum(['CALL_CENTRE', 'BRANCH', 'ONLINE', 'MOBILE']),
    occurred_at: z.date(),
    // A code: free text about a customer has no place on a timeline.
    summary_code: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
    handled_by: z.string().nullable(),
  })
  .transform(
    (row): ContactEntry => ({
      id: `${interactionsSystem}:${row.id}`,
      customerId: row.customer_id,
      occurredAt: row.occurred_at.toISOString(),
      kind: 'CONTACT',
      channel: row.channel,
      summary: row.summary_code,
      handledBy: row.handled_by,
    }),
  );

/** Contacts in call centre, branch, online and mobile: PostgreSQL, schema `interactions`. One statement for all. */
export function interactionsSource({ knex, deadlineMs = 1_500 }: InteractionsOptions): Interactions {
  return {
    async contacts(customerIds, signal) {
      const rows = await askDatabase({ system: interactionsSystem, signal, deadlineMs }, () =>
        knex('interactions.interaction')
          .select<{ customer_id: string }[]>('*')
          .whereRaw('customer_id = any (?)', [[...customerIds]])
          .orderByRaw('occurred_at desc, id collate "C"'),
      );
      return new Map(
        customerIds.map((customerId) => {
          const own = rows.filter((row) => row.customer_id === customerId);
          const sorted = quarantine(interactionsSystem, contact, own, (row: { id?: unknown }) => row.id);
          return [customerId, { entries: sorted.accepted, faults: quarantineErrors(sorted) }];
        }),
      );
    },
  };
}
