import type { RecordEdit } from '@bankgraph/audit-log';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRequest } from './access-request.js';
import type { AccessGrantStatus } from './schema.generated.js';

/** What became of a request. */
export type Requested =
  | { readonly outcome: 'new' | 'known'; readonly grant: AccessGrant }
  /** The key has been used for something else. */
  | { readonly outcome: 'other request' }
  /** Break-glass whose review is overdue: there is no other before it. */
  | { readonly outcome: 'review overdue' }
  /** They have asked so often that others must decide, or they withdraw, first. */
  | { readonly outcome: 'too many' };

/** What became of an event: the grant as it is then. */
export type Appended =
  | { readonly outcome: 'appended'; readonly grant: AccessGrant }
  /** Something else happened to the grant meanwhile; read it again. */
  | { readonly outcome: 'overtaken' }
  /** The database's own refusal of a maker who is the checker. */
  | { readonly outcome: 'four eyes' }
  /** Whoever asked for this break-glass has not had another one reviewed: it is not approved before that. */
  | { readonly outcome: 'review overdue' };

/**
 * Is given a grant as soon as a change of it is kept for good: once for each change, and also when the answer was given
 * up on meanwhile.
 */
export type OnKept = (grant: AccessGrant) => void;

/** What goes with keeping a change. */
export interface Keeping {
  /** Puts the change on record, in the transaction that keeps it. */
  readonly record: RecordEdit;
  readonly onKept: OnKept;
}

/** Where grants are kept. */
export interface AccessRegister {
  /**
   * All that wait for a decision or, approved, for a review (an export is not reviewed: its audit entry is), however old; the newest of the others, and the newest that
   * this person has asked for. The newest first.
   */
  list(
    asked: { readonly status: AccessGrantStatus | null; readonly staff: string },
    signal: AbortSignal,
  ): Promise<readonly AccessGrant[]>;
  /** Null when there is none. */
  byId(id: string, signal: AbortSignal): Promise<AccessGrant | null>;
  /**
   * Keeps a request, once for each key of a person. Nobody can withdraw the call: what is kept is told.
   *
   * @throws AuditUnavailable when it cannot be recorded; then it is not kept
   */
  request(request: AccessRequest, by: Doer, keeping: Keeping): Promise<Requested>;
  /** Keeps what becomes of a grant, unless something else has happened to it since it was read. Not withdrawn either. */
  append(event: AccessEvent, grant: AccessGrant, by: Doer, keeping: Keeping): Promise<Appended>;
}
