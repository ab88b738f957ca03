import type { DecisionEventEntry } from '@bankgraph/decision-ledger';
import { type Evidence, type HumanDecision, needsTwo } from './human-decision.js';
import type { HumanDecisionKind } from './schema.generated.js';

/** What the ledger calls each kind; of one that a second person has to agree to, its beginning. */
const kinds: Readonly<Record<Exclude<HumanDecisionKind, 'SERVICE_RESTRICTION'>, string>> = {
  KYC_REVIEW: 'kyc.review',
  DOCUMENT_REQUEST: 'kyc.document-request',
  CASE_ESCALATION: 'aml.case-escalated',
  CASE_DISPOSITION: 'aml.case-disposition',
  CASE_NOTE: 'aml.case-note',
  CASE_ASSIGNMENT: 'aml.case-assigned',
  REPORT: 'aml.report',
  RISK_RESOLUTION: 'fraud.resolution',
  STEP_UP: 'fraud.step-up',
  OUTREACH: 'fraud.outreach',
  SEGMENT_OVERRIDE: 'segments.override',
};

const domains = { KYC: 'kyc', AML: 'aml', FRAUD: 'fraud', SEGMENTS: 'segments' } as const;
const classes = { CONFIDENTIAL: 'C', RESTRICTED: 'R' } as const;

/** Where a decision is in the ledger: what was made first, then what a second person said to it. */
export function ledgerIdsOf({ id, answer }: Pick<HumanDecision, 'id' | 'answer'>): readonly string[] {
  return answer === null ? [madeId(id)] : [madeId(id), answerId(id)];
}

/** The ledger's entry of what somebody has decided or proposed, and which decisions led to it. */
export function entryOfMade(decision: HumanDecision, causedBy: readonly string[]): DecisionEventEntry {
  return {
    ...common(decision),
    id: madeId(decision.id),
    occurredAt: decision.madeAt,
    recordedAt: decision.madeAt,
    kind: needsTwo(decision) ? `${kindOf(decision)}-proposed` : kindOf(decision),
    actor: { type: 'HUMAN', id: decision.madeBy, role: decision.madeRole },
    inputs: inputsOf(decision.evidence, decision),
    outcome: needsTwo(decision) ? 'PROPOSED' : decision.outcome,
    reasonInternal: decision.reason,
    causedBy,
    approvals: [],
  };
}

/**
 * The ledger's entry of what became of a proposal. What is agreed to is the decision of whoever proposed it, with the
 * approval of the other; what is refused or taken back is that person's own.
 */
export function entryOfAnswer(decision: HumanDecision): DecisionEventEntry {
  const { answer } = decision;
  if (answer === null) throw new Error('Nobody has answered.');
  const approved = answer.kind === 'APPROVED';
  return {
    ...common(decision),
    id: answerId(decision.id),
    occurredAt: answer.at,
    recordedAt: answer.at,
    kind: approved ? approvedKind(decision) : `${kindOf(decision)}-${answer.kind.toLowerCase()}`,
    actor: approved
      ? { type: 'HUMAN', id: decision.madeBy, role: decision.madeRole }
      : { type: 'HUMAN', id: answer.by, role: answer.role },
    inputs: inputsOf([...decision.evidence, ...answer.evidence], decision),
    outcome: approved ? decision.outcome : answer.kind,
    reasonInternal: approved ? decision.reason : answer.reason,
    causedBy: [madeId(decision.id)],
    approvals: approved ? [{ by: answer.by, role: answer.role, at: answer.at }] : [],
  };
}

function common(decision: HumanDecision) {
  return {
    subject: decision.customerId,
    domain: domains[decision.domain],
    decision: decision.outcome,
    plan: needsTwo(decision) ? { type: 'procedure', id: 'four-eyes', version: null } : null,
    reasonForCustomer: decision.reasonForCustomer,
    supersedes: null,
    class: classes[decision.class],
    aboutReport: decision.aboutReport,
    caseId: decision.caseId,
  };
}

function kindOf({ kind, domain }: HumanDecision): string {
  return kind === 'SERVICE_RESTRICTION' ? `${domains[domain]}.service-restriction` : kinds[kind];
}

/** That a report is decided on does not mean that the regulator has it: the register says when it was filed. */
function approvedKind(decision: HumanDecision): string {
  if (decision.kind !== 'REPORT') return kindOf(decision);
  return decision.outcome === 'NO_FILE' ? 'aml.no-report' : 'aml.report-decided';
}

function inputsOf(evidence: readonly Evidence[], decision: HumanDecision): DecisionEventEntry['inputs'] {
  return evidence.map((one) => ({ ...one, class: classes[decision.class] }));
}

function madeId(id: string): string {
  return `human-${id}`;
}

function answerId(id: string): string {
  return `human-${id}-answer`;
}
