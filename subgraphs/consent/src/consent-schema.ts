import { createLoginRole, type Knex, type Migration, migrate, type TableGrant } from '@bankgraph/database';
import { ledgerWriterGrants } from '@bankgraph/decision-ledger';
import { outboxWriterGrants } from '@bankgraph/events';
import { consent } from './migrations/001-consent.js';
import { expiry } from './migrations/002-expiry.js';

/** History of the schema `consent`, for `migrate(knex, consentMigrations, consentSchema)`. */
export const consentMigrations: readonly Migration[] = [consent, expiry];

/** Where consents and the list of their migrations lie. */
export const consentSchema = { schema: 'consent' } as const;

/** Role that keeps consents, what becomes of them, its decisions and their records, and reads them. It deletes nothing. */
export const consentWriterRole = 'consent_writer';

/** Role that reads, in read-only transactions, which consents stand and what they cover, and not what became of them. */
export const consentReaderRole = 'consent_reader';

/** What a role needs that calls `orderConsent`. Triggers say which columns may change, and how. */
export const consentWriterGrants: readonly TableGrant[] = [
  { schema: 'consent', tables: ['consent', 'consent_account'], privileges: ['INSERT', 'SELECT', 'UPDATE'] },
  {
    schema: 'consent',
    tables: ['consent_event', 'notice_shown', 'command'],
    privileges: ['INSERT', 'SELECT'],
  },
  ...ledgerWriterGrants,
  ...outboxWriterGrants,
];

/**
 * Brings the schema and its two login roles up to date. Run as the owner of the database, after `prepareAuditLog`,
 * `prepareLedger` and `prepareEvents`; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareConsent(
  owner: Knex,
  passwords: { readonly writer: string; readonly reader: string },
): Promise<void> {
  await migrate(owner, consentMigrations, consentSchema);
  await createLoginRole(owner, {
    role: consentWriterRole,
    password: passwords.writer,
    grants: consentWriterGrants,
  });
  await createLoginRole(owner, {
    role: consentReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [{ schema: 'consent', tables: ['consent', 'consent_account'], privileges: ['SELECT'] }],
  });
}
