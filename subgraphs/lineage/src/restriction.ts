import type { AuditRecord } from '@bankgraph/audit-log';
import type { DataClass } from './schema.generated.js';

/** What policies of rows look at in a record of the audit log. */
export interface Restriction {
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
  /^(?:(?:Sar|SarAcknowledgement|NoReportDecision)\.|(?:Customer\.sars|AmlCase\.noReportDecisions|Mutation\.(?:proposeReport|decideReport))$)/;

/**
 * Whether a record is restricted, and whether it is about a report.
 *
 * @param shown fields that were shown, as they are or masked
 * @param restrictedFields `Type.field` of every policy of class restricted
 */
export function restrictionOf(
  { actor, purpose }: Pick<AuditRecord, 'actor' | 'purpose'>,
  shown: readonly string[],
  restrictedFields: ReadonlySet<string>,
): Restriction {
  const restricted =
    actor.roles.some((role) => restrictedRoles.includes(role)) ||
    restrictedPurposes.includes(purpose) ||
    shown.some((field) => restrictedFields.has(field));
  return {
    class: restricted ? 'RESTRICTED' : 'CONFIDENTIAL',
    aboutReport: shown.some((field) => reportFields.test(field)),
  };
}

/** Fields that a record says were shown, as they are or masked, each once. */
export function shownFields({ fields }: Pick<AuditRecord, 'fields'>): readonly string[] {
  return [...new Set(fields.filter(([, decision]) => decision !== 'deny').map(([field]) => field))];
}
