import {
  AuditWriter,
  type ErasureGround,
  eraseDataSubject,
  keyFile,
  type Rotation,
  rotateKeys,
} from '@bankgraph/audit-log';
import { connect, type Knex, openPool } from '@bankgraph/database';
import { operator } from '../operator.js';
import { count } from './policy-words.js';
import type { Report } from './schema.js';

/** Where the keys of data subjects lie. */
export interface KeyKeeping {
  /** URL of the log's database for the role audit_key_keeper. */
  readonly auditKeyKeeper: string;
  /** File of the log's key-encryption keys. */
  readonly auditKeys: string;
  readonly json: boolean;
  /** Told how many keys of data subjects are wrapped anew, and of how many. */
  onProgress(done: number, total: number): void;
}

/** Who is erased, and why. */
export interface ErasureOptions extends KeyKeeping {
  readonly customers: readonly string[];
  readonly ground: ErasureGround;
}

/**
 * Wraps the key of every data subject anew and destroys the key-encryption key before.
 *
 * @throws RotationUnderWay, KeysDoNotFit, KeyFileFault
 */
export function rotateKeysReport(options: KeyKeeping): Promise<Report> {
  return withKeeper(options, async (knex) => {
    const rotation = await rotateKeys(knex, keyFile(options.auditKeys), options);
    const text = options.json ? JSON.stringify(rotation, null, 2) : rotationAsText(rotation);
    return { text, failed: false };
  });
}

/**
 * Erases data subjects, then rotates the keys, so that older copies of the database do not tell of them either. Somebody whom
 * the log does not know makes it fail, after the others are erased.
 *
 * @throws AuditUnavailable, AuditOverloaded, RotationUnderWay, KeysDoNotFit, KeyFileFault
 */
export function eraseReport(options: ErasureOptions): Promise<Report> {
  const { auditKeyKeeper, auditKeys, customers, ground, json } = options;
  return withKeeper(options, async (knex) => {
    const keys = keyFile(auditKeys);
    const erased: { customer: string; pseudonym: string }[] = [];
    const unknown: string[] = [];
    const pool = openPool(auditKeyKeeper, { applicationName, poolMax: 1, statementTimeoutMs: 5_000 });
    try {
      const writer = await AuditWriter.open(pool, { service: applicationName, keys });
      try {
        for (const customer of new Set(customers)) {
          const erasure = { identifier: customer, actor: operator(), ground };
          const pseudonym = await eraseDataSubject({ knex, keys, writer }, erasure);
          if (pseudonym === null) unknown.push(customer);
          else erased.push({ customer, pseudonym });
        }
      } finally {
        await writer.close();
      }
    } finally {
      await pool.end();
    }
    const rotation = erased.length > 0 ? await rotateKeys(knex, keys, options) : null;
    const text = json
      ? JSON.stringify({ erased, unknown, rotation }, null, 2)
      : [
          ...erased.map(({ customer, pseudonym }) => `${customer} is erased; records keep ${pseudonym}.`),
          ...unknown.map((customer) => `${customer}: the log knows nobody of this number. Erased before?`),
          ...(rotation === null ? [] : [rotationAsText(rotation)]),
        ].join('\n');
    return { text, failed: unknown.length > 0 };
  });
}

const applicationName = 'bankgraph audit keys';

async function withKeeper(
  { auditKeyKeeper }: KeyKeeping,
  run: (knex: Knex) => Promise<Report>,
): Promise<Report> {
  const knex = connect(auditKeyKeeper, { applicationName, poolMax: 3, statementTimeoutMs: 60_000 });
  try {
    return await run(knex);
  } finally {
    await knex.destroy();
  }
}

function rotationAsText({ key, destroyed, subjects }: Rotation): string {
  return [
    `${count(subjects, 'key')} of data subjects wrapped anew under ${key}; destroyed: ${destroyed.join(', ')}.`,
    'Now replace the copies of the key file, and of the tables audit.data_subject and audit.key_encryption_key: older',
    'ones are of no use any more, and must not be kept.',
  ].join('\n');
}
