import { UpstreamUnavailable } from '@bankgraph/bank-sources';

/** What bounds a call. */
export interface CallLimits {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a query within its time. A query that was given up is ended by the server's own statement timeout.
 *
 * @param system what errors call it: the schema's name
 * @throws UpstreamUnavailable whatever the database says; its words stay in the cause
 */
export async function databaseCall<T>(system: string, query: PromiseLike<T>, limits: CallLimits): Promise<T> {
  const time = AbortSignal.timeout(limits.deadlineMs);
  const over = AbortSignal.any([limits.signal, time]);
  let giveUp: (() => void) | undefined;
  try {
    return await Promise.race([
      query,
      new Promise<never>((_resolve, reject) => {
        giveUp = () => reject(over.reason as Error);
        if (over.aborted) giveUp();
        else over.addEventListener('abort', giveUp, { once: true });
      }),
    ]);
  } catch (cause) {
    const reason = time.aborted ? 'timeout' : limits.signal.aborted ? 'cancelled' : 'unexpected';
    throw new UpstreamUnavailable(system, reason, { cause });
  } finally {
    if (giveUp !== undefined) over.removeEventListener('abort', giveUp);
  }
}
