import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { record } from './migrations/001-record.js';
import { chain } from './migrations/002-chain.js';
import { tree } from './migrations/003-tree.js';
import { dataSubject } from './migrations/004-data-subject.js';
import { consent } from './migrations/005-consent.js';
import { legalHold } from './migrations/006-legal-hold.js';
import { edit } from './migrations/007-edit.js';

/** History of the schema `audit`, for `migrate(knex, auditMigrations, auditSchema)`. */
export const auditMigrations: readonly Migration[] = [
  record,
  chain,
  tree,
  dataSubject,
  consent,
  legalHold,
  edit,
];

/** Where the log and the list of its migrations lie. */
export const auditSchema = { schema: 'audit' } as const;

/** Role that appends to the log: INSERT and SELECT, nothing else. */
export const auditWriterRole = 'audit_writer';

/** Role that takes records into the tree and signs checkpoints: it cannot write a record. */
export const auditIntegratorRole = 'audit_integrator';

/** Role that signs checkpoints of another's: it sees no record. */
export const auditWitnessRole = 'audit_witness';

/** Role that rotates keys, holds and erases data subjects, records that it does, and reads of those whose erasure waits. */
export const auditKeyKeeperRole = 'audit_key_keeper';

/** Role that reads the log, in read-only transactions. */
export const auditReaderRole = 'audit_reader';

/**
 * Brings the schema and its login roles up to date. Run as the owner of the database; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareAuditLog(
  owner: Knex,
  passwords: {
    readonly writer: string;
    readonly reader: string;
    readonly integrator: string;
    readonly witness: string;
    readonly keyKeeper: string;
  },
): Promise<void> {
  await migrate(owner, auditMigrations, auditSchema);
  const tables = ['record', 'writer'];
  const keyTables = ['data_subject', 'key_encryption_key'];
  const restricted = { schema: 'audit', tables: ['restricted_subject'], privileges: ['SELECT'] } as const;
  const treeTables = ['tree_entry', 'tile', 'checkpoint', 'cosignature', 'lease'];
  await createLoginRole(owner, {
    role: auditWriterRole,
    password: passwords.writer,
    grants: [
      { schema: 'audit', tables: [...tables, 'data_subject'], privileges: ['INSERT', 'SELECT'] },
      // The tree too, so that the gateway can tell when it does not grow.
      { schema: 'audit', tables: ['key_encryption_key', 'tree_entry', 'checkpoint'], privileges: ['SELECT'] },
    ],
  });
  await createLoginRole(owner, {
    role: auditReaderRole,
    password: passwords.reader,
    readOnly: true,
    grants: [
      { schema: 'audit', tables: [...tables, ...treeTables, ...keyTables], privileges: ['SELECT'] },
      restricted,
    ],
  });
  await createLoginRole(owner, {
    role: auditIntegratorRole,
    password: passwords.integrator,
    grants: [
      { schema: 'audit', tables, privileges: ['SELECT'] },
      { schema: 'audit', tables: ['tree_entry', 'checkpoint'], privileges: ['SELECT', 'INSERT'] },
      { schema: 'audit', tables: ['tile', 'lease'], privileges: ['SELECT', 'INSERT', 'UPDATE'] },
    ],
  });
  await createLoginRole(owner, {
    role: auditWitnessRole,
    password: passwords.witness,
    grants: [
      { schema: 'audit', tables: ['tile', 'checkpoint'], privileges: ['SELECT'] },
      { schema: 'audit', tables: ['cosignature'], privileges: ['SELECT', 'INSERT'] },
    ],
  });
  await createLoginRole(owner, {
    role: auditKeyKeeperRole,
    password: passwords.keyKeeper,
    grants: [
      { schema: 'audit', tables, privileges: ['INSERT', 'SELECT'] },
      { schema: 'audit', tables: keyTables, privileges: ['INSERT', 'SELECT', 'UPDATE'] },
      restricted,
    ],
  });
}
