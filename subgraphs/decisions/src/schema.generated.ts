import type { Paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SubgraphContext } from './context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Date and time with offset, RFC 3339. */
  DateTime: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

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

export type Customer = {
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
};

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

/** What a person has decided or proposed, and what a second person said to it. */
export type HumanDecision = {
  /** What a second person said to it, or that it was taken back. */
  readonly answer?: Maybe<HumanDecisionAnswer>;
  /** The case to which it belongs. */
  readonly caseId?: Maybe<Scalars['ID']['output']>;
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer?: Maybe<Customer>;
  /** Identifiers in the decision ledger, the oldest first. */
  readonly decisionIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** What else its kind says, for example the segment before and after. */
  readonly details?: Maybe<ReadonlyArray<HumanDecisionDetail>>;
  /** What it rests on. */
  readonly evidence?: Maybe<ReadonlyArray<HumanDecisionEvidence>>;
  /** Until when it holds. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What is decided. */
  readonly kind?: Maybe<HumanDecisionKind>;
  /** When it lapses unless a second person decides. */
  readonly lapsesAt?: Maybe<Scalars['DateTime']['output']>;
  /** When. */
  readonly madeAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who decided or proposed. */
  readonly madeBy?: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly madeRole?: Maybe<Scalars['String']['output']>;
  /** What it came to, in a word of its kind: APPROVED, FALSE_POSITIVE, FILE, SET and so on. */
  readonly outcome?: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** What the customer may be told. */
  readonly reasonForCustomer?: Maybe<Scalars['String']['output']>;
  /** Whether the system of record has it. */
  readonly sentOn?: Maybe<SendingState>;
  /** Where it stands now. */
  readonly status?: Maybe<HumanDecisionStatus>;
  /** How many decisions about the same thing there are with this one. */
  readonly version?: Maybe<Scalars['Int']['output']>;
};

/** What came of a proposal. */
export type HumanDecisionAnswer = {
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Who. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly role?: Maybe<Scalars['String']['output']>;
};

/** A page of decisions. */
export type HumanDecisionConnection = {
  /** The decisions of this page, each with its cursor. */
  readonly edges: ReadonlyArray<HumanDecisionEdge>;
  /** The decisions of this page. */
  readonly nodes: ReadonlyArray<HumanDecision>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Something that a decision says beside its outcome. */
export type HumanDecisionDetail = {
  /** What it is about. */
  readonly name: Scalars['String']['output'];
  /** What it says. */
  readonly value: Scalars['String']['output'];
};

/** A decision in a page. */
export type HumanDecisionEdge = {
  /** Cursor of this decision. */
  readonly cursor: Scalars['String']['output'];
  /** The decision. */
  readonly node: HumanDecision;
};

/** Evidence of a decision, by reference. */
export type HumanDecisionEvidence = {
  /** State of which time was used. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Identifier in that system. */
  readonly externalId: Scalars['String']['output'];
  /** SHA-256 of what was used. */
  readonly hash: Scalars['String']['output'];
  /** System that has it. */
  readonly system: Scalars['String']['output'];
};

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

export type Mutation = {
  /** Gives a case to a member of staff. */
  readonly assignCase?: Maybe<HumanDecision>;
  /** Agrees to what was proposed about a report, or refuses it. Never by the person who proposed it, whatever their role. */
  readonly decideReport?: Maybe<HumanDecision>;
  /** Agrees to another segment, or refuses it. Never by the person who proposed it, whatever their role. */
  readonly decideSegmentOverride?: Maybe<HumanDecision>;
  /** Says what a case came to, and closes it. */
  readonly disposeCase?: Maybe<HumanDecision>;
  /** Hands a case to the level above. */
  readonly escalateCase?: Maybe<HumanDecision>;
  /** Lifts a restriction that the caller's own line of work has set. */
  readonly liftRestriction?: Maybe<HumanDecision>;
  /** Adds a note to a case. */
  readonly noteOnCase?: Maybe<HumanDecision>;
  /** Proposes to file a suspicious activity report, or to file none. Nothing is decided before somebody else has agreed. */
  readonly proposeReport?: Maybe<HumanDecision>;
  /** Proposes to put a customer into another segment for a while. Nothing changes before somebody else has agreed. */
  readonly proposeSegmentOverride?: Maybe<HumanDecision>;
  /** Says what a review of the customer's identity and risk came to. */
  readonly recordKycReview?: Maybe<HumanDecision>;
  /** Says what came of reaching out to the customer. */
  readonly recordOutreach?: Maybe<HumanDecision>;
  /** Says how the customer proved more about themselves. */
  readonly recordStepUp?: Maybe<HumanDecision>;
  /** Asks the customer for a document. */
  readonly requestDocument?: Maybe<HumanDecision>;
  /** Says what became of a decision of the risk engine. */
  readonly resolveRiskDecision?: Maybe<HumanDecision>;
  /** Restricts a service. The customer is told the same words whoever does it. */
  readonly restrictService?: Maybe<HumanDecision>;
  /** Takes back what the caller has proposed, as long as nobody has decided on it. */
  readonly withdrawProposal?: Maybe<HumanDecision>;
};


export type MutationAssignCaseArgs = {
  input: CaseAssignmentInput;
};


export type MutationDecideReportArgs = {
  input: ProposalAnswerInput;
};


export type MutationDecideSegmentOverrideArgs = {
  input: ProposalAnswerInput;
};


export type MutationDisposeCaseArgs = {
  input: CaseDispositionInput;
};


export type MutationEscalateCaseArgs = {
  input: CaseEscalationInput;
};


export type MutationLiftRestrictionArgs = {
  input: ServiceRestrictionInput;
};


export type MutationNoteOnCaseArgs = {
  input: CaseNoteInput;
};


export type MutationProposeReportArgs = {
  input: ReportProposalInput;
};


export type MutationProposeSegmentOverrideArgs = {
  input: SegmentOverrideInput;
};


export type MutationRecordKycReviewArgs = {
  input: KycReviewInput;
};


export type MutationRecordOutreachArgs = {
  input: OutreachInput;
};


export type MutationRecordStepUpArgs = {
  input: StepUpInput;
};


export type MutationRequestDocumentArgs = {
  input: DocumentRequestInput;
};


export type MutationResolveRiskDecisionArgs = {
  input: RiskResolutionInput;
};


export type MutationRestrictServiceArgs = {
  input: ServiceRestrictionInput;
};


export type MutationWithdrawProposalArgs = {
  input: ProposalWithdrawalInput;
};

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

/** Position in a Relay connection. */
export type PageInfo = {
  /** Cursor of the last entry: give it as `after` to go on. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when there are more entries after the last one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when there are entries before the first one. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

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

export type Query = {
  /** What waits for a second person, of what the caller may see, the newest first. Only one customer's or one kind when it is named. */
  readonly proposedDecisions?: Maybe<HumanDecisionConnection>;
};


export type QueryProposedDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<HumanDecisionKind>;
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

/** What is restricted. */
export type RestrictionScope =
  | 'ALL_SERVICES'
  | 'ONLINE_ACCESS'
  | 'OUTGOING_PAYMENTS';

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



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CaseAssignmentInput: CaseAssignmentInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CaseDispositionInput: CaseDispositionInput;
  CaseDispositionOutcome: CaseDispositionOutcome;
  CaseEscalationInput: CaseEscalationInput;
  CaseNoteInput: CaseNoteInput;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DocumentRequestInput: DocumentRequestInput;
  EvidenceRefInput: EvidenceRefInput;
  HumanDecision: ResolverTypeWrapper<HumanDecision>;
  HumanDecisionAnswer: ResolverTypeWrapper<HumanDecisionAnswer>;
  HumanDecisionConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['HumanDecision']>>;
  HumanDecisionDetail: ResolverTypeWrapper<HumanDecisionDetail>;
  HumanDecisionEdge: ResolverTypeWrapper<HumanDecisionEdge>;
  HumanDecisionEvidence: ResolverTypeWrapper<HumanDecisionEvidence>;
  HumanDecisionKind: HumanDecisionKind;
  HumanDecisionStatus: HumanDecisionStatus;
  IdDocumentType: IdDocumentType;
  KycReviewInput: KycReviewInput;
  KycReviewOutcome: KycReviewOutcome;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutreachInput: OutreachInput;
  OutreachOutcome: OutreachOutcome;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ProposalAnswerInput: ProposalAnswerInput;
  ProposalWithdrawalInput: ProposalWithdrawalInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReportChoice: ReportChoice;
  ReportProposalInput: ReportProposalInput;
  RestrictionScope: RestrictionScope;
  RiskResolution: RiskResolution;
  RiskResolutionInput: RiskResolutionInput;
  SegmentCategory: SegmentCategory;
  SegmentOverrideInput: SegmentOverrideInput;
  SendingState: SendingState;
  ServiceRestrictionInput: ServiceRestrictionInput;
  StepUpInput: StepUpInput;
  StepUpMethod: StepUpMethod;
  StepUpOutcome: StepUpOutcome;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CaseAssignmentInput: CaseAssignmentInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  CaseDispositionInput: CaseDispositionInput;
  CaseEscalationInput: CaseEscalationInput;
  CaseNoteInput: CaseNoteInput;
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DocumentRequestInput: DocumentRequestInput;
  EvidenceRefInput: EvidenceRefInput;
  HumanDecision: HumanDecision;
  HumanDecisionAnswer: HumanDecisionAnswer;
  HumanDecisionConnection: Paged<ResolversParentTypes['HumanDecision']>;
  HumanDecisionDetail: HumanDecisionDetail;
  HumanDecisionEdge: HumanDecisionEdge;
  HumanDecisionEvidence: HumanDecisionEvidence;
  KycReviewInput: KycReviewInput;
  Mutation: Record<PropertyKey, never>;
  OutreachInput: OutreachInput;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  ProposalAnswerInput: ProposalAnswerInput;
  ProposalWithdrawalInput: ProposalWithdrawalInput;
  Query: Record<PropertyKey, never>;
  ReportProposalInput: ReportProposalInput;
  RiskResolutionInput: RiskResolutionInput;
  SegmentOverrideInput: SegmentOverrideInput;
  ServiceRestrictionInput: ServiceRestrictionInput;
  StepUpInput: StepUpInput;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type HumanDecisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecision'] = ResolversParentTypes['HumanDecision']> = {
  answer?: Resolver<Maybe<ResolversTypes['HumanDecisionAnswer']>, ParentType, ContextType>;
  caseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  decisionIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  details?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HumanDecisionDetail']>>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HumanDecisionEvidence']>>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['HumanDecisionKind']>, ParentType, ContextType>;
  lapsesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  madeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  madeBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  madeRole?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonForCustomer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sentOn?: Resolver<Maybe<ResolversTypes['SendingState']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['HumanDecisionStatus']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type HumanDecisionAnswerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecisionAnswer'] = ResolversParentTypes['HumanDecisionAnswer']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HumanDecisionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecisionConnection'] = ResolversParentTypes['HumanDecisionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HumanDecisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['HumanDecision']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HumanDecisionDetailResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecisionDetail'] = ResolversParentTypes['HumanDecisionDetail']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HumanDecisionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecisionEdge'] = ResolversParentTypes['HumanDecisionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['HumanDecision'], ParentType, ContextType>;
};

export type HumanDecisionEvidenceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['HumanDecisionEvidence'] = ResolversParentTypes['HumanDecisionEvidence']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  assignCase?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationAssignCaseArgs, 'input'>>;
  decideReport?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationDecideReportArgs, 'input'>>;
  decideSegmentOverride?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationDecideSegmentOverrideArgs, 'input'>>;
  disposeCase?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationDisposeCaseArgs, 'input'>>;
  escalateCase?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationEscalateCaseArgs, 'input'>>;
  liftRestriction?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationLiftRestrictionArgs, 'input'>>;
  noteOnCase?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationNoteOnCaseArgs, 'input'>>;
  proposeReport?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationProposeReportArgs, 'input'>>;
  proposeSegmentOverride?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationProposeSegmentOverrideArgs, 'input'>>;
  recordKycReview?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationRecordKycReviewArgs, 'input'>>;
  recordOutreach?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationRecordOutreachArgs, 'input'>>;
  recordStepUp?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationRecordStepUpArgs, 'input'>>;
  requestDocument?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationRequestDocumentArgs, 'input'>>;
  resolveRiskDecision?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationResolveRiskDecisionArgs, 'input'>>;
  restrictService?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationRestrictServiceArgs, 'input'>>;
  withdrawProposal?: Resolver<Maybe<ResolversTypes['HumanDecision']>, ParentType, ContextType, RequireFields<MutationWithdrawProposalArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  proposedDecisions?: Resolver<Maybe<ResolversTypes['HumanDecisionConnection']>, ParentType, ContextType, RequireFields<QueryProposedDecisionsArgs, 'first'>>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  HumanDecision?: HumanDecisionResolvers<ContextType>;
  HumanDecisionAnswer?: HumanDecisionAnswerResolvers<ContextType>;
  HumanDecisionConnection?: HumanDecisionConnectionResolvers<ContextType>;
  HumanDecisionDetail?: HumanDecisionDetailResolvers<ContextType>;
  HumanDecisionEdge?: HumanDecisionEdgeResolvers<ContextType>;
  HumanDecisionEvidence?: HumanDecisionEvidenceResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

