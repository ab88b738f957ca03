import { createLoginRole, type Knex, type TableGrant } from '@bankgraph/database';
import { ledgerWriterGrants } from '@bankgraph/decision-ledger';
import { outboxWriterGrants } from '@bankgraph/events';

/** Role that takes events in. It adds dead letters and cannot read them. */
export const eventIntakeRole = 'event_intake';

/** Role that reads dead letters, which are personal data, takes them in again and removes them. */
export const eventKeeperRole = 'event_keeper';

const intakeGrants: readonly TableGrant[] = [
  { schema: 'events', tables: ['inbox'], privileges: ['INSERT', 'SELECT'] },
  { schema: 'events', tables: ['dead_letter'], privileges: ['INSERT'] },
  ...outboxWriterGrants,
  ...ledgerWriterGrants,
];

/**
 * Brings both login roles up to date. Run as the owner of the database, after `prepareEvents`, `prepareLedger` and
 * `prepareAuditLog`; may be repeated.
 *
 * @param registers what `endConsent` needs
 * @throws DatabaseUnavailable
 */
export async function prepareEventIntake(
  owner: Knex,
  passwords: { readonly intake: string; readonly keeper: string },
  registers: readonly TableGrant[],
): Promise<void> {
  const grants = [...intakeGrants, ...registers];
  await createLoginRole(owner, { role: eventIntakeRole, password: passwords.intake, grants });
  await createLoginRole(owner, {
    role: eventKeeperRole,
    password: passwords.keeper,
    grants: [
      ...grants,
      { schema: 'events', tables: ['dead_letter'], privileges: ['SELECT', 'DELETE'] },
      { schema: 'events', tables: ['discarded'], privileges: ['SELECT', 'INSERT'] },
    ],
  });
}
