import type { Knex } from '@bankgraph/database';
import type { ErasureGround, RecordedActor } from './audit-record.js';
import type { AuditWriter } from './audit-writer.js';
import { Identities } from './identities.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';

/** Who is erased, by whom and why. */
export interface Erasure {
  /** Customer number, or whatever else stood in a request as one. */
  readonly identifier: string;
  readonly actor: RecordedActor;
  readonly ground: ErasureGround;
}

/**
 * Destroys the key of a data subject: their records stay, and nobody can tell any more whose they are. That it is done is
 * recorded first. Copies of the database still hold the key under its key-encryption key until `rotateKeys` has run.
 *
 * @param knex as the role `audit_key_keeper`
 * @returns the pseudonym, or null when the log knows nobody of this identifier, or they were erased before
 * @throws AuditUnavailable, AuditOverloaded when the record cannot be written; then nothing is erased
 * @throws KeysDoNotFit, KeyFileFault
 */
export async function eraseDataSubject(
  { knex, keys, writer }: { knex: Knex; keys: KeyEncryptionKeys; writer: Pick<AuditWriter, 'commitErasure'> },
  { identifier, actor, ground }: Erasure,
): Promise<string | null> {
  const pseudonym = await new Identities(knex, keys).pseudonymOf(identifier);
  if (pseudonym === null) return null;
  await writer.commitErasure({ pseudonym, actor, ground });
  await knex('audit.data_subject')
    .where({ pseudonym })
    .whereNull('erased_at')
    .update({
      blind_index: null,
      identity: null,
      wrapped_key: null,
      key_encryption_key: null,
      erased_at: knex.raw('clock_timestamp()'),
    });
  return pseudonym;
}
