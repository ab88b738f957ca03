import { BankgraphError } from '@bankgraph/errors';
import { z } from 'zod';

/** A database is a bank system like the others: it has this long to answer. */
const deadlineMs = 1_500;

/**
 * Runs a query against a schema of the bank's database.
 *
 * @throws UPSTREAM_UNAVAILABLE with the schema's name when it fails, is withdrawn or does not answer in time; the
 * database's own words stay in the cause
 */
export async function askDatabase<T>(
  schema: string,
  signal: AbortSignal,
  query: () => PromiseLike<T>,
): Promise<T> {
  const withdrawn = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  let withdraw: (() => void) | undefined;
  try {
    return await Promise.race([
      query(),
      new Promise<never>((_resolve, reject) => {
        withdraw = () => reject(withdrawn.reason as Error);
        if (withdrawn.aborted) withdraw();
        else withdrawn.addEventListener('abort', withdraw, { once: true });
      }),
    ]);
  } catch (cause) {
    throw new BankgraphError('UPSTREAM_UNAVAILABLE', { system: schema }, { cause });
  } finally {
    if (withdraw !== undefined) withdrawn.removeEventListener('abort', withdraw);
  }
}

/** A `timestamptz` as ISO 8601 date and time in UTC. */
export const timestamp = z.date().transform((moment) => moment.toISOString().replace('.000Z', 'Z'));

/** A `numeric`, which arrives as text, as exact decimal text. */
export const numeric = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/);
