import type { CaseComment, CaseEvent, CaseFile, MarbleCase, MarbleDecision, TazamaReport } from './aml.js';
import { daysAfter } from './moment.js';
import { recordId, recordUuid } from './record-id.js';
import type { Subject } from './subject.js';

const scenario = {
  id: '5ce0a210-0000-4000-8000-000000000001',
  name: 'Payments out: structuring and rapid movement',
  iterationId: '17e2a710-0000-4000-8000-000000000004',
  version: 4,
} as const;

const rules = [
  ['rapid-movement', 'Rapid movement of funds', 'More than 80 % of a credit leaves within a day', 35],
  ['structuring', 'Structuring', 'Several payments just below 10,000 within a week', 40],
  ['new-payee', 'New payee, high amount', 'First payment to a payee and more than 5,000', 20],
  ['high-risk-country', 'High-risk country', 'Payee account in a country on the list', 30],
] as const;

/** A decision of transaction monitoring in which the named rules hit. */
export function monitored(
  subject: Subject,
  ordinal: number,
  plan: {
    at: string;
    hits: readonly (typeof rules)[number][0][];
    amount: string;
    counterparty: string;
    snoozed?: readonly (typeof rules)[number][0][];
    caseOrdinal?: number;
    reviewStatus?: MarbleDecision['reviewStatus'];
    accountOrdinal?: number;
  },
): MarbleDecision {
  const executions = rules.map(([id, name, description, weight]) => {
    const hit = plan.hits.includes(id);
    const snoozed = plan.snoozed?.includes(id) ?? false;
    return {
      ruleId: `12e00000-0000-4000-8000-${String(weight).padStart(12, '0')}`,
      name,
      description,
      outcome: snoozed ? ('snoozed' as const) : hit ? ('hit' as const) : ('no_hit' as const),
      scoreModifier: hit && !snoozed ? weight : 0,
    };
  });
  const score = executions.reduce((sum, rule) => sum + rule.scoreModifier, 0);
  const accountOrdinal = plan.accountOrdinal ?? 1;
  return {
    id: recordUuid('decision', subject.number, ordinal),
    createdAt: plan.at,
    caseId: plan.caseOrdinal === undefined ? null : caseId(subject, plan.caseOrdinal),
    triggerObjectType: 'transactions',
    triggerObject: {
      objectId: recordId('T', subject.number, accountOrdinal, 900 + ordinal),
      accountId: recordId('A', subject.number, accountOrdinal),
      amount: { amount: plan.amount, currency: 'GBP' },
      direction: 'PAYOUT',
      counterparty: plan.counterparty,
    },
    outcome: score >= 80 ? 'block_and_review' : score >= 40 ? 'review' : 'approve',
    reviewStatus: plan.reviewStatus ?? (score >= 40 ? 'pending' : null),
    score,
    scenario,
    thresholds: { review: 40, block: 80 },
    rules: executions,
  };
}

/** The id of the customer's case. */
export function caseId(subject: Subject, ordinal: number): string {
  return recordUuid('case', subject.number, ordinal);
}

/** A case; its events, comments and files get their ids here. */
export function investigated(
  subject: Subject,
  ordinal: number,
  plan: Omit<MarbleCase, 'id' | 'events' | 'comments' | 'files' | 'dueAt' | 'snoozedUntil'> & {
    dueAt?: string;
    snoozedUntil?: string;
    events: readonly Omit<CaseEvent, 'id'>[];
    comments?: readonly Omit<CaseComment, 'id'>[];
    files?: readonly Omit<CaseFile, 'id' | 'sha256'>[];
  },
): MarbleCase {
  return {
    ...plan,
    id: caseId(subject, ordinal),
    dueAt: plan.dueAt ?? daysAfter(plan.createdAt, 30),
    snoozedUntil: plan.snoozedUntil ?? null,
    events: plan.events.map((event, at) => ({
      ...event,
      id: recordUuid('case-event', subject.number, ordinal * 100 + at + 1),
    })),
    comments: (plan.comments ?? []).map((comment, at) => ({
      ...comment,
      id: recordUuid('case-comment', subject.number, ordinal * 100 + at + 1),
    })),
    files: (plan.files ?? []).map((file, at) => ({
      ...file,
      id: recordUuid('case-file', subject.number, ordinal * 100 + at + 1),
      sha256: subject.hash(`case-file-${ordinal}-${file.fileName}`),
    })),
  };
}

/** A Tazama evaluation of one payment out. */
export function evaluated(
  subject: Subject,
  ordinal: number,
  plan: { at: string; result: number; amount: string; typology?: string },
): TazamaReport {
  const alertThreshold = 200;
  const review = plan.result >= alertThreshold;
  return {
    evaluationId: recordUuid('evaluation', subject.number, ordinal),
    transactionId: recordId('T', subject.number, 1, 900 + ordinal),
    status: review ? 'ALRT' : 'NALT',
    timestamp: plan.at,
    typologies: [
      {
        cfg: plan.typology ?? 'typology-028@1.0.0',
        result: plan.result,
        review,
        alertThreshold,
        interdictionThreshold: 400,
        ruleResults: [
          { id: 'EFRuP@1.0.0', cfg: 'none', subRuleRef: 'none', wght: 0 },
          { id: '018@1.0.0', cfg: '1.0.0', subRuleRef: review ? '.02' : '.00', wght: review ? 200 : 0 },
          { id: '901@1.0.0', cfg: '1.0.0', subRuleRef: '.01', wght: Math.max(0, plan.result - 200) },
        ],
      },
    ],
    amount: { amount: plan.amount, currency: 'GBP' },
    debtorAccountId: recordId('A', subject.number, 1),
    creditorId: subject.hash(`creditor-${ordinal}`).slice(0, 32),
    creditorAccountId: subject.hash(`creditor-account-${ordinal}`).slice(0, 32),
  };
}
