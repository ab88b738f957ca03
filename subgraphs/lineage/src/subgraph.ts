/** The lineage subgraph: the decision ledger, the customer's timeline, and who looked at the customer's data. */
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import { type LineageLoaders, type LineageSources, lineageLoaders } from './loaders.js';
import { lineageResolvers } from './resolvers.js';
import type { AuditEntryFilter } from './schema.generated.js';

export { type AccessLog, type AccessLogOptions, accessLogSource } from './access-log-source.js';
export { type AuditTrail, type AuditTrailOptions, auditTrailSource } from './audit-trail-source.js';
export { type OpenEvent, sealedEvents } from './customer-change.js';
export type { DecisionLedger } from './decision-event.js';
export { type Interactions, type InteractionsOptions, interactionsSource } from './interactions-source.js';
export { type IntegrityCheck, type IntegrityOptions, integrityCheck } from './ledger-integrity.js';
export { type LedgerOptions, ledgerSource } from './ledger-source.js';
export type { LineageLoaders, LineageSources } from './loaders.js';

/** The subgraph over its sources. The database connections are their owner's to close. */
export function lineageSubgraph(sources: LineageSources): SubgraphDefinition<LineageLoaders> {
  return {
    name: 'lineage',
    sdl: readSubgraph('lineage').sdl,
    resolvers: lineageResolvers,
    loaders: (scope) => lineageLoaders(sources, scope),
    rootProvenance: {
      caseFile: ({ customerId }) => ({ customerIds: [customerId as string] }),
      // Who reads what was asked of a customer goes on record under that customer.
      auditEntries({ filter }) {
        const customerId = (filter as AuditEntryFilter | null | undefined)?.customerId;
        return customerId == null ? {} : { customerIds: [customerId] };
      },
      customerChange: ({ id }) => ({ customerIds: [String(id)] }),
      watchesCustomer: ({ id }) => ({ customerIds: [String(id)] }),
      caseChange: ({ id }) => ({ caseId: String(id) }),
      watchesCase: ({ id }) => ({ caseId: String(id) }),
    },
  };
}
