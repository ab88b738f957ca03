import type { AmlAlert, RuleHit } from './aml-alert.js';
import type { CaseEvent } from './case-event.js';
import type { AmlCaseOutcome, AmlCaseStatus } from './schema.generated.js';
import type { Found } from './set-aside.js';

/** A case as its own record tells it; tasks, evidence and decisions about reports are loaded when asked for. */
export interface AmlCaseNode {
  readonly id: string;
  /** Whose case it is: that of the customer who was asked for. */
  readonly customerId: string;
  readonly name: string;
  readonly status: AmlCaseStatus;
  readonly outcome: AmlCaseOutcome;
  readonly reviewLevel: string | null;
  readonly assignee: string | null;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly caseEvents: Found<CaseEvent>;
}

/** Something on file, by its hash. */
export interface Evidence {
  readonly id: string;
  readonly kind: 'file' | 'comment';
  readonly name: string | null;
  readonly addedAt: string;
  /** SHA-256, hexadecimal, over the canonical JSON of what case management tells of it. */
  readonly hash: string;
  readonly aboutReport: boolean;
}

/** What the subgraph needs of case management. */
export interface CaseManagement {
  /** Decisions that raised an alert, of one customer. */
  alerts(customerId: string, signal: AbortSignal): Promise<Found<AmlAlert>>;
  /** Rules that fired for one alert. */
  ruleHits(alertId: string, signal: AbortSignal): Promise<readonly RuleHit[]>;
  /** Cases of one customer, the newest first. */
  cases(customerId: string, signal: AbortSignal): Promise<Found<AmlCaseNode>>;
  /** Files and comments of one case, the oldest first. */
  evidence(caseId: string, signal: AbortSignal): Promise<Found<Evidence>>;
}

const outcomes: Readonly<Record<string, AmlCaseOutcome>> = {
  unset: 'UNSET',
  false_positive: 'FALSE_POSITIVE',
  valuable_alert: 'VALUABLE_ALERT',
  confirmed_risk: 'CONFIRMED_RISK',
};

/** Marble's outcome of a case; a case without one has not come to anything yet. */
export function outcomeOfCase(outcome: string | null): AmlCaseOutcome | undefined {
  return outcome === null || outcome === '' ? 'UNSET' : outcomes[outcome];
}

/** A case that is put off reads SNOOZED until that time, whatever its state was. A closed one stays closed. */
export function statusOfCase(
  status: 'pending' | 'investigating' | 'closed',
  snoozedUntil: string | null,
  now: Date,
): AmlCaseStatus {
  if (status === 'closed') return 'CLOSED';
  if (snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime()) return 'SNOOZED';
  return status === 'pending' ? 'PENDING' : 'INVESTIGATING';
}
