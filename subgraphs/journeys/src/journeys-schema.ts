import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { journey } from './migrations/001-journey.js';

/** History of the schema `journeys`, for `migrate(knex, journeysMigrations, journeysSchema)`. */
export const journeysMigrations: readonly Migration[] = [journey];

/** Where journeys and the list of their migrations lie. */
export const journeysSchema = { schema: 'journeys' } as const;

/** Role that adds journeys, what becomes of them and the records of that, and reads them: INSERT and SELECT, nothing else. */
export const journeysWriterRole = 'journeys_writer';

/**
 * Brings the schema and its login role up to date. Run as the owner of the database, after `prepareAuditLog`; may be
 * repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareJourneys(owner: Knex, passwords: { readonly writer: string }): Promise<void> {
  await migrate(owner, journeysMigrations, journeysSchema);
  await createLoginRole(owner, {
    role: journeysWriterRole,
    password: passwords.writer,
    grants: [
      { schema: 'journeys', tables: ['journey', 'journey_event'], privileges: ['INSERT', 'SELECT'] },
      // The record of a change is in its transaction, and chained to the one before.
      { schema: 'audit', tables: ['record'], privileges: ['INSERT', 'SELECT'] },
    ],
  });
}
