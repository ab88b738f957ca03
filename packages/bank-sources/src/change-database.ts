import { BankgraphError } from '@bankgraph/errors';
import { askDatabase, type DatabaseCall } from './ask-database.js';

/**
 * Makes a change in a database of ours, within its time as a database is asked. What else takes part in the change's
 * transaction, such as the audit log, fails with an error of its own: that is not the fault of this database.
 *
 * @param call without a signal: what was begun is not withdrawn when nobody waits for it any more
 * @throws UpstreamUnavailable when the database fails or does not answer in time
 * @throws BankgraphError of what took part
 */
export async function changeDatabase<T>(
  call: Omit<DatabaseCall, 'signal'>,
  change: () => PromiseLike<T>,
): Promise<T> {
  try {
    return await askDatabase(call, change);
  } catch (error) {
    throw error instanceof Error && error.cause instanceof BankgraphError ? error.cause : error;
  }
}
