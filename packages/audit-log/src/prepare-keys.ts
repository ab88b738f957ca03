import type { Knex } from '@bankgraph/database';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { checkKeysFit, pseudonymLock } from './live-keys.js';

/**
 * Makes the log's first key-encryption key, unless it has one; then checks that the keys are there that the log names. Run
 * as a role that may write the list of keys.
 *
 * @throws KeysDoNotFit, KeyFileFault
 */
export async function prepareKeys(knex: Knex, keys: KeyEncryptionKeys): Promise<void> {
  await knex.transaction(async (transaction) => {
    await transaction.raw('select pg_advisory_xact_lock(?)', [pseudonymLock]);
    const live = await transaction('audit.key_encryption_key')
      .whereNull('destroyed_at')
      .orderBy('number', 'desc')
      .pluck<string[]>('name');
    if (live.length > 0) await checkKeysFit(keys, live);
    else await transaction('audit.key_encryption_key').insert({ name: await keys.create() });
  });
}
