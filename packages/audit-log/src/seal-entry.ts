import type { AuditEntry, SealedRecord } from './audit-record.js';
import type { Pseudonym } from './data-subjects.js';

/** Everything in an entry that says who a customer is: whose data it is, and who asks when that is a customer. */
export function identifiersOf({ subject, actor }: AuditEntry): readonly string[] {
  return [...(actor.kind === 'customer' ? [actor.id] : []), ...(subject === null ? [] : [subject])];
}

/** The entry with pseudonyms instead of identifiers. */
export function sealEntry<Entry extends AuditEntry>(
  entry: Entry,
  pseudonyms: ReadonlyMap<string, Pseudonym>,
): Entry & Pick<SealedRecord, 'identities'> {
  const { subject, actor } = entry;
  const pseudonymOf = (identifier: string): string => {
    const found = pseudonyms.get(identifier);
    if (found === undefined) throw new Error('A data subject has no pseudonym.');
    identities.set(found.pseudonym, found.identity);
    return found.pseudonym;
  };
  const identities = new Map<string, string>();
  const sealedActor = actor.kind === 'customer' ? { ...actor, id: pseudonymOf(actor.id) } : actor;
  const sealedSubject = subject === null ? null : pseudonymOf(subject);
  return { ...entry, actor: sealedActor, subject: sealedSubject, identities: [...identities] };
}
