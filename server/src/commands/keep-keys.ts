import { AuditWriter, type KeyKeeping, keyFile } from '@bankgraph/audit-log';
import { connect, openPool } from '@bankgraph/database';

/** Where the keys of data subjects lie. */
export interface KeyKeeper {
  /** URL of the log's database for the role audit_key_keeper. */
  readonly auditKeyKeeper: string;
  /** File of the log's key-encryption keys. */
  readonly auditKeys: string;
  readonly json: boolean;
  /** Told how many keys of data subjects are wrapped anew, and of how many. */
  onProgress(done: number, total: number): void;
}

const applicationName = 'bankgraph audit keys';

/** Runs as the key keeper, without putting anything on record. */
export async function asKeyKeeper<Result>(
  { auditKeyKeeper, auditKeys }: Pick<KeyKeeper, 'auditKeyKeeper' | 'auditKeys'>,
  run: (keeper: Omit<KeyKeeping, 'writer'>) => Promise<Result>,
): Promise<Result> {
  const knex = connect(auditKeyKeeper, { applicationName, poolMax: 3, statementTimeoutMs: 60_000 });
  try {
    return await run({ knex, keys: keyFile(auditKeys) });
  } finally {
    await knex.destroy();
  }
}

/**
 * Runs with a writer of the log, so that what is done can be recorded first.
 *
 * @throws AuditUnavailable, KeysDoNotFit, KeyFileFault
 */
export async function recordingKeys<Result>(
  { auditKeyKeeper }: Pick<KeyKeeper, 'auditKeyKeeper'>,
  { knex, keys }: Omit<KeyKeeping, 'writer'>,
  run: (keeping: Omit<KeyKeeping, 'forget'>) => Promise<Result>,
): Promise<Result> {
  const pool = openPool(auditKeyKeeper, { applicationName, poolMax: 1, statementTimeoutMs: 5_000 });
  try {
    const writer = await AuditWriter.open(pool, { service: applicationName, keys });
    try {
      return await run({ knex, keys, writer });
    } finally {
      await writer.close();
    }
  } finally {
    await pool.end();
  }
}
