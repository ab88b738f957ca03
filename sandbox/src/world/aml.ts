import type { Money } from './money.js';

/** A rule of a Marble scenario as it ran on one transaction. */
export interface MarbleRuleExecution {
  readonly ruleId: string;
  readonly name: string;
  readonly description: string;
  readonly outcome: 'hit' | 'no_hit' | 'snoozed' | 'error';
  readonly scoreModifier: number;
}

/** A decision of the transaction-monitoring scenario engine (Marble); the pivot value is the customer id. */
export interface MarbleDecision {
  /** UUID, see `record-id.ts`. */
  readonly id: string;
  readonly createdAt: string;
  readonly caseId: string | null;
  readonly triggerObjectType: 'transactions';
  readonly triggerObject: {
    readonly objectId: string;
    readonly accountId: string;
    readonly amount: Money;
    readonly direction: 'PAYIN' | 'PAYOUT';
    readonly counterparty: string;
  };
  readonly outcome: 'approve' | 'review' | 'block_and_review' | 'decline';
  readonly reviewStatus: 'pending' | 'approve' | 'decline' | null;
  readonly score: number;
  readonly scenario: {
    readonly id: string;
    readonly name: string;
    readonly iterationId: string;
    readonly version: number;
  };
  /** Score from which the outcome is `review`, and from which it is `block_and_review`. */
  readonly thresholds: { readonly review: number; readonly block: number };
  readonly rules: readonly MarbleRuleExecution[];
}

/** Something that happened to a case; types as in Marble's case events. */
export interface CaseEvent {
  readonly id: string;
  readonly type:
    | 'case_created'
    | 'decision_added'
    | 'case_assigned'
    | 'comment_added'
    | 'file_added'
    | 'status_updated'
    | 'outcome_updated'
    | 'rule_snooze_created'
    | 'case_snoozed'
    | 'escalated';
  readonly at: string;
  /** Staff id, or null for the system. */
  readonly by: string | null;
  readonly note: string | null;
}

export interface CaseComment {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly comment: string;
}

export interface CaseFile {
  readonly id: string;
  readonly fileName: string;
  readonly at: string;
  readonly sha256: string;
}

/** An investigation. */
export interface MarbleCase {
  /** UUID, see `record-id.ts`. */
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly status: 'pending' | 'investigating' | 'closed';
  readonly outcome: 'unset' | 'false_positive' | 'valuable_alert' | 'confirmed_risk';
  readonly reviewLevel: 'probable_false_positive' | 'investigate' | 'escalate' | null;
  /** Staff id. */
  readonly assignee: string | null;
  readonly dueAt: string | null;
  readonly snoozedUntil: string | null;
  readonly decisionIds: readonly string[];
  readonly events: readonly CaseEvent[];
  readonly comments: readonly CaseComment[];
  readonly files: readonly CaseFile[];
}

/** One typology of a Tazama evaluation. */
export interface TazamaTypology {
  /** e.g. `"999@1.0.0"`. */
  readonly cfg: string;
  readonly result: number;
  readonly review: boolean;
  readonly alertThreshold: number;
  readonly interdictionThreshold: number;
  readonly ruleResults: readonly {
    readonly id: string;
    readonly cfg: string;
    readonly subRuleRef: string;
    readonly wght: number;
  }[];
}

/** A Tazama evaluation of a payment that the customer made (debtor). */
export interface TazamaReport {
  /** UUID, see `record-id.ts`. */
  readonly evaluationId: string;
  readonly transactionId: string;
  readonly status: 'ALRT' | 'NALT';
  readonly timestamp: string;
  readonly typologies: readonly TazamaTypology[];
  readonly amount: Money;
  readonly debtorAccountId: string;
  /** The other side, never a customer of ours. */
  readonly creditorId: string;
  readonly creditorAccountId: string;
}

/** A suspicious activity report: class R. */
export interface Sar {
  /** `SAR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly caseId: string;
  readonly status: 'DRAFT' | 'FILED' | 'ACKNOWLEDGED' | 'REJECTED';
  readonly regulatorRef: string | null;
  readonly filedAt: string | null;
  readonly narrative: string;
  /** `{"bsaId":"31000…","accepted":true,"warnings":[]}`; null until the regulator answered. */
  readonly acknowledgement: Readonly<Record<string, unknown>> | null;
  readonly releasedToAuditAt: string | null;
  readonly deadlineAt: string;
}

/** Why nothing was filed. */
export interface NoReportDecision {
  /** `NR-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly caseId: string;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly approvedBy: string;
  readonly rationale: string;
}

/** Something to be done about a case. */
export interface CaseTask {
  /** `TASK-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly caseId: string;
  readonly title: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
  readonly assignee: string;
}
