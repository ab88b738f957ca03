/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Country of ISO 3166-1 alpha-2. */
  CountryCode: { input: string; output: string; }
  /** Currency of ISO 4217, three capital letters. */
  CurrencyCode: { input: string; output: string; }
  /** Calendar date of ISO 8601. Reduced precision (the year alone) where a policy shows only the year. */
  Date: { input: string; output: string; }
  /** Date and time with offset, RFC 3339. */
  DateTime: { input: string; output: string; }
  /** Decimal number as text, exact to the last digit: never a float. Example: "1234.50". */
  Decimal: { input: string; output: string; }
};

/** Which journey is ended. */
export type AbandonJourneyInput = {
  /** The channel in which this happens. Not needed where the client's token names it, and no other than that one. */
  readonly channel?: InputMaybe<Channel>;
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Identifier of the journey. */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same change: sent again, it answers with the same journey. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The version of the journey that the caller has seen. When something else has happened meanwhile, nothing is changed. */
  readonly version: Scalars['Int']['input'];
};

/** What access is asked for. */
export type AccessGrantKind =
  /** A member of staff needs a customer who is not theirs, now. Never opens restricted data, nor a wall. */
  | 'BREAK_GLASS'
  /** A member of staff who may see restricted decisions about a customer needs to take them out of the graph, as a case file. Opens nothing to those who may not see them. Asked for and decided by those who are cleared for restricted data, and shown to nobody else. */
  | 'EXPORT'
  /** A member of staff needs to see a customer's account and card numbers with less masking. */
  | 'UNMASKING';

/** Where a grant stands. */
export type AccessGrantStatus =
  /** Ended before its time was up, or withdrawn. */
  | 'ENDED'
  /** Its time is up, or nobody has decided within 24 hours. */
  | 'EXPIRED'
  /** Approved, not ended, and its time is not up: the only status in which anything is open. */
  | 'OPEN'
  /** Refused. */
  | 'REFUSED'
  /** Asked for less than 24 hours ago; nobody has decided yet. */
  | 'REQUESTED'
  /** Over, and reviewed. */
  | 'REVIEWED';

/** What a review comes to. */
export type AccessVerdict =
  | 'JUSTIFIED'
  | 'NOT_JUSTIFIED';

/** Kind of account number (UK Open Banking OBInternalAccountIdentification4Code). */
export type AccountIdentificationScheme =
  | 'BBAN'
  | 'IBAN'
  | 'OTHER'
  | 'PAN'
  | 'PAYM'
  | 'SORT_CODE_ACCOUNT_NUMBER'
  | 'WALLET';

/** Status of an account (UK Open Banking OBInternalAccountStatus1Code). */
export type AccountStatus =
  | 'Deleted'
  | 'Disabled'
  | 'Enabled'
  | 'Pending'
  | 'ProForma';

/** Type of account (ISO 20022 ExternalCashAccountType1Code). */
export type AccountTypeCode =
  | 'CACC'
  | 'CARD'
  | 'CASH'
  | 'CHAR'
  | 'CISH'
  | 'COMM'
  | 'CPAC'
  | 'EMON'
  | 'LLSV'
  | 'LOAN'
  | 'MGLD'
  | 'MOMA'
  | 'MORT'
  | 'NFCA'
  | 'NREX'
  | 'ODFT'
  | 'ONDP'
  | 'OTHR'
  | 'PPAC'
  | 'SACC'
  | 'SLRY'
  | 'SVGS'
  | 'TAXE'
  | 'TRAN'
  | 'TRAS'
  | 'VACC';

/** Kind of address (ISO 20022 AddressType). */
export type AddressType =
  | 'ADDR'
  | 'BIZZ'
  | 'CORR'
  | 'DLVY'
  | 'HOME'
  | 'MLTO'
  | 'PBOX'
  | 'STAT';

/** Kind of agent. */
export type AgentType =
  | 'HUMAN'
  | 'MODEL'
  | 'SYSTEM';

/** What a case came to. */
export type AmlCaseOutcome =
  | 'CONFIRMED_RISK'
  | 'FALSE_POSITIVE'
  | 'UNSET'
  | 'VALUABLE_ALERT';

/** State of a case. */
export type AmlCaseStatus =
  | 'CLOSED'
  | 'INVESTIGATING'
  | 'PENDING'
  | 'SNOOZED';

/** What a policy made of a field. */
export type AuditDecision =
  | 'ALLOW'
  | 'DENY'
  | 'MASK';

/** Which entries of the audit log to show: those to which everything applies that is given. */
export type AuditEntryFilter = {
  /** Who asked: the number of a member of staff, a customer or a client. */
  readonly actor?: InputMaybe<Scalars['String']['input']>;
  /** Customer whose data was asked for. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Field that was shown, masked or refused, as `Type.field`. */
  readonly field?: InputMaybe<Scalars['String']['input']>;
  /** Recorded at this time or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Declared purpose, a W3C DPV term. */
  readonly purpose?: InputMaybe<Scalars['String']['input']>;
  /** What the client was told as x-request-id. */
  readonly requestId?: InputMaybe<Scalars['String']['input']>;
  /** A role of who asked. */
  readonly role?: InputMaybe<Scalars['String']['input']>;
  /** Recorded before this time. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What an entry of the audit log is about. */
export type AuditEntryKind =
  /** An operation that was answered or refused. */
  | 'ACCESS'
  /** A change, recorded in the change's own transaction. */
  | 'EDIT';

/** How an operation ended for the caller. */
export type AuditOutcome =
  | 'ANSWERED'
  | 'FAILED'
  | 'REFUSED';

/** Type of balance (ISO 20022 ExternalBalanceType1Code). */
export type BalanceType =
  | 'CLAV'
  | 'CLBD'
  | 'FWAV'
  | 'INFO'
  | 'ITAV'
  | 'ITBD'
  | 'OPAV'
  | 'OPBD'
  | 'PRCD'
  | 'XPCD';

/** Depth of customer due diligence. */
export type CddLevel =
  | 'ENHANCED'
  | 'SIMPLIFIED'
  | 'STANDARD';

/** Channel of a contact. */
export type Channel =
  | 'BRANCH'
  | 'CALL_CENTRE'
  | 'MOBILE'
  | 'ONLINE';

/** Kind of consent. */
export type ConsentKind =
  /** A third party may read accounts (UK Open Banking account access consent). */
  | 'ACCOUNT_ACCESS'
  /** The bank may process data for a purpose. */
  | 'PURPOSE';

/** State of a consent (UK Open Banking OBExternalConsentStatus, ISO 20022). */
export type ConsentStatus =
  /** Authorised. */
  | 'AUTH'
  /** Awaiting authorisation. */
  | 'AWAU'
  /** Cancelled. */
  | 'CANC'
  /** Expired. */
  | 'EXPD'
  /** Rejected. */
  | 'RJCT';

/** How a journey goes on. */
export type ContinueJourneyInput = {
  /** The channel in which this happens. Not needed where the client's token names it, and no other than that one. */
  readonly channel?: InputMaybe<Channel>;
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** The channel in which it is to go on. */
  readonly handOverTo?: InputMaybe<Channel>;
  /** Identifier of the journey. */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same change: sent again, it answers with the same journey. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The step that is done: the first of those that are pending. */
  readonly step?: InputMaybe<JourneyStep>;
  /** The version of the journey that the caller has seen. When something else has happened meanwhile, nothing is changed. */
  readonly version: Scalars['Int']['input'];
};

/** Credit or debit (ISO 20022 CreditDebitCode). */
export type CreditDebitCode =
  | 'Credit'
  | 'Debit';

/** Class of data. */
export type DataClass =
  | 'CONFIDENTIAL'
  | 'INTERNAL'
  | 'PUBLIC'
  | 'RESTRICTED';

/** Part of the bank whose decision it is. */
export type DecisionDomain =
  | 'AML'
  | 'CONSENT'
  | 'CORE_BANKING'
  | 'FRAUD'
  | 'KYC'
  | 'SEGMENTS';

/** Kind of fraud signal. */
export type FraudSignalKind =
  | 'BIOMETRIC'
  | 'DEVICE'
  | 'IP'
  | 'VELOCITY';

/** Kind of identity document. */
export type IdDocumentType =
  | 'DRIVERS'
  | 'ID_CARD'
  | 'PASSPORT'
  | 'RESIDENCE_PERMIT';

/** Who did it. */
export type JourneyActor =
  /** The customer. */
  | 'CUSTOMER'
  /** A member of staff, on behalf of the customer. */
  | 'STAFF';

/** What happened in a journey. */
export type JourneyEventKind =
  | 'ABANDONED'
  | 'COMPLETED'
  /** It is to go on in another channel. */
  | 'HANDED_OVER'
  | 'STARTED'
  /** A step was done. */
  | 'STEP_DONE';

/** What a journey is for. */
export type JourneyKind =
  /** The customer has moved. */
  | 'ADDRESS_CHANGE'
  /** A document has run out or will, and has to be replaced. */
  | 'DOCUMENT_RENEWAL'
  /** Somebody becomes a customer. */
  | 'ONBOARDING'
  /** A payment failed, is held, or went wrong. */
  | 'PAYMENT_PROBLEM';

/** Where a journey stands. */
export type JourneyStatus =
  /** Ended before its last step. */
  | 'ABANDONED'
  /** All steps are done. */
  | 'COMPLETED'
  /** Steps are pending. */
  | 'OPEN';

/** A step of a journey. Which steps a kind has, and in which order, is fixed. */
export type JourneyStep =
  /** The bank has opened the account. */
  | 'ACCOUNT_OPENED'
  /** The bank has confirmed the address. */
  | 'ADDRESS_CONFIRMED'
  /** The customer has given their details. */
  | 'DETAILS_GIVEN'
  /** The customer has handed in a document. */
  | 'DOCUMENT_PROVIDED'
  /** The bank has checked who the customer is. */
  | 'IDENTITY_CHECKED'
  /** The customer has said where they live now. */
  | 'NEW_ADDRESS_GIVEN'
  /** The customer has heard of the outcome and has no more questions. */
  | 'OUTCOME_CONFIRMED'
  /** It is known which payment it is about. */
  | 'PAYMENT_IDENTIFIED'
  /** The bank has sent or returned the payment. */
  | 'PAYMENT_SETTLED'
  /** The customer has told of the problem. */
  | 'PROBLEM_REPORTED'
  /** The customer has handed in a proof of address. */
  | 'PROOF_PROVIDED'
  /** The bank has taken it over into its records. */
  | 'RECORD_UPDATED'
  /** The customer has agreed to the terms. */
  | 'TERMS_ACCEPTED';

/** State of customer due diligence. */
export type KycStatus =
  | 'APPROVED'
  | 'NEW'
  | 'PROCESSING'
  | 'REJECTED';

/** Lawful basis of processing (W3C DPV). */
export type LawfulBasis =
  | 'Consent'
  | 'Contract'
  | 'LegalObligation'
  | 'LegitimateInterest'
  | 'PublicInterest';

/** Status of a loan. */
export type LoanStatus =
  | 'ACTIVE'
  | 'APPROVED'
  | 'CLOSED'
  | 'OVERPAID'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'WITHDRAWN';

/** Status of a standing order or direct debit mandate. */
export type MandateStatus =
  | 'ACTIVE'
  | 'INACTIVE';

/** State of a model version. */
export type ModelStatus =
  | 'DEVELOPMENT'
  | 'IN_USE'
  | 'RETIRED'
  | 'VALIDATED';

/** Role of a party on an account. */
export type PartyRoleCode =
  | 'GUARDIAN'
  | 'JOINT_HOLDER'
  | 'PRINCIPAL'
  | 'SIGNATORY';

/** Legal form of a party (UK Open Banking OBExternalPartyType1Code). */
export type PartyType =
  | 'DELEGATE'
  | 'JOINT'
  | 'SOLE';

/** What is predicted. */
export type PredictionKind =
  | 'CHURN'
  | 'DEFAULT'
  | 'RISING_RISK';

/** What somebody asks for. */
export type RequestAccessInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same request: sent again, it answers with the same grant. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Kind of access. */
  readonly kind: AccessGrantKind;
  /** For how many minutes from the approval on: 1 to 60 for BREAK_GLASS and EXPORT, 1 to 480 for UNMASKING. */
  readonly minutes: Scalars['Int']['input'];
  /** Why, in 20 to 1,000 characters, for those who decide and review. Say nothing here that they may not know. */
  readonly reason: Scalars['String']['input'];
};

/** Why a service is restricted. There is one neutral reason. */
export type RestrictionReason =
  | 'UNDER_REVIEW';

/** What is restricted. */
export type RestrictionScope =
  | 'ALL_SERVICES'
  | 'ONLINE_ACCESS'
  | 'OUTGOING_PAYMENTS';

/** What the engine advises: not only to block. */
export type RiskAction =
  | 'ALLOW'
  | 'BLOCK'
  | 'HOLD'
  | 'MONITOR'
  | 'OUTREACH'
  | 'STEP_UP';

/** Band of customer risk. */
export type RiskBand =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM'
  | 'PROHIBITED';

/** State of a report. */
export type SarStatus =
  | 'ACKNOWLEDGED'
  | 'DRAFT'
  | 'FILED'
  | 'REJECTED';

/** How a match was judged. */
export type ScreeningMatchStatus =
  | 'CONFIRMED_HIT'
  | 'NO_HIT'
  | 'PENDING'
  | 'SKIPPED';

/** State of a screening. */
export type ScreeningStatus =
  | 'CLEAR'
  | 'HIT'
  | 'IN_REVIEW';

/** What a segment is for. */
export type SegmentCategory =
  | 'MARKETING'
  | 'RISK';

/** What is started. */
export type StartJourneyInput = {
  /** The channel in which this happens. Not needed where the client's token names it, and no other than that one. */
  readonly channel?: InputMaybe<Channel>;
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same change: sent again, it answers with the same journey. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What it is for. */
  readonly kind: JourneyKind;
};

/** Kind of statement. */
export type StatementType =
  | 'AccountClosure'
  | 'AccountOpening'
  | 'Annual'
  | 'Interim'
  | 'RegularPeriodic';

/** How a customer is asked to prove more. */
export type StepUpMethod =
  | 'BIOMETRIC'
  | 'CALL_BACK'
  | 'DOCUMENT'
  | 'OTP'
  | 'PUSH';

/** What a step-up came to. */
export type StepUpResult =
  | 'ABANDONED'
  | 'FAILED'
  | 'PASSED'
  | 'PENDING';

/** Kind of timeline entry. */
export type TimelineEntryKind =
  | 'CONTACT'
  | 'DECISION';

/** Status of a transaction (ISO 20022 ExternalEntryStatus1Code). */
export type TransactionStatus =
  | 'BOOK'
  | 'FUTR'
  | 'INFO'
  | 'PDNG'
  | 'RJCT';

/** Answer of the identity verification vendor. */
export type VerificationAnswer =
  | 'GREEN'
  | 'RED';

/** Whether a failed verification may be tried again. */
export type VerificationRejectType =
  | 'FINAL'
  | 'RETRY';

export type CustomerOverviewQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type CustomerOverviewQuery = { readonly customer: { readonly id: string, readonly name: string | null, readonly accounts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly product: string | null, readonly nickname: string | null, readonly status: AccountStatus | null, readonly balances: ReadonlyArray<{ readonly type: BalanceType | null, readonly creditDebit: CreditDebitCode | null, readonly amount: { readonly amount: string, readonly currency: string } | null }> | null }> } | null, readonly kyc: { readonly status: KycStatus | null, readonly nextReviewAt: string | null } | null, readonly restrictions: ReadonlyArray<{ readonly reason: RestrictionReason | null, readonly scope: RestrictionScope | null, readonly since: string | null }> | null, readonly consents: ReadonlyArray<{ readonly id: string, readonly kind: ConsentKind | null, readonly status: ConsentStatus | null, readonly purpose: string | null, readonly grantee: string | null, readonly expiresAt: string | null }> | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CustomerOverviewDocument = new TypedDocumentString(`
    query CustomerOverview($id: ID!) {
  customer(id: $id) {
    id
    name
    accounts(first: 10) {
      totalCount
      nodes {
        id
        product
        nickname
        status
        balances {
          type
          amount {
            amount
            currency
          }
          creditDebit
        }
      }
    }
    kyc {
      status
      nextReviewAt
    }
    restrictions {
      reason
      scope
      since
    }
    consents {
      id
      kind
      status
      purpose
      grantee
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerOverviewQuery, CustomerOverviewQueryVariables>;