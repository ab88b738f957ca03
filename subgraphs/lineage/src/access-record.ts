import type { AuditRecord } from '@bankgraph/audit-log';
import type { DataClass } from './schema.generated.js';

/** An access as the graph shows it, and what policies look at. */
export interface AccessRecordRow {
  readonly id: string;
  readonly customerId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly clientId: string;
  readonly actor: string;
  /** What was shown, as it is or masked; what was refused is not listed. */
  readonly fields: readonly string[];
  readonly class: DataClass;
  readonly aboutReport: boolean;
}

/** Roles and purposes by which an access is restricted, whatever was shown: that an investigator looked is a tip-off. */
const restrictedRoles: readonly string[] = ['aml-investigator', 'mlro'];
const restrictedPurposes: readonly (string | null)[] = ['CounterMoneyLaundering', 'Counterterrorism'];

/**
 * Fields that show a report, or would if there were one. Those who open the list of reports are counted in even when it
 * is empty: else the accesses to one customer would tell a report from none.
 */
const reportFields =
  /^(?:(?:Sar|SarAcknowledgement|NoReportDecision)\.|(?:Customer\.sars|AmlCase\.noReportDecisions)$)/;

/**
 * An audit record about a customer as an access to their data; null when nothing was shown, since a refusal is no access.
 *
 * @param restrictedFields `Type.field` of every policy of class restricted
 */
export function accessRecordOf(
  customerId: string,
  record: AuditRecord,
  restrictedFields: ReadonlySet<string>,
): AccessRecordRow | null {
  const shown = record.fields.filter(([, decision]) => decision !== 'deny').map(([field]) => field);
  const fields = [...new Set(shown)];
  if (fields.length === 0) return null;
  const restricted =
    record.actor.roles.some((role) => restrictedRoles.includes(role)) ||
    restrictedPurposes.includes(record.purpose) ||
    fields.some((field) => restrictedFields.has(field));
  return {
    id: record.id,
    customerId,
    at: record.recordedAt,
    role: record.actor.roles.join(', '),
    purpose: record.purpose,
    clientId: record.actor.clientId,
    actor: record.actor.id,
    fields,
    class: restricted ? 'RESTRICTED' : 'CONFIDENTIAL',
    aboutReport: fields.some((field) => reportFields.test(field)),
  };
}
