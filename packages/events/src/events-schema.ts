import { createLoginRole, type Knex, type Migration, migrate, type TableGrant } from '@bankgraph/database';
import { outbox } from './migrations/001-outbox.js';
import { inbox } from './migrations/002-inbox.js';
import { overtaken } from './migrations/003-overtaken.js';
import { discarded } from './migrations/004-discarded.js';

/** History of the schema `events`, for `migrate(knex, eventsMigrations, eventsSchema)`. */
export const eventsMigrations: readonly Migration[] = [outbox, inbox, overtaken, discarded];

/** Where events and the list of their migrations lie. */
export const eventsSchema = { schema: 'events' } as const;

/** Role that publishes what is in the outbox and takes it away. */
export const eventsRelayRole = 'events_relay';

/** What a role needs that calls `addToOutbox`: it adds, and does not read what others have added. */
export const outboxWriterGrants: readonly TableGrant[] = [
  { schema: 'events', tables: ['outbox'], privileges: ['INSERT'] },
];

/**
 * Brings the schema and its login role up to date. Run as the owner of the database, before roles are given
 * `outboxWriterGrants`; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareEvents(owner: Knex, passwords: { readonly relay: string }): Promise<void> {
  await migrate(owner, eventsMigrations, eventsSchema);
  await createLoginRole(owner, {
    role: eventsRelayRole,
    password: passwords.relay,
    grants: [{ schema: 'events', tables: ['outbox'], privileges: ['SELECT', 'DELETE'] }],
  });
}
