import type { Query } from './system-url.js';
import type { UpstreamUnavailable } from './upstream-unavailable.js';

/** Header names and values. */
export type Headers = Readonly<Record<string, string>>;

/** What `authorize` may decide on. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  /** The path with its query, as it will be sent. */
  readonly path: string;
  /** Whom the call is about or for, as given in the call's options (e.g. the customer number). */
  readonly onBehalfOf: string | undefined;
}

/** One finished call, for metrics and tests. Holds no path, since paths carry customers' ids. */
export interface FinishedCall {
  readonly system: string;
  readonly method: 'GET' | 'POST';
  readonly outcome: 'answered' | 'absent' | UpstreamUnavailable['reason'];
  /** Requests that were sent: 0 when refused on our side, 2 after a retry. */
  readonly attempts: number;
  readonly durationMs: number;
}

export interface BankSystemOptions {
  /** The name used in errors and metrics, e.g. `core-banking`. */
  readonly name: string;
  /** Origin and base path that every request stays under. */
  readonly baseUrl: string | URL;
  /** Only GET may leave, whatever the code asks for. */
  readonly readOnly: boolean;
  /** Sent with every request. */
  readonly headers?: Headers;
  /** Headers for one request (a token for its customer, say); they win over `headers`. */
  readonly authorize?: (request: OutgoingRequest) => Headers | Promise<Headers>;
  /** Milliseconds from the call to the parsed answer: queue, connect, headers, body and retry. Default 1500. */
  readonly deadlineMs?: number;
  /** Largest answer accepted, in bytes. Default 5 MiB. */
  readonly maxBodyBytes?: number;
  /** Calls at the same time. Default 20. */
  readonly concurrency?: number;
  /** Calls that may wait for their turn. Default 200. */
  readonly queue?: number;
  /** Open after so many failures in a row (default 5); try again after so many milliseconds (default 5000). */
  readonly breaker?: { readonly failures?: number; readonly restMs?: number };
  /** Retries of idempotent reads as a share of calls (default 0.1), and how many up front (default 3). */
  readonly retries?: { readonly ratio?: number; readonly reserve?: number };
  /** Called after every call. Must not throw. */
  readonly onCall?: (call: FinishedCall) => void;
}

export interface CallOptions {
  readonly query?: Query;
  readonly headers?: Headers;
  readonly onBehalfOf?: string;
  /** Withdraws the call. */
  readonly signal?: AbortSignal;
  /** A shorter deadline than the system's own, in milliseconds; a longer one is cut to it. */
  readonly deadlineMs?: number;
}

export interface GetOptions extends CallOptions {
  /** Answer null instead of failing when the system says 404. */
  readonly absentOn404?: boolean;
  /** Redirects to follow inside the same system (merged ids, for example). Default 0. */
  readonly redirects?: number;
}

export interface PostOptions extends CallOptions {
  /** The POST is a query and changes nothing (batch match, profile search): it may be retried like a GET. */
  readonly isRead?: boolean;
}
