import type { CustomerRecords } from '@bankgraph/bank-sources';
import type { ConsentStatus } from './consent-life-cycle.js';

/** Kinds of consent: a third party may read accounts, or the bank may process data for a purpose. */
export const consentKinds = ['ACCOUNT_ACCESS', 'PURPOSE'] as const;

/** Lawful bases that the bank uses, as W3C DPV terms (GDPR article 6(1)). */
export const lawfulBases = [
  'Consent',
  'Contract',
  'LegalObligation',
  'LegitimateInterest',
  'PublicInterest',
] as const;

/** One step in the life of a consent. */
export interface ConsentEvent {
  /** State after it. */
  readonly status: ConsentStatus;
  /** The version that it made. */
  readonly version: number;
  /** ISO 8601 date and time. */
  readonly at: string;
  readonly actor: string;
  readonly note: string | null;
  /** The customer for whom a member of staff acted; null when nobody acted for another. */
  readonly onBehalfOf: string | null;
  /** The notice that the consent is under from this step on; null where it stays as it was. */
  readonly noticeVersion: string | null;
}

/** A consent as recorded, in the shape of ISO/IEC TS 27560. Times are ISO 8601 in UTC. */
export interface Consent {
  readonly id: string;
  readonly kind: (typeof consentKinds)[number];
  /** As recorded; what holds now is told by `statusAt`. */
  readonly status: ConsentStatus;
  /** W3C DPV term. */
  readonly purpose: string;
  readonly lawfulBasis: (typeof lawfulBases)[number];
  /** UK Open Banking permissions. */
  readonly permissions: readonly string[];
  /** Accounts covered now: one that was removed is not, and the others stay. */
  readonly accountIds: readonly string[];
  /** Every account that it covers or has covered: from when to when, the end not included; null: still. */
  readonly coverage: readonly {
    readonly accountId: string;
    readonly addedAt: string;
    readonly removedAt: string | null;
  }[];
  readonly grantedAt: string | null;
  readonly expiresAt: string | null;
  readonly transactionsFrom: string | null;
  readonly transactionsTo: string | null;
  /** A client id, or `bank`. */
  readonly grantee: string;
  readonly noticeVersion: string;
  /** How many steps it has had: whoever changes it says which one they have seen. */
  readonly version: number;
  /** The oldest first. */
  readonly history: readonly ConsentEvent[];
}

/** Where consents are read. */
export interface ConsentRegister {
  /** All consents of each customer, the newest first: one statement, however many customers are asked for. */
  consents(
    customerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, CustomerRecords<Consent>>>;
}

/** Newest first, by when it was given or, before that, asked for. */
export function newestFirst(one: Consent, other: Consent): number {
  return begun(other) - begun(one) || other.id.localeCompare(one.id);
}

function begun({ grantedAt, history }: Consent): number {
  const moment = grantedAt ?? history[0]?.at;
  return moment === undefined ? Number.NEGATIVE_INFINITY : Date.parse(moment);
}
