import { connect, whileAvailable } from '@bankgraph/database';

/**
 * The number by which the vendor that verifies identities knows a customer.
 *
 * @param directory URL of the bank's directory, as a role that reads it
 * @throws Error when the vendor does not know the customer; DatabaseUnavailable
 */
export async function applicantOf(directory: string, customerId: string): Promise<string> {
  const knex = connect(directory, { poolMax: 1, applicationName: 'bankgraph sandbox', readOnly: true });
  try {
    const row = await whileAvailable(() =>
      knex('directory.customer_external_id')
        .where({ system: 'identity-verification', customer_id: customerId })
        .first<{ external_id: string } | undefined>('external_id'),
    );
    if (row === undefined) throw new Error(`The identity vendor does not know ${customerId}.`);
    return row.external_id;
  } finally {
    await knex.destroy();
  }
}
