import { createLoginRole, type Knex, type Migration, migrate, type TableGrant } from '@bankgraph/database';
import { decisionEvent } from './migrations/001-decision-event.js';
import { anchor } from './migrations/002-anchor.js';
import { access } from './migrations/003-access.js';

/** History of the schema `ledger`, for `migrate(knex, ledgerMigrations, ledgerSchema)`. */
export const ledgerMigrations: readonly Migration[] = [decisionEvent, anchor, access];

/** Where the ledger and the list of its migrations lie. */
export const ledgerSchema = { schema: 'ledger' } as const;

/** Role that reads the ledger, in read-only transactions. */
export const ledgerReaderRole = 'ledger_reader';

/** What a role needs that calls `appendDecisions`: the record of a change is in its transaction, and chained to the one before. */
export const ledgerWriterGrants: readonly TableGrant[] = [
  { schema: 'ledger', tables: ['decision_event', 'anchor'], privileges: ['INSERT', 'SELECT'] },
  { schema: 'audit', tables: ['record'], privileges: ['INSERT', 'SELECT'] },
];

/**
 * Brings the schema and its login role up to date. Run as the owner of the database; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareLedger(owner: Knex, passwords: { readonly reader: string }): Promise<void> {
  await migrate(owner, ledgerMigrations, ledgerSchema);
  await createLoginRole(owner, {
    role: ledgerReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [{ schema: 'ledger', tables: ['decision_event', 'anchor'], privileges: ['SELECT'] }],
  });
}
