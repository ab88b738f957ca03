import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { ledgerWriterGrants } from '@bankgraph/decision-ledger';
import { eventsMigrations, eventsSchema, outboxWriterGrants } from '@bankgraph/events';
import { decision } from './migrations/001-decision.js';

/** History of the schema `decisions`, for `migrate(knex, decisionsMigrations, decisionsSchema)`. */
export const decisionsMigrations: readonly Migration[] = [decision];

/** Where decisions and the list of their migrations lie. */
export const decisionsSchema = { schema: 'decisions' } as const;

/** Role that adds decisions, answers, tries to send them, and the records of that, and reads them: INSERT and SELECT, nothing else. */
export const decisionsWriterRole = 'decisions_writer';

/** Role that reads what is in force, in read-only transactions. */
export const decisionsReaderRole = 'decisions_reader';

/**
 * Brings the schema and its two login roles up to date. Run as the owner of the database, after `prepareAuditLog` and
 * `prepareLedger`; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareDecisions(
  owner: Knex,
  passwords: { readonly writer: string; readonly reader: string },
): Promise<void> {
  // Decisions are told of through the outbox, which has to be there before somebody may add to it.
  await migrate(owner, eventsMigrations, eventsSchema);
  await migrate(owner, decisionsMigrations, decisionsSchema);
  await createLoginRole(owner, {
    role: decisionsWriterRole,
    password: passwords.writer,
    grants: [
      {
        schema: 'decisions',
        tables: ['decision', 'answer', 'sending', 'sending_attempt'],
        privileges: ['INSERT', 'SELECT'],
      },
      { schema: 'decisions', tables: ['decision_state'], privileges: ['SELECT'] },
      ...ledgerWriterGrants,
      ...outboxWriterGrants,
    ],
  });
  await createLoginRole(owner, {
    role: decisionsReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [
      {
        schema: 'decisions',
        tables: ['restriction_in_force', 'override_in_force', 'kyc_review_latest', 'fraud_resolution'],
        privileges: ['SELECT'],
      },
    ],
  });
}
