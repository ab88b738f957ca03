import type { Knex } from '@bankgraph/database';
import type { AuditWriter } from './audit-writer.js';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';

/** What holding, releasing and erasing data subjects takes. */
export interface KeyKeeping {
  /** As the role `audit_key_keeper`. */
  readonly knex: Knex;
  readonly keys: KeyEncryptionKeys;
  /** What is done is recorded first. */
  readonly writer: Pick<AuditWriter, 'commitKeeping'>;
  /**
   * Destroys what is kept of a data subject outside of the log: called when they are erased, after that is recorded and before
   * their key is destroyed. When it fails they are not erased yet, and whoever erases them again calls it again.
   */
  readonly forget?: (identifier: string) => Promise<void>;
}

/** Advisory lock: a hold is not put on while somebody finds that there is none. */
const keepingLock = 7_310_418_003;

/** Runs with nobody else holding, releasing or erasing meanwhile. What `run` changes is committed at its end. */
export function keepingAlone<Result>(
  { knex }: Pick<KeyKeeping, 'knex'>,
  run: (transaction: Knex.Transaction) => Promise<Result>,
): Promise<Result> {
  return knex.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [keepingLock]);
    return run(transaction);
  });
}
