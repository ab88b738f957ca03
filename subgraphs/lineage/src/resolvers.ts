import { BankgraphError } from '@bankgraph/errors';
import { copies, paged } from '@bankgraph/subgraph-kit';
import { auditCheckpointOf, auditInclusionOf } from './audit-checkpoint.js';
import { auditEntriesOf } from './audit-entries-of.js';
import { anchorsOf, caseFileOf } from './case-file.js';
import type { SubgraphContext } from './context.js';
import type { CustomerChangeRow } from './customer-change.js';
import { filtered } from './decision-filter.js';
import { decisionsByPlan } from './decisions-by-plan.js';
import { fourEyesOf } from './four-eyes.js';
import { ledgerIntegrityOf } from './ledger-integrity.js';
import { lineageOf } from './lineage-of.js';
import { riskHistoryOf } from './risk-history.js';
import type { Resolvers } from './schema.generated.js';
import { timeGiven } from './time-given.js';
import { timelineOf } from './timeline-of.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const lineageResolvers = {
  Query: {
    async decision(_query, { id }, { loaders }) {
      const event = await loaders.decision.load(id);
      return event && { ...event };
    },
    caseFile: (_query, { customerId, caseId, decisionId }, context) =>
      caseFileOf({ customerId, caseId: caseId ?? null, decisionId: decisionId ?? null }, context),
    lineage: (_query, asked, context) => lineageOf(asked, context),
    decisionsByPlan: (_query, { first, after, ...asked }, context) =>
      decisionsByPlan(asked, { first, after }, context),
    ledgerIntegrity: async (_query, _args, { loaders }) => ledgerIntegrityOf(await loaders.integrity()),
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
    async decisions({ id }, { filter, order, ...page }, { loaders }) {
      const events = filtered(await loaders.decisions.load(id), filter, order);
      return paged(copies(events), page, { completeness: { missingSystems: [] } });
    },
    timeline: ({ id }, asked, context, info) => timelineOf(id, asked, context, info),
    async riskHistory({ id }, { asOf, knownAt }, { loaders, visible }) {
      const now = new Date();
      const at = { asOf: timeGiven('asOf', asOf) ?? now, knownAt: timeGiven('knownAt', knownAt) ?? now };
      const events = copies(await loaders.decisions.load(id));
      return riskHistoryOf(await visible('DecisionEvent', events), at);
    },
    accessHistory: async ({ id }, page, { loaders }) => paged(copies(await loaders.accesses.load(id)), page),
  },
  CaseFile: {
    async decisions({ contents }, _args, context, info) {
      const { rows, heldBack } = await contents();
      if (heldBack) context.report(new BankgraphError('FOUR_EYES_REQUIRED'), info);
      return rows;
    },
    anchors: (file, _args, context) => anchorsOf(file, context),
  },
  DecisionEvent: {
    recordedLater: ({ occurredAt, recordedAt }) =>
      occurredAt == null || recordedAt == null ? null : Date.parse(recordedAt) > Date.parse(occurredAt),
    fourEyes: ({ actor, approvals }) =>
      actor == null ? null : fourEyesOf({ actor, approvals: approvals ?? [] }),
    anchoredBy: ({ id }, _args, { loaders }) => loaders.anchor.load(id),
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
