import type { AuditRecord } from '@bankgraph/audit-log';
import { type Restriction, restrictionOf, shownFields } from './restriction.js';

/** An access as the graph shows it, and what policies look at. */
export interface AccessRecordRow extends Restriction {
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
}

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
  const fields = shownFields(record);
  if (fields.length === 0) return null;
  return {
    id: record.id,
    customerId,
    at: record.recordedAt,
    role: record.actor.roles.join(', '),
    purpose: record.purpose,
    clientId: record.actor.clientId,
    actor: record.actor.id,
    fields,
    ...restrictionOf(record, fields, restrictedFields),
  };
}
