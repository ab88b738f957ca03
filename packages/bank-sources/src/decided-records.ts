import type { z } from 'zod';
import { askDatabase } from './ask-database.js';
import { byCustomer, type CustomerRecords } from './customer-records.js';

/** The name by which errors call what the bank's people have decided through the graph: our own schema `decisions`. */
export const decidedSystem = 'decisions';

/**
 * What people have decided about customers, out of a view of the schema `decisions`: each row has `customer_id` and `decision_id`.
 *
 * @param schema of a row
 * @param query starts it, for these customers
 * @throws UpstreamUnavailable
 */
export async function decidedRecords<S extends z.ZodType>(
  schema: S,
  customerIds: readonly string[],
  signal: AbortSignal,
  query: () => PromiseLike<readonly unknown[]>,
): Promise<ReadonlyMap<string, CustomerRecords<z.output<S>>>> {
  const rows = await askDatabase({ system: decidedSystem, signal }, query);
  return byCustomer(decidedSystem, schema, customerIds, rows, {
    customerOf: (row: { customer_id: unknown }) => row.customer_id,
    idOf: (row: { decision_id: unknown }) => row.decision_id,
  });
}
