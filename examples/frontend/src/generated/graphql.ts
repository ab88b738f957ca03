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
  /** True: only accesses to restricted data, or in a role or for a purpose that is itself restricted. False: only others. */
  readonly restricted?: InputMaybe<Scalars['Boolean']['input']>;
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

/** Whom a case is given to. */
export type CaseAssignmentInput = {
  /** Number of the member of staff. */
  readonly assignee: Scalars['ID']['input'];
  /** The case in case management. */
  readonly caseId: Scalars['ID']['input'];
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** What a case came to. */
export type CaseDispositionInput = {
  /** The case in case management. */
  readonly caseId: Scalars['ID']['input'];
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What it came to. */
  readonly outcome: CaseDispositionOutcome;
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** What a case comes to. */
export type CaseDispositionOutcome =
  | 'CONFIRMED_RISK'
  | 'FALSE_POSITIVE'
  | 'VALUABLE_ALERT';

/** A case for the level above. */
export type CaseEscalationInput = {
  /** The case in case management. */
  readonly caseId: Scalars['ID']['input'];
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** A note on a case. */
export type CaseNoteInput = {
  /** The case in case management. */
  readonly caseId: Scalars['ID']['input'];
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** The note, in 1 to 1,900 characters, for those on the case. */
  readonly note: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

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
  /** Access that a second person has to give: break-glass, unmasking, export. */
  | 'ACCESS'
  | 'AML'
  | 'CONSENT'
  | 'CORE_BANKING'
  | 'FRAUD'
  | 'KYC'
  | 'SEGMENTS';

/** Which decisions to show: those to which everything applies that is given. */
export type DecisionFilter = {
  /** Who decided: systems, models or people. */
  readonly actorTypes?: InputMaybe<ReadonlyArray<AgentType>>;
  /** What was decided, for example HIGH. */
  readonly decisions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Parts of the bank whose decision it is. */
  readonly domains?: InputMaybe<ReadonlyArray<DecisionDomain>>;
  /** Happened at this time or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Kinds of decision, for example kyc.risk-rating. */
  readonly kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Recorded by then: what the bank knew. */
  readonly knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Rule or model that was followed. */
  readonly planId?: InputMaybe<Scalars['ID']['input']>;
  /** Version of the rule or model. */
  readonly planVersion?: InputMaybe<Scalars['String']['input']>;
  /** Happened before this time. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Order of decisions by the time at which they happened. */
export type DecisionOrder =
  | 'NEWEST_FIRST'
  | 'OLDEST_FIRST';

/** A document that the customer is asked for. */
export type DocumentRequestInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Kind of document. */
  readonly document: IdDocumentType;
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What the customer may be told, 500 characters at most. It never hints at a suspicion, a report or an investigation. */
  readonly reasonForCustomer?: InputMaybe<Scalars['String']['input']>;
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** Evidence by reference: where it is and what it was when it was used, never its content. */
export type EvidenceRefInput = {
  /** State of which time was used. */
  readonly asOf: Scalars['DateTime']['input'];
  /** Identifier in that system. */
  readonly externalId: Scalars['String']['input'];
  /** SHA-256 of what was used, hexadecimal. */
  readonly hash: Scalars['String']['input'];
  /** System that has it. */
  readonly system: Scalars['String']['input'];
};

/** What a risk decision came to. */
export type FraudResolutionOutcome =
  | 'CONFIRMED_FRAUD'
  | 'NO_ACTION'
  | 'RELEASED';

/** Kind of fraud signal. */
export type FraudSignalKind =
  | 'BIOMETRIC'
  | 'DEVICE'
  | 'IP'
  | 'VELOCITY';

/** What is decided. */
export type HumanDecisionKind =
  | 'CASE_ASSIGNMENT'
  | 'CASE_DISPOSITION'
  | 'CASE_ESCALATION'
  | 'CASE_NOTE'
  | 'DOCUMENT_REQUEST'
  | 'KYC_REVIEW'
  | 'OUTREACH'
  /** Needs a second person. */
  | 'REPORT'
  | 'RISK_RESOLUTION'
  /** Needs a second person. */
  | 'SEGMENT_OVERRIDE'
  | 'SERVICE_RESTRICTION'
  | 'STEP_UP';

/** Where a decision stands. */
export type HumanDecisionStatus =
  /** A second person has agreed. */
  | 'APPROVED'
  /** Nobody has decided within 72 hours. */
  | 'LAPSED'
  /** Decided by the one person whom it needs. */
  | 'MADE'
  /** Waits for a second person. */
  | 'PROPOSED'
  /** A second person has refused. */
  | 'REFUSED'
  /** Taken back by whoever proposed it. */
  | 'WITHDRAWN';

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

/** What a review of a customer came to. The two reasons are kept apart. */
export type KycReviewInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What it came to. */
  readonly outcome: KycReviewOutcome;
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What the customer may be told, 500 characters at most. It never hints at a suspicion, a report or an investigation. */
  readonly reasonForCustomer?: InputMaybe<Scalars['String']['input']>;
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** What a review of a customer comes to. */
export type KycReviewOutcome =
  | 'APPROVED'
  | 'REJECTED';

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

/** What can be wrong with a decision in the ledger. */
export type LedgerFaultKind =
  /** What a record of the audit log anchors is not what it was written for. */
  | 'ANCHOR'
  /** It does not say any more what it said when it was appended. */
  | 'CHANGED'
  /** It was appended and is not there any more. */
  | 'DELETED'
  /** It is there and was never appended. */
  | 'INSERTED';

/** Which way to follow the chain of decisions. */
export type LineageDirection =
  /** Both. */
  | 'BOTH'
  /** What led to the decision. */
  | 'CAUSES'
  /** What came of it. */
  | 'CONSEQUENCES';

/** Relation of one decision to an earlier one (W3C PROV). */
export type LineageRelation =
  /** The earlier one led to it (prov:wasInformedBy). */
  | 'WAS_INFORMED_BY'
  /** It replaces the earlier one (prov:wasRevisionOf). */
  | 'WAS_REVISION_OF';

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

/** What came of reaching out. */
export type OutreachInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** What came of it. */
  readonly outcome: OutreachOutcome;
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What the customer may be told, 500 characters at most. It never hints at a suspicion, a report or an investigation. */
  readonly reasonForCustomer?: InputMaybe<Scalars['String']['input']>;
  /** The decision in the risk engine that led to it. */
  readonly riskDecisionId: Scalars['ID']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** What came of reaching out. */
export type OutreachOutcome =
  | 'CONFIRMED_BY_CUSTOMER'
  | 'DENIED_BY_CUSTOMER'
  | 'NOT_REACHED';

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

/** What a second person says to a proposal. `version` is that of the proposal. */
export type ProposalAnswerInput = {
  /** Agree, or refuse. */
  readonly approve: Scalars['Boolean']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** The proposal. */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** A proposal that is taken back. `version` is that of the proposal. */
export type ProposalWithdrawalInput = {
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** The proposal. */
  readonly id: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** Whether to report. */
export type ReportChoice =
  | 'FILE'
  | 'NO_FILE';

/** Whether to report. */
export type ReportProposalInput = {
  /** The case in case management. */
  readonly caseId: Scalars['ID']['input'];
  /** File a report, or file none. */
  readonly choice: ReportChoice;
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** What somebody asks for. */
export type RequestAccessInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same request: sent again, it answers with the same grant. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Kind of access: BREAK_GLASS or UNMASKING. An EXPORT is asked for with `requestExport`. */
  readonly kind: AccessGrantKind;
  /** For how many minutes from the approval on: 1 to 60 for BREAK_GLASS, 1 to 480 for UNMASKING. */
  readonly minutes: Scalars['Int']['input'];
  /** Why, in 20 to 1,000 characters, for those who decide and review. Say nothing here that they may not know. */
  readonly reason: Scalars['String']['input'];
};

/** What a consent is asked for. */
export type RequestConsentInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Until when it shall hold. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Client id of the partner, when the customer asks. A partner asks for itself. */
  readonly grantee?: InputMaybe<Scalars['String']['input']>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same request. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Kind of consent. */
  readonly kind: ConsentKind;
  /** Version of the notice that goes with it. */
  readonly noticeVersion: Scalars['String']['input'];
  /** What the grantee may read (UK Open Banking permissions); none for a purpose. */
  readonly permissions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Purpose as a W3C DPV term: ServiceProvision or RequestedServiceProvision for access to accounts; DirectMarketing, Marketing or PersonalisedAdvertising for the bank. */
  readonly purpose: Scalars['String']['input'];
  /** Transactions from this day on. */
  readonly transactionsFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Transactions up to this day. */
  readonly transactionsTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What somebody asks to take out. */
export type RequestExportInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same request: sent again, it answers with the same grant. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** For how many minutes from the approval on: 1 to 60. */
  readonly minutes: Scalars['Int']['input'];
  /** Why, in 20 to 1,000 characters, for those who decide. Say nothing here that they may not know. */
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

/** What becomes of a decision of the risk engine. */
export type RiskResolution =
  /** It was fraud. */
  | 'CONFIRMED_FRAUD'
  /** Nothing had to be done. */
  | 'NO_ACTION'
  /** It was the customer; what was held goes on. */
  | 'RELEASED';

/** What became of a decision of the risk engine. */
export type RiskResolutionInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What the customer may be told, 500 characters at most. It never hints at a suspicion, a report or an investigation. */
  readonly reasonForCustomer?: InputMaybe<Scalars['String']['input']>;
  /** What became of it. */
  readonly resolution: RiskResolution;
  /** The decision in the risk engine. */
  readonly riskDecisionId: Scalars['ID']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

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

/** Another segment, for a while. */
export type SegmentOverrideInput = {
  /** What the segment is for. */
  readonly category: SegmentCategory;
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Until when it holds: within a year. */
  readonly expiresAt: Scalars['DateTime']['input'];
  /** Segment before. */
  readonly from: Scalars['String']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** Segment after. */
  readonly to: Scalars['String']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** Whether the system of record has it. */
export type SendingState =
  /** It is kept here alone: there is nowhere to send it, or nothing to send before a second person has agreed. */
  | 'KEPT_HERE'
  /** The system of record has taken it. */
  | 'SENT'
  /** It is kept here and will be sent; the system of record has not taken it yet. */
  | 'WAITING';

/** A service that is restricted, or no longer. */
export type ServiceRestrictionInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What is restricted. */
  readonly scope: RestrictionScope;
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

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

/** How the customer proved more. */
export type StepUpInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** What it rests on, by reference: 20 at most. */
  readonly evidence: ReadonlyArray<EvidenceRefInput>;
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same decision: sent again, it answers with the same one. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** How. */
  readonly method: StepUpMethod;
  /** Why, in 20 to 1,000 characters, for those who review it. Only the bank reads it. */
  readonly reason: Scalars['String']['input'];
  /** What it came to. */
  readonly result: StepUpOutcome;
  /** The decision in the risk engine that asked for it. */
  readonly riskDecisionId: Scalars['ID']['input'];
  /** How many decisions about the same thing there are already, as the caller knows it: 0 for the first. When somebody else was quicker it is refused, and nothing is lost. */
  readonly version: Scalars['Int']['input'];
};

/** How a customer is asked to prove more. */
export type StepUpMethod =
  | 'BIOMETRIC'
  | 'CALL_BACK'
  | 'DOCUMENT'
  | 'OTP'
  | 'PUSH';

/** What a step-up came to. */
export type StepUpOutcome =
  | 'ABANDONED'
  | 'FAILED'
  | 'PASSED';

/** What a step-up came to. */
export type StepUpResult =
  | 'ABANDONED'
  | 'FAILED'
  | 'PASSED'
  | 'PENDING';

/** Kind of timeline entry. */
export type TimelineEntryKind =
  /** An alert. */
  | 'ALERT'
  /** A check of who the customer is: a verification, a screening, a step-up. */
  | 'CHECK'
  /** What the customer agreed to, or no longer agrees to. */
  | 'CONSENT'
  /** A contact in some channel. */
  | 'CONTACT'
  /** Any other decision. */
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

export type CustomerChangedSubscriptionVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type CustomerChangedSubscription = { readonly customerChanged: { readonly at: string | null, readonly kind: string | null, readonly domain: DecisionDomain | null, readonly customer: { readonly kyc: { readonly status: KycStatus | null } | null, readonly restrictions: ReadonlyArray<{ readonly scope: RestrictionScope | null, readonly reason: RestrictionReason | null }> | null } | null } | null };

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

export const CustomerChangedDocument = new TypedDocumentString(`
    subscription CustomerChanged($id: ID!) {
  customerChanged(id: $id) {
    at
    kind
    domain
    customer {
      kyc {
        status
      }
      restrictions {
        scope
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerChangedSubscription, CustomerChangedSubscriptionVariables>;
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