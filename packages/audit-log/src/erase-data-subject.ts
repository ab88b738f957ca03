import type { Knex } from '@bankgraph/database';
import type { ErasureGround, RecordedActor } from './audit-record.js';
import { Identities } from './identities.js';
import { type KeyKeeping, keepingAlone } from './key-keeping.js';
import { holdsInForce, identifierOf, type LegalHold, subjectRows } from './legal-holds.js';

/** Who is erased, by whom and why. */
export interface Erasure {
  /** Customer number, or whatever else stood in a request as one. */
  readonly identifier: string;
  readonly actor: RecordedActor;
  readonly ground: ErasureGround;
}

/** What came of an erasure. */
export interface ErasureResult {
  /** Whether the key is destroyed, or waits for legal holds and nobody reads of them meanwhile. */
  readonly verdict: 'ERASED' | 'RESTRICTED';
  readonly pseudonym: string;
  /** What stands in the way; empty when erased. */
  readonly holds: readonly LegalHold[];
}

/**
 * Destroys the key of a data subject: their records stay, and nobody can tell any more whose they are. With a legal hold in
 * force their key is kept and only the key keeper finds and reads what is theirs (GDPR, Article 18), until `eraseReleased` or
 * `releaseDataSubject` carries the erasure out. What is done is recorded first. Copies of the database still hold the
 * key under its key-encryption key until `rotateKeys` has run.
 *
 * @returns null when the log knows nobody of this identifier, or they were erased before
 * @throws AuditUnavailable, AuditOverloaded when the record cannot be written; then nothing is changed
 * @throws KeysDoNotFit, KeyFileFault
 */
export function eraseDataSubject(
  keeping: KeyKeeping,
  { identifier, actor, ground }: Erasure,
): Promise<ErasureResult | null> {
  return keepingAlone(keeping, async (transaction) => {
    const pseudonym = await new Identities(transaction, keeping.keys).pseudonymOf(identifier);
    if (pseudonym === null) return null;
    const holds = await holdsInForce(transaction, keeping.keys, pseudonym);
    if (holds.length > 0) {
      await restrict(transaction, keeping, pseudonym, actor, ground);
      return { verdict: 'RESTRICTED', pseudonym, holds };
    }
    await destroyKey(transaction, keeping, pseudonym, actor, ground);
    return { verdict: 'ERASED', pseudonym, holds };
  });
}

/** An erasure that waits for legal holds. */
export interface WaitingErasure {
  readonly pseudonym: string;
  readonly ground: ErasureGround;
  /** When it was asked for, by the database's clock. */
  readonly since: Date;
}

/** The erasures that wait for legal holds, or whose holds have ended and nobody has carried them out yet. */
export async function waitingErasures(knex: Knex): Promise<readonly WaitingErasure[]> {
  return knex('audit.data_subject')
    .select<WaitingErasure[]>('pseudonym', 'erasure_ground as ground', 'restricted_at as since')
    .whereNotNull('restricted_at')
    .orderBy('restricted_at');
}

/**
 * Carries out the erasures that have waited for legal holds of which none is in force any more.
 *
 * @returns pseudonyms
 * @throws as `eraseDataSubject`
 */
export function eraseReleased(keeping: KeyKeeping, actor: RecordedActor): Promise<readonly string[]> {
  return keepingAlone(keeping, async (transaction) => {
    const erased: string[] = [];
    for (const { pseudonym, ground } of await waitingErasures(transaction)) {
      if ((await holdsInForce(transaction, keeping.keys, pseudonym)).length > 0) continue;
      await destroyKey(transaction, keeping, pseudonym, actor, ground);
      erased.push(pseudonym);
    }
    return erased;
  });
}

/** Nothing, when it is so already. */
async function restrict(
  transaction: Knex,
  { writer }: KeyKeeping,
  pseudonym: string,
  actor: RecordedActor,
  ground: ErasureGround,
): Promise<void> {
  const row = transaction('audit.data_subject').where({ pseudonym }).whereNull('restricted_at');
  if ((await row.clone().first('pseudonym')) === undefined) return;
  await writer.commitKeeping({ kind: 'restriction', actor, subject: pseudonym, ground });
  await row.update({ restricted_at: transaction.raw('clock_timestamp()'), erasure_ground: ground });
}

/** @throws AuditUnavailable, AuditOverloaded, and what `forget` throws; then the key is still there */
export async function destroyKey(
  transaction: Knex,
  { writer, keys, forget }: KeyKeeping,
  pseudonym: string,
  actor: RecordedActor,
  ground: ErasureGround,
): Promise<void> {
  await writer.commitKeeping({ kind: 'erasure', actor, subject: pseudonym, ground });
  const row = (await subjectRows(transaction, [pseudonym])).get(pseudonym);
  if (row !== undefined) await forget?.(await identifierOf(keys, row));
  await transaction('audit.data_subject')
    .where({ pseudonym })
    .whereNull('erased_at')
    .update({
      blind_index: null,
      identity: null,
      wrapped_key: null,
      key_encryption_key: null,
      restricted_at: null,
      erasure_ground: null,
      erased_at: transaction.raw('clock_timestamp()'),
    });
}
