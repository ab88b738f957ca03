import { type Knex, whileAvailable } from '@bankgraph/database';

/** The customer number by the number that a system has; null when nobody is known by it. @throws DatabaseUnavailable */
export type FindCustomer = (system: string, externalId: string) => Promise<string | null>;

/**
 * Finds customers in the bank's directory. A system that has no numbers of its own there uses the bank's.
 *
 * @param directory the bank's database as a role that reads the schema `directory`
 */
export function findCustomerIn(directory: Knex): FindCustomer {
  return (system, externalId) =>
    whileAvailable(async () => {
      const own = await directory('directory.customer_external_id')
        .where({ system, external_id: externalId })
        .first<{ customer_id: string } | undefined>('customer_id');
      if (own !== undefined) return own.customer_id;
      const numbered = await directory('directory.customer_external_id').where({ system }).first('system');
      if (numbered !== undefined) return null;
      const customer = await directory('directory.customer')
        .where({ customer_id: externalId })
        .first<{ customer_id: string } | undefined>('customer_id');
      return customer?.customer_id ?? null;
    });
}
