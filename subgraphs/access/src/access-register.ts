import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRequest } from './access-request.js';
import type { AccessGrantStatus } from './schema.generated.js';

/** What became of a request. */
export type Requested =
  | { readonly outcome: 'new' | 'known'; readonly grant: AccessGrant }
  /** The key has been used for something else. */
  | { readonly outcome: 'other request' }
  /** Break-glass whose review is overdue: there is no other before it. */
  | { readonly outcome: 'review overdue' };

/** What became of an event: the grant as it is then. */
export type Appended =
  | { readonly outcome: 'appended'; readonly grant: AccessGrant }
  /** Something else happened to the grant meanwhile; read it again. */
  | { readonly outcome: 'overtaken' }
  /** The database's own refusal of a maker who is the checker. */
  | { readonly outcome: 'four eyes' };

/** Where grants are kept. */
export interface AccessRegister {
  /** The newest of all, and the newest that this person has asked for, the newest first. */
  newest(
    asked: { readonly status: AccessGrantStatus | null; readonly staff: string },
    signal: AbortSignal,
  ): Promise<readonly AccessGrant[]>;
  /** Null when there is none. */
  byId(id: string, signal: AbortSignal): Promise<AccessGrant | null>;
  /** Keeps a request, once for each key of a person. */
  request(request: AccessRequest, by: Doer, signal: AbortSignal): Promise<Requested>;
  /** Keeps what becomes of a grant, unless something else has happened to it since it was read. */
  append(event: AccessEvent, grant: AccessGrant, by: Doer, signal: AbortSignal): Promise<Appended>;
}
