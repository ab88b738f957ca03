import type { AuditRecord } from '@bankgraph/audit-log';
import { type Restriction, restrictionOf, shownFields } from './restriction.js';
import type { AuditDecision, AuditEntryKind, AuditOutcome } from './schema.generated.js';

/** A record of the audit log as the graph shows it, and what policies look at. */
export interface AuditEntryRow extends Restriction {
  readonly id: string;
  /** Null when it is nobody's data, or of somebody whom the log no longer tells. */
  readonly customerId: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: AuditEntryKind;
  readonly actor: string;
  readonly roles: readonly string[];
  readonly purpose: string | null;
  readonly clientId: string;
  readonly channel: string | null;
  readonly customer: { readonly id: string } | null;
  readonly consents: readonly { readonly consentId: string; readonly noticeVersion: string }[];
  readonly requestId: string;
  readonly operationName: string | null;
  readonly operationHash: string;
  readonly policyVersion: string;
  readonly outcome: AuditOutcome;
  readonly errorCode: string | null;
  readonly fields: readonly {
    readonly field: string;
    readonly decision: AuditDecision;
    readonly count: number;
  }[];
  readonly answer: { readonly salt: string; readonly digest: string } | null;
}

/** @param restrictedFields `Type.field` of every policy of class restricted */
export function auditEntryOf(record: AuditRecord, restrictedFields: ReadonlySet<string>): AuditEntryRow {
  const customerId = record.subject === null || isUnknown(record.subject) ? null : record.subject;
  const { actor } = record;
  return {
    id: record.id,
    customerId,
    at: record.recordedAt,
    kind: upper(record.kind),
    actor: actor.id,
    roles: actor.roles,
    purpose: record.purpose,
    clientId: actor.clientId,
    channel: actor.channel,
    customer: customerId === null ? null : { id: customerId },
    consents: (record.consents ?? []).map(([consentId, noticeVersion]) => ({ consentId, noticeVersion })),
    requestId: record.requestId,
    operationName: record.operationName,
    operationHash: record.operationHash,
    policyVersion: record.policyVersion,
    outcome: upper(record.outcome),
    errorCode: record.errorCode ?? null,
    // A type without a field is a row that was withheld: that there is one would tell of a report, or of a restricted decision.
    fields: record.fields
      .filter(([field]) => field.includes('.'))
      .map(([field, decision, count]) => ({ field, decision: upper(decision), count })),
    answer: record.answer,
    ...restrictionOf(record, shownFields(record), restrictedFields),
  };
}

/** Erased, on legal hold before they are, or their key is not there: `Identities.open`. */
function isUnknown(subject: string): boolean {
  return /^(?:erased|restricted|unreadable):/.test(subject);
}

function upper<Text extends string>(text: Text): Uppercase<Text> {
  return text.toUpperCase() as Uppercase<Text>;
}
