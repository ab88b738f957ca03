import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from '@bankgraph/database';
import type { KeyEncryptionKeys } from './key-encryption-keys.js';
import { ensureKeyFile, keyFile } from './key-file.js';
import { prepareKeys } from './prepare-keys.js';

/** A key file of a test's own, and the log's first key in it. */
export async function testKeys(owner: Knex): Promise<{ keys: KeyEncryptionKeys; file: string }> {
  const file = join(await mkdtemp(join(tmpdir(), 'bankgraph-keys-')), 'audit-keys.json');
  await ensureKeyFile(file);
  const keys = keyFile(file);
  await prepareKeys(owner, keys);
  return { keys, file };
}
