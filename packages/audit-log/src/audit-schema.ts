import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { record } from './migrations/001-record.js';
import { chain } from './migrations/002-chain.js';

/** History of the schema `audit`, for `migrate(knex, auditMigrations, auditSchema)`. */
export const auditMigrations: readonly Migration[] = [record, chain];

/** Where the log and the list of its migrations lie. */
export const auditSchema = { schema: 'audit' } as const;

/** Role that appends to the log: INSERT and SELECT, nothing else. */
export const auditWriterRole = 'audit_writer';

/** Role that reads the log, in read-only transactions. */
export const auditReaderRole = 'audit_reader';

/**
 * Brings the schema and its two login roles up to date. Run as the owner of the database; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareAuditLog(
  owner: Knex,
  passwords: { readonly writer: string; readonly reader: string },
): Promise<void> {
  await migrate(owner, auditMigrations, auditSchema);
  const tables = ['record', 'writer'];
  await createLoginRole(owner, {
    role: auditWriterRole,
    password: passwords.writer,
    grants: [{ schema: 'audit', tables, privileges: ['INSERT', 'SELECT'] }],
  });
  await createLoginRole(owner, {
    role: auditReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [{ schema: 'audit', tables, privileges: ['SELECT'] }],
  });
}
