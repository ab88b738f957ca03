import { createLoginRole, type Knex, type Migration, migrate } from '@bankgraph/database';
import { revision } from './migrations/001-revision.js';
import { use } from './migrations/002-use.js';

const migrations: readonly Migration[] = [revision, use];

/** Role of the gateway: it reads revisions, counts uses and removes old counts, and can publish nothing. */
export const operationsReaderRole = 'operations_reader';

/** Role that publishes: it adds revisions and reads what is used. */
export const operationsPublisherRole = 'operations_publisher';

/**
 * Brings the schema `operations` and its two login roles up to date. Run as the owner of the database; may be repeated.
 *
 * @throws DatabaseUnavailable
 */
export async function prepareOperations(
  owner: Knex,
  passwords: { readonly reader: string; readonly publisher: string },
): Promise<void> {
  await migrate(owner, migrations, { schema: 'operations' });
  await createLoginRole(owner, {
    role: operationsReaderRole,
    password: passwords.reader,
    grants: [
      { schema: 'operations', tables: ['revision'], privileges: ['SELECT'] },
      {
        schema: 'operations',
        tables: ['operation_use', 'field_use'],
        privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
      },
    ],
  });
  await createLoginRole(owner, {
    role: operationsPublisherRole,
    password: passwords.publisher,
    grants: [
      { schema: 'operations', tables: ['revision'], privileges: ['SELECT', 'INSERT'] },
      { schema: 'operations', tables: ['operation_use', 'field_use'], privileges: ['SELECT'] },
    ],
  });
}
