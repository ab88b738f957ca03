import type { AuditEntry, RecordedConsent, SealedRecord } from './audit-record.js';
import type { DataSubjects, Pseudonym } from './data-subjects.js';
import { seal } from './sealed-box.js';

/** Everything in an entry that says who a customer is: whose data it is, and who asks when that is a customer. */
export function identifiersOf({ subject, actor }: AuditEntry): readonly string[] {
  return [...(actor.kind === 'customer' ? [actor.id] : []), ...(subject === null ? [] : [subject])];
}

/** What the seal of a consent's id is about, so that it passes neither for an identity nor for another's consent. */
export function aboutConsent(pseudonym: string): string {
  return `${pseudonym} consent`;
}

/** What stands in records for people and what is theirs. */
export interface Seals {
  /** By identifier. */
  readonly pseudonyms: ReadonlyMap<string, Pseudonym>;
  /** By pseudonym, of those whose records have consents. */
  readonly keys: ReadonlyMap<string, Buffer>;
}

/**
 * Everything that is needed to seal the entries.
 *
 * @param identifiers of all of them
 * @throws what `DataSubjects` throws
 */
export async function sealsFor(
  entries: readonly AuditEntry[],
  identifiers: readonly string[],
  subjects: DataSubjects,
): Promise<Seals> {
  const pseudonyms = await subjects.pseudonyms(identifiers);
  const consenting = entries.flatMap(({ subject, consents }) =>
    subject === null || consents === undefined ? [] : [pseudonyms.get(subject)?.pseudonym ?? ''],
  );
  return { pseudonyms, keys: consenting.length === 0 ? new Map() : await subjects.keysOf(consenting) };
}

/** The entry with pseudonyms instead of identifiers, and consents that only the data subject's key opens. */
export function sealEntry<Entry extends AuditEntry>(
  entry: Entry,
  { pseudonyms, keys }: Seals,
): Entry & Pick<SealedRecord, 'identities'> {
  const { subject, actor, consents } = entry;
  const pseudonymOf = (identifier: string): string => {
    const found = pseudonyms.get(identifier);
    if (found === undefined) throw new Error('A data subject has no pseudonym.');
    identities.set(found.pseudonym, found.identity);
    return found.pseudonym;
  };
  const identities = new Map<string, string>();
  const sealedActor = actor.kind === 'customer' ? { ...actor, id: pseudonymOf(actor.id) } : actor;
  const sealedSubject = subject === null ? null : pseudonymOf(subject);
  return {
    ...entry,
    actor: sealedActor,
    subject: sealedSubject,
    identities: [...identities],
    ...(consents === undefined || sealedSubject === null
      ? {}
      : { consents: sealConsents(consents, sealedSubject, keys.get(sealedSubject)) }),
  };
}

function sealConsents(
  consents: readonly RecordedConsent[],
  pseudonym: string,
  key: Buffer | undefined,
): readonly RecordedConsent[] {
  if (key === undefined) throw new Error('A data subject has no key.');
  return consents.map(([id, version]) => [
    seal(key, Buffer.from(id), aboutConsent(pseudonym)).toString('base64'),
    version,
  ]);
}
