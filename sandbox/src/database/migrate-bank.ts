import { createLoginRole, type Knex, migrate } from '@bankgraph/database';
import { bankSchemas } from './bank-schemas.js';

/**
 * Creates the schemas of the bank's database and, for each, the login role that may only read it.
 * @param knex connected to the database `bank` as its owner.
 * @throws DatabaseUnavailable
 */
export async function migrateBank(knex: Knex, { readerPassword }: { readerPassword: string }): Promise<void> {
  for (const { schema, reader, migrations } of bankSchemas) {
    await migrate(knex, migrations, { schema });
    await createLoginRole(knex, {
      role: reader,
      password: readerPassword,
      readOnly: true,
      grants: [{ schema, tables: '*', privileges: ['SELECT'] }],
    });
  }
}
