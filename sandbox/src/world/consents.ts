/** States of an account-access consent, ISO 20022 style. */
export type ConsentStatus = 'AWAU' | 'AUTH' | 'RJCT' | 'CANC' | 'EXPD';

/** A consent, to a partner's account access or to a purpose; record shape after ISO/IEC TS 27560. */
export interface Consent {
  /** `CON-<customer number>-<ordinal>`. */
  readonly id: string;
  readonly kind: 'ACCOUNT_ACCESS' | 'PURPOSE';
  readonly status: ConsentStatus;
  /** W3C DPV purpose term. */
  readonly purpose: string;
  readonly lawfulBasis: 'Consent' | 'Contract' | 'LegalObligation' | 'LegitimateInterest';
  readonly permissions: readonly string[];
  readonly grantedAt: string | null;
  readonly expiresAt: string | null;
  readonly transactionsFrom: string | null;
  readonly transactionsTo: string | null;
  /** A partner's client id, or `bank`. */
  readonly grantee: string;
  readonly noticeVersion: string;
  readonly accounts: readonly { readonly accountId: string; readonly removedAt: string | null }[];
  /** Oldest first. */
  readonly events: readonly {
    /** `CE-<customer number>-<consent ordinal>-<ordinal>`. */
    readonly id: string;
    readonly status: ConsentStatus;
    readonly at: string;
    readonly actor: string;
    readonly note: string | null;
  }[];
}
