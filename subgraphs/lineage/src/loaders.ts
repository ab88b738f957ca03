import type { LoaderScope } from '@bankgraph/subgraph-kit';
import DataLoader from 'dataloader';
import type { AccessLog } from './access-log-source.js';
import type { AccessRecordRow } from './access-record.js';
import type { DecisionEventRow, DecisionLedger } from './decision-event.js';
import type { Contacts, Interactions } from './interactions-source.js';

/** What this subgraph reads from. */
export interface LineageSources {
  readonly ledger: DecisionLedger;
  readonly interactions: Interactions;
  readonly accessLog: AccessLog;
}

/** Everything that is loaded for one request. */
export interface LineageLoaders {
  /** By customer. */
  readonly decisions: DataLoader<string, readonly DecisionEventRow[]>;
  /** By the decision's own id; null when there is none. */
  readonly decision: DataLoader<string, DecisionEventRow | null>;
  /** By customer. */
  readonly contacts: DataLoader<string, Contacts>;
  /** By customer. */
  readonly accesses: DataLoader<string, readonly AccessRecordRow[]>;
}

const largestBatch = 1_000;

/** Loaders of one request. */
export function lineageLoaders(sources: LineageSources, { signal }: LoaderScope): LineageLoaders {
  const { ledger, interactions, accessLog } = sources;
  const decision = new DataLoader<string, DecisionEventRow | null>(
    async (ids) => {
      const found = await ledger.byIds(ids, signal);
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: largestBatch },
  );
  return {
    decision,
    decisions: new DataLoader(
      async (customerIds) => {
        const found = await ledger.bySubjects(customerIds, signal);
        // Most causes are decisions about the same customer: they need not be asked for again.
        for (const event of [...found.values()].flat()) decision.prime(event.id, event);
        return customerIds.map((customerId) => found.get(customerId) ?? []);
      },
      { maxBatchSize: largestBatch },
    ),
    contacts: new DataLoader(
      async (customerIds) => {
        const found = await interactions.contacts(customerIds, signal);
        return customerIds.map((customerId) => found.get(customerId) ?? { entries: [], faults: [] });
      },
      { maxBatchSize: largestBatch },
    ),
    accesses: new DataLoader((customerIds) =>
      Promise.all(
        customerIds.map((customerId) =>
          accessLog.accesses(customerId, signal).catch((error: Error) => error),
        ),
      ),
    ),
  };
}
