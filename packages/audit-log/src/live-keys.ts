import type { KeyEncryptionKeys } from './key-encryption-keys.js';

/** SQL: names of the key-encryption keys that are not destroyed, the one for new keys first; null without any. */
export const liveKeyNames = `
  (select array_agg(name order by number desc) from audit.key_encryption_key where destroyed_at is null)`;

/**
 * Advisory lock (of a transaction) around who gets a pseudonym: shared by those who make one, exclusive where the list of
 * keys changes. So nobody gets a second pseudonym under a second key.
 */
export const pseudonymLock = 7_310_418_001;

/** Column of `audit.data_subject` that is found by a blind index. */
export const identityColumn = 'data_subject.identity';

/** The keys that the log's database names are not there. */
export class KeysDoNotFit extends Error {
  constructor(missing: readonly string[]) {
    super(
      missing.length === 0
        ? 'The audit log has no key-encryption key yet: prepare its database first.'
        : `The audit log's database names key-encryption keys that are not in the key file: ${missing.join(', ')}. Put the key file back that belongs to it; after an older database was restored, put back the newest copy of the tables audit.data_subject and audit.key_encryption_key (docs/operations.md).`,
    );
    this.name = 'KeysDoNotFit';
  }
}

/**
 * Checks that every key that the database names is there.
 *
 * @throws KeysDoNotFit that says what to do
 */
export async function checkKeysFit(
  keys: KeyEncryptionKeys,
  live: readonly string[] | null,
): Promise<readonly string[]> {
  const there = await keys.names();
  const missing = (live ?? []).filter((name) => !there.has(name));
  if (live === null || missing.length > 0) throw new KeysDoNotFit(missing);
  return live;
}
