import { copies, paged } from '@bankgraph/subgraph-kit';
import { auditCheckpointOf, auditInclusionOf } from './audit-checkpoint.js';
import { auditEntriesOf } from './audit-entries-of.js';
import type { SubgraphContext } from './context.js';
import type { CustomerChangeRow } from './customer-change.js';
import type { Resolvers } from './schema.generated.js';
import { timelineOf } from './timeline-of.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const lineageResolvers = {
  Query: {
    async decision(_query, { id }, { loaders }) {
      const event = await loaders.decision.load(id);
      return event && { ...event };
    },
    auditEntries: (_query, { filter, ...page }, context) => auditEntriesOf(filter, page, context),
    async auditCheckpoint(_query, _args, { loaders }) {
      const { cosigned, signed } = await loaders.auditCheckpoints();
      const newest = cosigned ?? signed;
      return newest && auditCheckpointOf(newest);
    },
    customerChange: (_query, { id, event }, { loaders }) =>
      changeOf(event, loaders, ({ customerId }) => customerId === id),
    caseChange: (_query, { id, event }, { loaders }) =>
      changeOf(event, loaders, ({ caseId }) => caseId === id),
    // The policy has decided.
    watchesCustomer: () => true,
    watchesCase: () => true,
  },
  CustomerChange: {
    async decisions({ decisionIds }, _args, { loaders }) {
      const found = await Promise.all(decisionIds.map((id) => loaders.decision.load(id)));
      return copies(found.filter((event) => event !== null));
    },
    customer: ({ customerId }) => ({ id: customerId }),
  },
  Customer: {
    async decisions({ id }, page, { loaders }) {
      const events = await loaders.decisions.load(id);
      return paged(copies(events), page, { completeness: { missingSystems: [] } });
    },
    async timeline({ id }, page, context, info) {
      const { entries, missingSystems } = await timelineOf(id, context, info);
      return paged(entries, page, { completeness: { missingSystems } });
    },
    accessHistory: async ({ id }, page, { loaders }) => paged(copies(await loaders.accesses.load(id)), page),
  },
  DecisionEvent: {
    causedBy: ({ causedBy }, _args, context) => visibleIds(causedBy ?? [], context),
    supersedes: async ({ supersedes }, _args, context) =>
      supersedes ? ((await visibleIds([supersedes], context))[0] ?? null) : null,
  },
  AuditEntry: {
    async inclusion({ id }, _args, { loaders }) {
      const found = await loaders.inclusion.load(id);
      return found && auditInclusionOf(found);
    },
  },
} satisfies Resolvers;

/** The change that a sealed event tells of, when it is one of those that were asked for. */
function changeOf(
  event: string | null | undefined,
  { openEvent }: SubgraphContext['loaders'],
  isAsked: (change: CustomerChangeRow) => boolean,
): CustomerChangeRow | null {
  const change = event == null ? null : openEvent(event);
  return change !== null && isAsked(change) ? change : null;
}

/** Those of the decisions that exist for the caller, in the order in which they are named. */
async function visibleIds(ids: readonly string[], context: SubgraphContext): Promise<readonly string[]> {
  const events = await Promise.all(ids.map((id) => context.loaders.decision.load(id)));
  const named = events.flatMap((event) => (event === null ? [] : [{ ...event }]));
  return (await context.visible('DecisionEvent', named)).map(({ id }) => id);
}
