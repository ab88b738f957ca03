import type { FieldAccess, FieldDecision, RecordedConsent } from './audit-record.js';
import type { FieldDisclosure } from './field-disclosure.js';

/** The fields of one subject in one operation. */
export interface SubjectFields {
  readonly subject: string | null;
  readonly fields: readonly FieldAccess[];
  /** Sorted; absent when there are none. */
  readonly consents?: readonly RecordedConsent[];
}

/**
 * Joins what the parts of one operation disclosed into one list per subject: counts of the same field and
 * decision are added up. Sorted by subject (nobody first), field and decision, so equal operations give equal records.
 */
export function mergeDisclosures(parts: Iterable<readonly FieldDisclosure[]>): readonly SubjectFields[] {
  const subjects = new Map<string | null, Map<string, [string, FieldDecision, number]>>();
  const consents = new Map<string | null, Map<string, RecordedConsent>>();
  for (const part of parts) {
    for (const { subject, field, decision, count, consents: relied = [] } of part) {
      const fields = subjects.get(subject) ?? new Map<string, [string, FieldDecision, number]>();
      subjects.set(subject, fields);
      const key = `${field} ${decision}`;
      const known = fields.get(key);
      if (known === undefined) fields.set(key, [field, decision, count]);
      else known[2] += count;
      if (relied.length === 0) continue;
      const own = consents.get(subject) ?? new Map<string, RecordedConsent>();
      consents.set(subject, own);
      for (const consent of relied) own.set(JSON.stringify(consent), consent);
    }
  }
  return [...subjects]
    .sort(([one], [other]) => compareSubjects(one, other))
    .map(([subject, fields]) => ({
      subject,
      fields: inOrder(fields),
      ...(consents.has(subject) ? { consents: inOrder(consents.get(subject) ?? new Map()) } : {}),
    }));
}

function inOrder<Value>(byKey: ReadonlyMap<string, Value>): readonly Value[] {
  return [...byKey].sort(([one], [other]) => compare(one, other)).map(([, value]) => value);
}

function compareSubjects(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return compare(one, other);
}

/** By code unit, not by a locale: the order is part of the record. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
