import { BankgraphError } from '@bankgraph/errors';

/**
 * Why a bank system gave no usable answer. Internal: for logs, metrics and tests, never for a client.
 *
 * - `timeout` the call's deadline passed (connecting, waiting for headers or reading the body)
 * - `refused` no connection could be made
 * - `reset` the connection broke before the answer was complete
 * - `status` the system answered with an unexpected HTTP status
 * - `denied` 401 or 403: the system does not accept our credentials or permissions
 * - `breaker-open` the system failed repeatedly and is being left alone for a while
 * - `overloaded` too many calls to this system are already waiting on our side
 * - `too-large` the answer exceeds the limit set for this system
 * - `wrong-content-type` the answer is not JSON by its own declaration
 * - `bad-json` the answer does not parse
 * - `cancelled` our caller withdrew the call
 * - `unexpected` anything else; see `cause`
 */
export type UnavailableReason =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'status'
  | 'denied'
  | 'breaker-open'
  | 'overloaded'
  | 'too-large'
  | 'wrong-content-type'
  | 'bad-json'
  | 'cancelled'
  | 'unexpected';

/**
 * A bank system could not be asked, or its answer could not be used as a whole.
 *
 * `code`, `message` (the catalogue's) and `details.system` may be shown; `reason`, `upstreamStatus` and `cause` are for us. They are not
 * enumerable, so that spreading or serialising the error cannot carry them to a client.
 */
export class UpstreamUnavailable extends BankgraphError {
  override readonly name = 'UpstreamUnavailable';
  readonly system: string;
  declare readonly reason: UnavailableReason;
  /** The HTTP status that the system answered with, if it did. */
  declare readonly upstreamStatus: number | undefined;

  constructor(
    system: string,
    reason: UnavailableReason,
    detail: { upstreamStatus?: number; cause?: unknown } = {},
  ) {
    super('UPSTREAM_UNAVAILABLE', { system }, { cause: detail.cause });
    this.system = system;
    Object.defineProperty(this, 'reason', { value: reason, enumerable: false });
    Object.defineProperty(this, 'upstreamStatus', { value: detail.upstreamStatus, enumerable: false });
  }
}
