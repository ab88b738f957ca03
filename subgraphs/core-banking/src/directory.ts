import type { CustomerSearch } from './customer-search.js';

/** A customer as the bank's directory knows them. */
export interface DirectoryCustomer {
  readonly id: string;
  /** Name by which the bank addresses the customer. */
  readonly name: string;
  /** ISO 8601 calendar date; null for an organisation. UK Open Banking has none (OBParty2). */
  readonly dateOfBirth: string | null;
}

/** The customer's number in another system. */
export interface ExternalId {
  readonly system: string;
  readonly externalId: string;
}

/** A holder of an account. */
export interface AccountHolder {
  readonly customerId: string;
  readonly role: 'PRINCIPAL' | 'JOINT_HOLDER' | 'SIGNATORY' | 'GUARDIAN' | null;
  /** Null when the directory has no such customer. */
  readonly name: string | null;
}

/** What a restriction keeps the customer from. */
export const restrictionScopes = ['ALL_SERVICES', 'OUTGOING_PAYMENTS', 'ONLINE_ACCESS'] as const;

/** A restriction on service, worded alike whatever is behind it. */
export interface Restriction {
  readonly reason: 'UNDER_REVIEW';
  readonly scope: (typeof restrictionScopes)[number] | null;
  /** RFC 3339. */
  readonly since: string;
}

/** The most customers that one search looks at; a search that finds more should say more. */
export const searchBound = 1_000;

/**
 * The directory of all customers. Everything is asked in batches: one statement each, answers by key, keys without
 * an answer left out. All methods reject with UPSTREAM_UNAVAILABLE when the database does not answer in time.
 */
export interface CustomerDirectory {
  customers(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, DirectoryCustomer>>;
  /** The customer of that very number first, then by number; one more than `searchBound` at most, which tells that there are more. */
  search(search: CustomerSearch, signal?: AbortSignal): Promise<readonly DirectoryCustomer[]>;
  externalIds(
    customerIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly ExternalId[]>>;
  /** The principal first. */
  holders(
    accountIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly AccountHolder[]>>;
  /** Those in force now, the oldest first. */
  restrictions(
    customerIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly Restriction[]>>;
}
