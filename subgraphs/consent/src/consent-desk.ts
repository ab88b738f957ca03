import type { RecordEdit } from '@bankgraph/audit-log';
import type { Consent } from './consent.js';
import type { ConsentTerms } from './consent-terms.js';

/** Somebody who changes a consent. */
export interface Doer {
  /** A customer number, a partner's client id, a staff number or the name of a system. */
  readonly id: string;
  readonly kind: 'customer' | 'partner' | 'staff' | 'system';
  /** All roles that they held, separated by commas. */
  readonly role: string;
}

/** What is asked of a consent. */
export type ConsentChange =
  | { readonly kind: 'REQUEST'; readonly terms: ConsentTerms }
  | { readonly kind: 'AUTHORISE'; readonly accountIds: readonly string[]; readonly noticeVersion: string }
  | { readonly kind: 'REJECT' | 'WITHDRAW'; readonly note: string | null }
  | { readonly kind: 'REAUTHENTICATE'; readonly noticeVersion: string }
  | { readonly kind: 'CHANGE_ACCOUNTS'; readonly add: readonly string[]; readonly remove: readonly string[] };

/** A change, of whose consent, and as it was seen. */
export interface ConsentOrder {
  readonly customerId: string;
  /** Null where a consent is asked for: it has none yet. */
  readonly consentId: string | null;
  /**
   * The version that whoever orders the change has seen; 0 where a consent is asked for. A system has seen none, and tells
   * what the customer has done elsewhere and when (ISO 8601): it means the version of then.
   */
  readonly version: number | { readonly happenedAt: string };
  readonly idempotencyKey: string;
  readonly change: ConsentChange;
}

/** Why nothing was changed. */
export type ConsentObstacle =
  /** There is none of this customer's with this id. */
  | 'none'
  /** The key has been used for something else. */
  | 'other order'
  /** It has changed since it was seen. */
  | 'other version'
  /** It is in no state for this. */
  | 'other state'
  /** Its time is over. */
  | 'over'
  /** An account is not the customer's, or none would be covered any more. */
  | 'accounts'
  /** Too many of this grantee's wait for this customer. */
  | 'too many';

/** What became of an order: the consent as it is then, whether it was changed now or was so before. */
export type ConsentOrdered =
  | { readonly consent: Consent; readonly changed: boolean }
  | { readonly obstacle: ConsentObstacle };

/** Where consents are changed. */
export interface ConsentDesk {
  /**
   * Keeps a change, its decision and its record in one transaction, once for each key of a person. Nobody can withdraw the call.
   *
   * @param holds the accounts that the customer holds
   * @throws AuditUnavailable when it cannot be recorded; then it is not kept
   */
  order(
    order: ConsentOrder,
    by: Doer,
    holds: ReadonlySet<string>,
    record: RecordEdit,
  ): Promise<ConsentOrdered>;
}
