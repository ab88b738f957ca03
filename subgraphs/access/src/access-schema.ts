import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { ledgerWriterGrants } from '@bankgraph/decision-ledger';
import { outboxWriterGrants } from '@bankgraph/events';
import { grant } from './migrations/001-grant.js';
import { lapse } from './migrations/002-lapse.js';
import { exportKind } from './migrations/003-export.js';

/** History of the schema `access`, for `migrate(knex, accessMigrations, accessSchema)`. */
export const accessMigrations: readonly Migration[] = [grant, lapse, exportKind];

/** Where grants and the list of their migrations lie. */
export const accessSchema = { schema: 'access' } as const;

/** Role that adds grants, what becomes of them, its decisions and their records, and reads them: INSERT and SELECT, nothing else. */
export const accessWriterRole = 'access_writer';

/** Role that reads who has what access to whom now, in read-only transactions, and neither reasons nor notes. */
export const accessReaderRole = 'access_reader';

/**
 * Brings the schema and its two login roles up to date. Run as the owner of the database, after `prepareAuditLog`,
 * `prepareLedger` and `prepareEvents`; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareAccess(
  owner: Knex,
  passwords: { readonly writer: string; readonly reader: string },
): Promise<void> {
  await migrate(owner, accessMigrations, accessSchema);
  await createLoginRole(owner, {
    role: accessWriterRole,
    password: passwords.writer,
    grants: [
      { schema: 'access', tables: ['grant', 'grant_event'], privileges: ['INSERT', 'SELECT'] },
      { schema: 'access', tables: ['grant_state'], privileges: ['SELECT'] },
      ...ledgerWriterGrants,
      ...outboxWriterGrants,
    ],
  });
  await createLoginRole(owner, {
    role: accessReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [{ schema: 'access', tables: ['open_grant'], privileges: ['SELECT'] }],
  });
}
