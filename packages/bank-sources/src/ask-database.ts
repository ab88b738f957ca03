import { Deadline } from './deadline.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';

/** A database is a bank system like the others: it has this long to answer, in milliseconds. */
const defaultDeadlineMs = 1_500;

/** Which database is asked, and for how long. */
export interface DatabaseCall {
  /** The name used in errors: the schema's, e.g. `kyc`. */
  readonly system: string;
  /** Withdraws the call. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from the call to the answer, waiting for a connection included. Default 1500. */
  readonly deadlineMs?: number | undefined;
}

/**
 * Runs a query of one of the bank's databases within its time. A query that was given up is ended by the server's own
 * statement timeout.
 *
 * @param query starts it; anything that can be awaited, such as a Knex query
 * @throws UpstreamUnavailable when it fails, is withdrawn or does not answer in time; the database's own words stay in
 * the cause
 */
export async function askDatabase<T>(
  { system, signal, deadlineMs = defaultDeadlineMs }: DatabaseCall,
  query: () => PromiseLike<T>,
): Promise<T> {
  using deadline = new Deadline(deadlineMs, signal);
  if (deadline.ended !== undefined) throw new UpstreamUnavailable(system, deadline.ended);
  try {
    const asked = (async () => await query())();
    return await deadline.race(asked, (how) => new UpstreamUnavailable(system, how));
  } catch (cause) {
    if (cause instanceof UpstreamUnavailable) throw cause;
    throw new UpstreamUnavailable(system, 'unexpected', { cause });
  }
}
