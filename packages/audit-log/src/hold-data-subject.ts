import type { Knex } from '@bankgraph/database';
import type { RecordedActor } from './audit-record.js';
import { destroyKey, waitingErasures } from './erase-data-subject.js';
import { Identities } from './identities.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { type KeyKeeping, keepingAlone } from './key-keeping.js';
import { holdsInForce, type LegalHold, type SubjectRow, sealReason, subjectRows } from './legal-holds.js';

/** Who is put on hold, by whom and why. */
export interface Hold {
  /** Customer number, or whatever else stood in a request as one. */
  readonly identifier: string;
  readonly actor: RecordedActor;
  /** For people. It stands in the log under the data subject's key. */
  readonly reason: string;
  /** From when on it is not in force any more; null when only a release ends it. */
  readonly until: Date | null;
}

/** A hold would have ended before it began. */
export class HoldIsOver extends Error {
  constructor() {
    super('That time is over: a hold ends in the future, or only by a release.');
    this.name = 'HoldIsOver';
  }
}

/** What came of a hold. */
export interface HoldResult {
  readonly hold: LegalHold;
  /** Whether this very hold (same reason, same end) was in force before; then nothing is recorded. */
  readonly already: boolean;
  /** Others that are in force too. Each has to end before an erasure is carried out. */
  readonly others: readonly LegalHold[];
}

/**
 * Puts a data subject on legal hold: they are not erased while it is in force. It is a record of the log and nothing else.
 *
 * @returns null when the log knows nobody of this identifier, or they were erased
 * @throws HoldIsOver; AuditUnavailable, AuditOverloaded when it cannot be recorded; then there is no hold
 * @throws KeysDoNotFit, KeyFileFault
 */
export function holdDataSubject(
  keeping: KeyKeeping,
  { identifier, actor, reason, until }: Hold,
): Promise<HoldResult | null> {
  return keepingAlone(keeping, async (transaction) => {
    const { keys, writer } = keeping;
    const row = await subjectOf(transaction, keys, identifier);
    if (row === null) return null;
    const { pseudonym } = row;
    const end = until?.toISOString() ?? null;
    const before = await holdsInForce(transaction, keys, pseudonym);
    const same = before.find((hold) => hold.reason === reason && hold.until === end);
    if (same !== undefined) {
      return { hold: same, already: true, others: before.filter(({ id }) => id !== same.id) };
    }
    if (until !== null && until <= (await databaseTime(transaction))) throw new HoldIsOver();
    const { id, recordedAt } = await writer.commitKeeping({
      kind: 'hold',
      actor,
      subject: pseudonym,
      reason: await sealReason(keys, row, reason),
      until: end,
    });
    const hold = { id, pseudonym, by: actor.id, since: recordedAt, until: end, reason };
    return { hold, already: false, others: before };
  });
}

/** Who is released, by whom and why. */
export interface Release {
  readonly identifier: string;
  readonly actor: RecordedActor;
  /** For people. It stands in the log under the data subject's key. */
  readonly reason: string;
  /** Id of the hold; only needed when several are in force. */
  readonly hold?: string;
}

/** What came of a release. */
export interface ReleaseResult {
  readonly pseudonym: string;
  /** The hold that has ended; null when there was none to end. */
  readonly released: LegalHold | null;
  /** Those that are still in force. */
  readonly others: readonly LegalHold[];
  /** Whether an erasure that waited is carried out now, waits on, or there was none. */
  readonly erasure: 'ERASED' | 'RESTRICTED' | null;
}

/**
 * Ends a hold, and carries out the erasure that has waited for it when no other is in force. With several in force and none
 * named, none is ended. When there was none, an erasure that waited for one that has lapsed is carried out all the same,
 * as it is when this was broken off before.
 *
 * @returns null when the log knows nobody of this identifier, or they were erased
 * @throws AuditUnavailable, AuditOverloaded when it cannot be recorded; then the hold is in force as before
 * @throws KeysDoNotFit, KeyFileFault
 */
export function releaseDataSubject(
  keeping: KeyKeeping,
  { identifier, actor, reason, hold }: Release,
): Promise<ReleaseResult | null> {
  return keepingAlone(keeping, async (transaction) => {
    const { keys, writer } = keeping;
    const row = await subjectOf(transaction, keys, identifier);
    if (row === null) return null;
    const { pseudonym } = row;
    const holds = await holdsInForce(transaction, keys, pseudonym);
    const meant = hold === undefined ? holds : holds.filter(({ id }) => id === hold);
    const released = meant.length === 1 ? (meant[0] ?? null) : null;
    if (released !== null) {
      await writer.commitKeeping({
        kind: 'release',
        actor,
        subject: pseudonym,
        hold: released.id,
        reason: await sealReason(keys, row, reason),
      });
    }
    const others = holds.filter((one) => one !== released);
    const waiting = (await waitingErasures(transaction)).find((one) => one.pseudonym === pseudonym);
    if (waiting === undefined) return { pseudonym, released, others, erasure: null };
    if (others.length > 0) return { pseudonym, released, others, erasure: 'RESTRICTED' };
    await destroyKey(transaction, keeping, pseudonym, actor, waiting.ground);
    return { pseudonym, released, others, erasure: 'ERASED' };
  });
}

async function subjectOf(
  transaction: Knex,
  keys: KeyEncryptionKeys,
  identifier: string,
): Promise<SubjectRow | null> {
  const pseudonym = await new Identities(transaction, keys).pseudonymOf(identifier);
  if (pseudonym === null) return null;
  return (await subjectRows(transaction, [pseudonym])).get(pseudonym) ?? null;
}

async function databaseTime(transaction: Knex): Promise<Date> {
  const { rows } = await transaction.raw<{ rows: [{ now: Date }] }>('select clock_timestamp() as now');
  return rows[0].now;
}
