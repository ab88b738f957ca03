import { copies, paged } from '@bankgraph/subgraph-kit';
import { auditCheckpointOf, auditInclusionOf } from './audit-checkpoint.js';
import { auditEntriesOf } from './audit-entries-of.js';
import { caseFileDecisions } from './case-file.js';
import type { SubgraphContext } from './context.js';
import type { Resolvers } from './schema.generated.js';
import { timelineOf } from './timeline-of.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const lineageResolvers = {
  Query: {
    async decision(_query, { id }, { loaders }) {
      const event = await loaders.decision.load(id);
      return event && { ...event };
    },
    caseFile: (_query, { customerId, caseId, decisionId }) => ({
      customer: { id: customerId },
      caseId: caseId ?? null,
      decisionId: decisionId ?? null,
    }),
    auditEntries: (_query, { filter, ...page }, context) => auditEntriesOf(filter, page, context),
    async auditCheckpoint(_query, _args, { loaders }) {
      const { cosigned, signed } = await loaders.auditCheckpoints();
      const newest = cosigned ?? signed;
      return newest && auditCheckpointOf(newest);
    },
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
  CaseFile: {
    decisions: ({ customer, caseId, decisionId }, _args, context, info) =>
      customer
        ? caseFileDecisions(
            { customerId: customer.id, caseId: caseId ?? null, decisionId: decisionId ?? null },
            context,
            info,
          )
        : null,
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

/** Those of the decisions that exist for the caller, in the order in which they are named. */
async function visibleIds(ids: readonly string[], context: SubgraphContext): Promise<readonly string[]> {
  const events = await Promise.all(ids.map((id) => context.loaders.decision.load(id)));
  const named = events.flatMap((event) => (event === null ? [] : [{ ...event }]));
  return (await context.visible('DecisionEvent', named)).map(({ id }) => id);
}
