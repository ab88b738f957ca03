import type { Knex } from '@bankgraph/database';
import type { HoldRecord, ReleaseRecord } from './audit-record.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { decodeLeaf } from './leaf.js';
import { seal, unseal } from './sealed-box.js';

/** A legal hold that is in force. */
export interface LegalHold {
  /** Id of its record. */
  readonly id: string;
  readonly pseudonym: string;
  /** Who put it on. */
  readonly by: string;
  /** ISO 8601, by the clock of whoever did. */
  readonly since: string;
  /** ISO 8601: it is in force before then; null when only a release ends it. */
  readonly until: string | null;
  /** What it is for. */
  readonly reason: string;
}

/** What of `audit.data_subject` opens what is a data subject's. */
export interface SubjectRow {
  readonly pseudonym: string;
  readonly identity: Buffer;
  readonly wrapped_key: Buffer;
  readonly key_encryption_key: string;
}

const subjectColumns = ['pseudonym', 'identity', 'wrapped_key', 'key_encryption_key'] as const;

/** What the seal of a reason is about, so that it passes neither for an identity nor for a consent. */
const aboutReason = (pseudonym: string): string => `${pseudonym} hold`;

interface Row {
  readonly subject: string;
  readonly leaf: Buffer;
  readonly now: Date;
}

/**
 * The holds in force, the oldest first: those of the log that no later record releases, and whose time is not up by the
 * database's clock.
 *
 * @param knex as the role `audit_key_keeper`
 * @param pseudonym of everybody when not given
 * @throws KeyMissing, KeyRefused, KeyFileFault
 */
export async function holdsInForce(
  knex: Knex,
  keys: KeyEncryptionKeys,
  pseudonym?: string,
): Promise<readonly LegalHold[]> {
  const asked = knex('audit.record')
    .select<Row[]>('subject', 'leaf', knex.raw('clock_timestamp() as now'))
    .whereIn('kind', ['hold', 'release'])
    .orderBy('id');
  if (pseudonym !== undefined) asked.where({ subject: pseudonym });
  const rows = await asked;
  const records = rows.map(({ leaf }) => decodeLeaf(leaf) as HoldRecord | ReleaseRecord);
  const released = new Set(records.flatMap((record) => (record.kind === 'release' ? [record.hold] : [])));
  const inForce = records.filter(
    (record, index): record is HoldRecord =>
      record.kind === 'hold' &&
      !released.has(record.id) &&
      (record.until === null || new Date(record.until) > (rows[index] as Row).now),
  );
  const subjects = await subjectRows(
    knex,
    inForce.map(({ subject }) => subject),
  );
  const holds: LegalHold[] = [];
  for (const { id, subject, actor, recordedAt, until, reason } of inForce) {
    const row = subjects.get(subject);
    // Erased all the same, by a version or a hand that knew of no holds: nothing is left to hold.
    if (row === undefined) continue;
    const told = await openReason(keys, row, reason);
    holds.push({ id, pseudonym: subject, by: actor.id, since: recordedAt, until, reason: told });
  }
  return holds;
}

/** Of those who are not erased, by pseudonym. */
export async function subjectRows(
  knex: Knex,
  pseudonyms: readonly string[],
): Promise<ReadonlyMap<string, SubjectRow>> {
  const rows = await knex('audit.data_subject')
    .select<SubjectRow[]>(...subjectColumns)
    .whereRaw('pseudonym = any (?::uuid[])', [[...new Set(pseudonyms)]])
    .whereNull('erased_at');
  return new Map(rows.map((row) => [row.pseudonym, row]));
}

/** The reason of a hold or a release as it stands in the log: it may say whose it is, so it is erased with them. */
export async function sealReason(keys: KeyEncryptionKeys, row: SubjectRow, reason: string): Promise<string> {
  const key = await keys.unwrap(row.key_encryption_key, row.wrapped_key, row.pseudonym);
  return seal(key, Buffer.from(reason), aboutReason(row.pseudonym)).toString('base64');
}

async function openReason(keys: KeyEncryptionKeys, row: SubjectRow, sealed: string): Promise<string> {
  const key = await keys.unwrap(row.key_encryption_key, row.wrapped_key, row.pseudonym);
  return unseal(key, Buffer.from(sealed, 'base64'), aboutReason(row.pseudonym)).toString();
}

/** Whom a pseudonym stands for. */
export async function identifierOf(keys: KeyEncryptionKeys, row: SubjectRow): Promise<string> {
  const key = await keys.unwrap(row.key_encryption_key, row.wrapped_key, row.pseudonym);
  return unseal(key, row.identity, row.pseudonym).toString();
}
