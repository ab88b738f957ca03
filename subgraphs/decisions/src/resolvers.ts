import { BankgraphError } from '@bankgraph/errors';
import { paged } from '@bankgraph/subgraph-kit';
import type { SubgraphContext } from './context.js';
import { answerDraftOf, type DraftOf, draftOf, noteOf } from './decision-draft.js';
import { type DecisionDomain, type Doer, type HumanDecision, refused } from './human-decision.js';
import { ledgerIdsOf } from './ledger-entry.js';
import { answerProposal, makeDecision } from './make-decision.js';
import type {
  HumanDecisionKind,
  ProposalAnswerInput,
  ProposalWithdrawalInput,
  Resolvers,
  ServiceRestrictionInput,
} from './schema.generated.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const decisionsResolvers = {
  Query: {
    async proposedDecisions(_query, { customerId = null, kind = null, ...page }, { loaders, signal }) {
      const waiting = await loaders.register.proposed({ customerId, kind }, signal);
      return paged(waiting.map(nodeOf), page);
    },
  },
  Mutation: {
    recordKycReview: (_mutation, { input }, context) =>
      make('recordKycReview', input, context, {
        ...{ kind: 'KYC_REVIEW', domain: 'KYC', customerId: input.customerId, outcome: input.outcome },
        about: ['kyc', input.customerId],
        reasonForCustomer: input.reasonForCustomer,
      }),
    requestDocument: (_mutation, { input }, context) =>
      make('requestDocument', input, context, {
        ...{ kind: 'DOCUMENT_REQUEST', domain: 'KYC', customerId: input.customerId, outcome: 'REQUESTED' },
        about: ['document', input.customerId, input.document],
        details: { document: input.document },
        reasonForCustomer: input.reasonForCustomer,
      }),
    escalateCase: (_mutation, { input }, context) =>
      make('escalateCase', input, context, {
        ...ofCase('CASE_ESCALATION', input),
        about: ['case', input.caseId],
        outcome: 'ESCALATED',
      }),
    disposeCase: (_mutation, { input }, context) =>
      make('disposeCase', input, context, {
        ...ofCase('CASE_DISPOSITION', input),
        about: ['case', input.caseId],
        outcome: input.outcome,
      }),
    noteOnCase: (_mutation, { input }, context) =>
      make('noteOnCase', input, context, {
        ...ofCase('CASE_NOTE', input),
        about: ['notes', input.caseId],
        outcome: 'NOTED',
        details: { note: noteOf(input.note) },
      }),
    assignCase: (_mutation, { input }, context) =>
      make('assignCase', input, context, {
        ...ofCase('CASE_ASSIGNMENT', input),
        about: ['case', input.caseId],
        outcome: 'ASSIGNED',
        details: { assignee: input.assignee },
      }),
    proposeReport: (_mutation, { input }, context) =>
      make('proposeReport', input, context, {
        ...ofCase('REPORT', input),
        about: ['report', input.caseId],
        outcome: input.choice,
      }),
    decideReport: (_mutation, { input }, context) => answer('decideReport', 'REPORT', input, context),
    resolveRiskDecision: (_mutation, { input }, context) =>
      make('resolveRiskDecision', input, context, {
        ...ofRiskDecision('RISK_RESOLUTION', input),
        outcome: input.resolution,
        reasonForCustomer: input.reasonForCustomer,
      }),
    recordStepUp: (_mutation, { input }, context) =>
      make('recordStepUp', input, context, {
        ...ofRiskDecision('STEP_UP', input, { method: input.method }),
        outcome: input.result,
      }),
    recordOutreach: (_mutation, { input }, context) =>
      make('recordOutreach', input, context, {
        ...ofRiskDecision('OUTREACH', input),
        outcome: input.outcome,
        reasonForCustomer: input.reasonForCustomer,
      }),
    proposeSegmentOverride: (_mutation, { input }, context) => {
      const { customerId, category, from, to, expiresAt } = input;
      return make('proposeSegmentOverride', input, context, {
        ...{ kind: 'SEGMENT_OVERRIDE', domain: 'SEGMENTS', customerId, outcome: 'OVERRIDDEN', expiresAt },
        about: ['segment', customerId, category, from],
        details: { category, from, to },
      });
    },
    decideSegmentOverride: (_mutation, { input }, context) =>
      answer('decideSegmentOverride', 'SEGMENT_OVERRIDE', input, context),
    restrictService: (_mutation, { input }, context) => restrict('restrictService', 'SET', input, context),
    liftRestriction: (_mutation, { input }, context) => restrict('liftRestriction', 'LIFTED', input, context),
    withdrawProposal: (_mutation, { input }, context) => answer('withdrawProposal', null, input, context),
  },
} satisfies Resolvers;

/** A decision as the schema has it, and as conditions look at it. */
function nodeOf(decision: HumanDecision) {
  const { details, answer: given } = decision;
  return {
    ...decision,
    customer: { id: decision.customerId },
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
    answer: given === null ? null : { by: given.by, role: given.role, at: given.at, reason: given.reason },
    decisionIds: ledgerIdsOf(decision),
    // What conditions look at: whose it is, and what a segment is for.
    requestedBy: decision.madeBy,
    ...(details.category === undefined ? {} : { category: details.category }),
  };
}

function doerOf({ actor }: SubgraphContext): Doer {
  return { staff: actor.id, role: actor.roles.join(', ') };
}

function ofCase(kind: HumanDecisionKind, { customerId, caseId }: { customerId: string; caseId: string }) {
  return { kind, domain: 'AML', customerId, caseId } as const;
}

function ofRiskDecision(
  kind: 'RISK_RESOLUTION' | 'STEP_UP' | 'OUTREACH',
  { customerId, riskDecisionId }: { customerId: string; riskDecisionId: string },
  details: Readonly<Record<string, string>> = {},
) {
  return {
    ...({ kind, domain: 'FRAUD', customerId } as const),
    about: [kind.toLowerCase().replace('_', '-'), customerId, riskDecisionId],
    details: { riskDecisionId, ...details },
  };
}

/** Each line of work restricts and lifts for itself, so that nobody lifts what another has set, or learns whose it is. */
function restrict(
  field: string,
  outcome: 'SET' | 'LIFTED',
  input: ServiceRestrictionInput,
  context: SubgraphContext,
) {
  const domain = lineOfWork(context.actor.roles);
  return make(field, input, context, {
    ...{ kind: 'SERVICE_RESTRICTION', domain, customerId: input.customerId, outcome },
    about: ['restriction', domain, input.customerId, input.scope],
    details: { scope: input.scope },
    reasonForCustomer: 'UNDER_REVIEW',
  });
}

/** Whoever has several roles acts in the most secret of them. */
function lineOfWork(roles: readonly string[]): DecisionDomain {
  if (roles.includes('aml-investigator') || roles.includes('mlro')) return 'AML';
  return roles.includes('kyc-analyst') ? 'KYC' : 'FRAUD';
}

async function make(
  field: string,
  input: Parameters<typeof draftOf>[1],
  context: SubgraphContext,
  of: DraftOf,
) {
  const draft = draftOf(of, input);
  const by = doerOf(context);
  // Nobody decides what they would not be allowed to see.
  const visible = await context.visible('HumanDecision', [
    { ...draft, requestedBy: by.staff, ...(draft.details.category === undefined ? {} : draft.details) },
  ]);
  if (visible.length === 0) throw new BankgraphError('FORBIDDEN');
  return nodeOf(await makeDecision(context.loaders, `Mutation.${field}`, draft, by, context.signal));
}

async function answer(
  field: string,
  kind: HumanDecisionKind | null,
  input: ProposalAnswerInput | ProposalWithdrawalInput,
  context: SubgraphContext,
) {
  const draft = answerDraftOf(input);
  const proposal = await visibleProposal(input.id, kind, context);
  return nodeOf(
    await answerProposal(
      context.loaders,
      `Mutation.${field}`,
      draft,
      proposal,
      doerOf(context),
      context.signal,
    ),
  );
}

/**
 * A proposal that exists for the caller.
 *
 * @throws BAD_USER_INPUT alike for one that does not exist and one that the caller may not see
 */
async function visibleProposal(
  id: string,
  kind: HumanDecisionKind | null,
  context: SubgraphContext,
): Promise<HumanDecision> {
  // Ids are made by the database; what does not look like one is not asked for.
  const found = /^[\w-]{1,64}$/.test(id) ? await context.loaders.register.byId(id, context.signal) : null;
  const proposal =
    found !== null && found.lapsesAt !== null && (kind === null || found.kind === kind) ? found : null;
  const visible = proposal === null ? [] : await context.visible('HumanDecision', [nodeOf(proposal)]);
  if (proposal === null || visible.length === 0) {
    throw refused('There is no such proposal. proposedDecisions lists those that you may see.');
  }
  return proposal;
}
