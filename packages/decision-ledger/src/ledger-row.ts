import type { CheckedEntry } from './decision-event-entry.js';

/** A row of `ledger.decision_event` as PostgreSQL gives it: what is in it was checked when it was written. */
export interface LedgerRow {
  readonly id: string;
  readonly subject: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly domain: CheckedEntry['domain'];
  readonly kind: string;
  readonly decision: string;
  readonly actor: CheckedEntry['actor'];
  readonly inputs: CheckedEntry['inputs'];
  readonly plan: CheckedEntry['plan'];
  readonly outcome: string;
  readonly reason_for_customer: string | null;
  readonly reason_internal: string | null;
  readonly caused_by: CheckedEntry['causedBy'];
  readonly supersedes: string | null;
  readonly approvals: CheckedEntry['approvals'];
  readonly class: CheckedEntry['class'];
  readonly about_report: boolean;
  readonly case_id: string | null;
}

/** The entry that a row was written from: its hash is that of the entry as long as nobody has changed the row. */
export function entryOfRow(row: LedgerRow): CheckedEntry {
  return {
    id: row.id,
    subject: row.subject,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    domain: row.domain,
    kind: row.kind,
    decision: row.decision,
    actor: row.actor,
    inputs: row.inputs,
    plan: row.plan,
    outcome: row.outcome,
    reasonForCustomer: row.reason_for_customer,
    reasonInternal: row.reason_internal,
    causedBy: row.caused_by,
    supersedes: row.supersedes,
    approvals: row.approvals,
    class: row.class,
    aboutReport: row.about_report,
    caseId: row.case_id,
  };
}
