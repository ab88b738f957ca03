import type { Knex } from '@bankgraph/database';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { checkKeysFit, identityColumn, pseudonymLock } from './live-keys.js';
import { unseal } from './sealed-box.js';

/** What was done. */
export interface Rotation {
  /** Name of the key that wraps all from now on. */
  readonly key: string;
  /** Names of the keys that are destroyed. */
  readonly destroyed: readonly string[];
  /** Data subjects whose keys were wrapped anew. */
  readonly subjects: number;
}

interface WrappedRow {
  readonly pseudonym: string;
  readonly identity: Buffer;
  readonly wrapped_key: Buffer;
  readonly key_encryption_key: string;
}

/** Advisory lock: one rotation at a time. */
const rotationLock = 7_310_418_002;

const batch = 1_000;

/** Somebody else is rotating the keys. */
export class RotationUnderWay extends Error {
  constructor() {
    super('The keys of the audit log are being rotated by somebody else. Try again when that is done.');
    this.name = 'RotationUnderWay';
  }
}

/**
 * Wraps the key of every data subject anew, under a new key-encryption key, and destroys the others, while the log is
 * written and read. What an older copy of the database holds of keys cannot be opened afterwards: that is how an erasure
 * reaches the backups. When it is stopped in between, the next rotation ends what it began.
 *
 * @param knex as the role `audit_key_keeper`
 * @throws RotationUnderWay, KeysDoNotFit, KeyFileFault, KeyRefused
 */
export async function rotateKeys(
  knex: Knex,
  keys: KeyEncryptionKeys,
  options: { onProgress?(done: number, total: number): void } = {},
): Promise<Rotation> {
  return knex.transaction(async (holding) => {
    // Of this transaction alone: when its connection ends, so does the claim.
    const { rows } = await holding.raw<{ rows: { got: boolean }[] }>(
      'select pg_try_advisory_xact_lock(?) as got',
      [rotationLock],
    );
    if (rows[0]?.got !== true) throw new RotationUnderWay();
    const live = await checkKeysFit(keys, await liveNames(holding));
    const key = await keys.create();
    await exclusively(knex, (transaction) => transaction('audit.key_encryption_key').insert({ name: key }));
    const total = await countOthers(knex, key);
    let subjects = 0;
    for (;;) {
      const done = await wrapAnew(knex, keys, key);
      subjects += done;
      options.onProgress?.(subjects, Math.max(total, subjects));
      // Keeps the connection that holds the lock from being closed for idleness.
      await holding.raw('select 1');
      if (done < batch) break;
    }
    await exclusively(knex, async (transaction) => {
      // Those that were made under an old key as this began; nobody makes any now.
      for (let done = batch; done === batch; ) {
        done = await wrapAnew(transaction, keys, key);
        subjects += done;
      }
      await transaction('audit.key_encryption_key')
        .whereIn('name', [...live])
        .update({ destroyed_at: transaction.raw('clock_timestamp()') });
    });
    const destroyed = [...(await keys.names())].filter((name) => name !== key);
    for (const name of destroyed) await keys.destroy(name);
    return { key, destroyed, subjects };
  });
}

async function wrapAnew(knex: Knex, keys: KeyEncryptionKeys, name: string): Promise<number> {
  const rows = await knex('audit.data_subject')
    .select<WrappedRow[]>('pseudonym', 'identity', 'wrapped_key', 'key_encryption_key')
    .whereNull('erased_at')
    .where('key_encryption_key', '<>', name)
    .limit(batch);
  if (rows.length === 0) return 0;
  const wrapped = await Promise.all(
    rows.map(async ({ pseudonym, identity, wrapped_key, key_encryption_key }) => {
      const key = await keys.unwrap(key_encryption_key, wrapped_key, pseudonym);
      const identifier = unseal(key, identity, pseudonym).toString();
      const [again, blindIndex] = await Promise.all([
        keys.wrap(name, key, pseudonym),
        keys.blindIndex(name, identityColumn, identifier),
      ]);
      return { pseudonym, again, blindIndex };
    }),
  );
  await knex.raw(
    `update audit.data_subject as d
     set wrapped_key = given.wrapped, blind_index = given.blind_index, key_encryption_key = ?
     from unnest(?::uuid[], ?::bytea[], ?::bytea[]) as given (pseudonym, wrapped, blind_index)
     where d.pseudonym = given.pseudonym and d.erased_at is null`,
    [
      name,
      wrapped.map(({ pseudonym }) => pseudonym),
      wrapped.map(({ again }) => again),
      wrapped.map(({ blindIndex }) => blindIndex),
    ],
  );
  return rows.length;
}

function exclusively<Result>(
  knex: Knex,
  run: (transaction: Knex.Transaction) => PromiseLike<Result>,
): Promise<Result> {
  return knex.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [pseudonymLock]);
    return run(transaction);
  });
}

function liveNames(knex: Knex): Promise<string[]> {
  return knex('audit.key_encryption_key')
    .whereNull('destroyed_at')
    .orderBy('number', 'desc')
    .pluck<string[]>('name');
}

async function countOthers(knex: Knex, name: string): Promise<number> {
  const [counted] = await knex('audit.data_subject')
    .whereNull('erased_at')
    .where('key_encryption_key', '<>', name)
    .count<{ count: number }[]>('*');
  return Number(counted?.count);
}
