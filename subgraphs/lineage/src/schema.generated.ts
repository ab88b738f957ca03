import type { Paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AuditEntryRow } from './audit-entry.js';
import type { CustomerChangeRow } from './customer-change.js';
import type { CaseFileAsking } from './case-file.js';
import type { LineageRow } from './lineage-of.js';
import type { SubgraphContext } from './context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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
  /** Decimal number as text, exact to the last digit: never a float. Example: "1234.50". */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** One operation in which data of the customer was shown or refused. */
export type AccessRecord = {
  /** Who asked. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** By which client. */
  readonly clientId?: Maybe<Scalars['String']['output']>;
  /** Fields that were shown. */
  readonly fields?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Identifier in the audit log. */
  readonly id: Scalars['ID']['output'];
  /** For what purpose, as a W3C DPV term. */
  readonly purpose?: Maybe<Scalars['String']['output']>;
  /** Role in which the data was asked for. */
  readonly role?: Maybe<Scalars['String']['output']>;
};

/** A page of accesses. */
export type AccessRecordConnection = {
  /** The accesses of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AccessRecordEdge>;
  /** The accesses of this page. */
  readonly nodes: ReadonlyArray<AccessRecord>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many accesses there are, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An access in a page. */
export type AccessRecordEdge = {
  /** Cursor of this access. */
  readonly cursor: Scalars['String']['output'];
  /** The access. */
  readonly node: AccessRecord;
};

/** Kind of agent. */
export type AgentType =
  | 'HUMAN'
  | 'MODEL'
  | 'SYSTEM';

/** Salted SHA-256 of an answer: whoever has the body can show that it is this one. */
export type AnswerDigest = {
  /** SHA-256 of the salt's bytes followed by the body's, hexadecimal. */
  readonly digest?: Maybe<Scalars['String']['output']>;
  /** 16 random bytes, hexadecimal. */
  readonly salt?: Maybe<Scalars['String']['output']>;
};

/** An approval by a person. */
export type Approval = {
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Who approved. */
  readonly by: Scalars['String']['output'];
  /** In what role. */
  readonly role?: Maybe<Scalars['String']['output']>;
};

/** A signed state of the audit log (C2SP tlog-checkpoint). */
export type AuditCheckpoint = {
  /** When the witness signed it. */
  readonly cosignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The signed note: verify it with the bank's public keys. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Which log it is. */
  readonly origin?: Maybe<Scalars['String']['output']>;
  /** Root of the tree, base64. */
  readonly root?: Maybe<Scalars['String']['output']>;
  /** When the log signed it. */
  readonly signedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Entries in the tree. */
  readonly size?: Maybe<Scalars['Decimal']['output']>;
  /** Witness that has signed it too. Null when none has yet. */
  readonly witness?: Maybe<Scalars['String']['output']>;
};

/** What a policy made of a field. */
export type AuditDecision =
  | 'ALLOW'
  | 'DENY'
  | 'MASK';

/** One operation on the data of one customer, as it stands in the audit log. */
export type AuditEntry = {
  /** Who asked. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Digest of the answer that left, or of the decisions that an edit appended. Null where there was neither. */
  readonly answer?: Maybe<AnswerDigest>;
  /** When, by the clock of the process that recorded it. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Through which channel. */
  readonly channel?: Maybe<Scalars['String']['output']>;
  /** By which client. */
  readonly clientId?: Maybe<Scalars['String']['output']>;
  /** Consents of the customer that decisions looked at and found in force. */
  readonly consents?: Maybe<ReadonlyArray<AuditedConsent>>;
  /** Customer whose data it is. Null when it was nobody's, or the log does not tell whose any more. */
  readonly customer?: Maybe<Customer>;
  /** Code of the error when it was refused or failed. */
  readonly errorCode?: Maybe<Scalars['String']['output']>;
  /** Fields that were shown, masked or refused. Rows that were withheld are not listed: that there are any is not for everyone. */
  readonly fields?: Maybe<ReadonlyArray<AuditedField>>;
  /** Identifier in the audit log. */
  readonly id: Scalars['ID']['output'];
  /** Proof that the entry is in a signed state of the log. Null for the second or so until it is. */
  readonly inclusion?: Maybe<AuditInclusion>;
  /** Access or edit. */
  readonly kind?: Maybe<AuditEntryKind>;
  /** SHA-256 of the normalised operation, hexadecimal. */
  readonly operationHash?: Maybe<Scalars['String']['output']>;
  /** Name of the operation. */
  readonly operationName?: Maybe<Scalars['String']['output']>;
  /** How it ended for the caller. */
  readonly outcome?: Maybe<AuditOutcome>;
  /** Version of the policies that decided. */
  readonly policyVersion?: Maybe<Scalars['String']['output']>;
  /** For what purpose, as a W3C DPV term. */
  readonly purpose?: Maybe<Scalars['String']['output']>;
  /** What the client was told as x-request-id. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** Roles in which the data was asked for. */
  readonly roles?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A page of the audit log. Nobody counts a log that grows, so it says no total. */
export type AuditEntryConnection = {
  /** The entries of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  /** The entries of this page. */
  readonly nodes: ReadonlyArray<AuditEntry>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** An entry of the audit log in a page. */
export type AuditEntryEdge = {
  /** Cursor of this entry. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: AuditEntry;
};

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

/** Audit path of RFC 6962 from an entry to the root of a checkpoint. */
export type AuditInclusion = {
  /** State of the log that the path leads to. */
  readonly checkpoint?: Maybe<AuditCheckpoint>;
  /** The path's hashes from the bottom up, base64. */
  readonly hashes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Place in the tree, from 0. */
  readonly index?: Maybe<Scalars['Decimal']['output']>;
  /** Leaf hash of the entry (RFC 6962), base64. */
  readonly leafHash?: Maybe<Scalars['String']['output']>;
};

/** How an operation ended for the caller. */
export type AuditOutcome =
  | 'ANSWERED'
  | 'FAILED'
  | 'REFUSED';

/** A consent on record. */
export type AuditedConsent = {
  /** Identifier in the consent register. */
  readonly consentId?: Maybe<Scalars['ID']['output']>;
  /** Version of the notice that the customer agreed to. */
  readonly noticeVersion?: Maybe<Scalars['String']['output']>;
};

/** A field on record. */
export type AuditedField = {
  /** How many values. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Whether it was shown, masked or refused. */
  readonly decision?: Maybe<AuditDecision>;
  /** The field, as `Type.field`. */
  readonly field?: Maybe<Scalars['String']['output']>;
};

/** Decisions about a customer, as they are taken out of the graph. */
export type CaseFile = {
  /** The entries of the audit log that anchor these decisions, each once, the oldest first: proof that the decisions are as they were appended. Those that the caller may see. */
  readonly anchors?: Maybe<ReadonlyArray<AuditEntry>>;
  /** Case to which the file is limited, as it was asked for. */
  readonly caseId?: Maybe<Scalars['ID']['output']>;
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer?: Maybe<Customer>;
  /** Decision to which the file is limited, as it was asked for. */
  readonly decisionId?: Maybe<Scalars['ID']['output']>;
  /** The decisions, the oldest first. Restricted ones only for those to whom somebody else has given an EXPORT; those who may see them and were not given it are told FOUR_EYES_REQUIRED. */
  readonly decisions?: Maybe<ReadonlyArray<CaseFileDecision>>;
};

/** A decision in a case file. */
export type CaseFileDecision = {
  /** The decision. */
  readonly decision?: Maybe<DecisionEvent>;
};

/** Channel of a contact. */
export type Channel =
  | 'BRANCH'
  | 'CALL_CENTRE'
  | 'MOBILE'
  | 'ONLINE';

/** What an answer lacks because a system could not be asked: a system that is down never reads as "nothing happened". */
export type Completeness = {
  /** Systems that could not be asked. Empty when all of them answered. */
  readonly missingSystems?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

export type Customer = {
  /** Who was shown data of the customer, when and for what purpose, the newest first. */
  readonly accessHistory?: Maybe<AccessRecordConnection>;
  /** Decisions about the customer, the newest first unless the order says otherwise. */
  readonly decisions?: Maybe<DecisionEventConnection>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** How the customer's risk was rated: valid at `asOf`, as the bank knew it at `knownAt`. Both are now when not given. */
  readonly riskHistory?: Maybe<RiskHistory>;
  /** Everything that happened with the customer in one list, the newest first: of some kinds, from one time to before another, when these are given. */
  readonly timeline?: Maybe<TimelineEntryConnection>;
};


export type CustomerAccessHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DecisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<DecisionOrder>;
};


export type CustomerRiskHistoryArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


export type CustomerTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  kinds?: InputMaybe<ReadonlyArray<TimelineEntryKind>>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** That something about a customer changed, and the customer as the caller may see them now. */
export type CustomerChange = {
  /** When it happened. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** The customer. */
  readonly customer?: Maybe<Customer>;
  /** Decisions that it made. */
  readonly decisions?: Maybe<ReadonlyArray<DecisionEvent>>;
  /** Part of the bank that it comes from. */
  readonly domain?: Maybe<DecisionDomain>;
  /** Identifier of the event. */
  readonly id: Scalars['ID']['output'];
  /** Kind of event, for example bankgraph.decision. */
  readonly kind?: Maybe<Scalars['String']['output']>;
};

/** Class of data. */
export type DataClass =
  | 'CONFIDENTIAL'
  | 'INTERNAL'
  | 'PUBLIC'
  | 'RESTRICTED';

/** Who decided (prov:Agent). */
export type DecisionActor = {
  /** Identifier of the system, model or member of staff. */
  readonly id: Scalars['String']['output'];
  /** On whose behalf. */
  readonly onBehalfOf?: Maybe<Scalars['String']['output']>;
  /** Role in which a person acted. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** System, model or person. */
  readonly type: AgentType;
};

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

/** A decision by a system, a model or a person (prov:Activity), with what it used and what came of it. */
export type DecisionEvent = {
  /** Who decided (prov:Agent). */
  readonly actor?: Maybe<DecisionActor>;
  /** Entry of the audit log that anchors the decision: proof that it is as it was appended. Null when none does. */
  readonly anchoredBy?: Maybe<Scalars['ID']['output']>;
  /** Approvals by people. */
  readonly approvals?: Maybe<ReadonlyArray<Approval>>;
  /** Decisions that led to it (prov:wasInformedBy). */
  readonly causedBy?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Class of the decision's data. */
  readonly class?: Maybe<DataClass>;
  /** What was decided. */
  readonly decision?: Maybe<Scalars['String']['output']>;
  /** Part of the bank whose decision it is. */
  readonly domain?: Maybe<DecisionDomain>;
  /** Whether a person decided and another one approved. Null when no person decided. */
  readonly fourEyes?: Maybe<Scalars['Boolean']['output']>;
  /** Identifier in the ledger. */
  readonly id: Scalars['ID']['output'];
  /** Evidence that was used (prov:used). */
  readonly inputs?: Maybe<ReadonlyArray<EvidenceRef>>;
  /** Kind of decision, for example kyc.risk-rating. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** What came of it. */
  readonly outcome?: Maybe<Scalars['String']['output']>;
  /** Rule or model that was followed (prov:hadPlan). */
  readonly plan?: Maybe<DecisionPlan>;
  /** What the customer may be told. */
  readonly reasonForCustomer?: Maybe<Scalars['String']['output']>;
  /** What only the bank may know. */
  readonly reasonInternal?: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it. */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the bank recorded it later than it happened. */
  readonly recordedLater?: Maybe<Scalars['Boolean']['output']>;
  /** Customer whom the decision is about. */
  readonly subject?: Maybe<Customer>;
  /** Decision that it replaces (prov:wasRevisionOf). */
  readonly supersedes?: Maybe<Scalars['ID']['output']>;
};

/** A page of decisions. */
export type DecisionEventConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness?: Maybe<Completeness>;
  /** The decisions of this page, each with its cursor. */
  readonly edges: ReadonlyArray<DecisionEventEdge>;
  /** The decisions of this page. */
  readonly nodes: ReadonlyArray<DecisionEvent>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many decisions there are, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A decision in a page. */
export type DecisionEventEdge = {
  /** Cursor of this decision. */
  readonly cursor: Scalars['String']['output'];
  /** The decision. */
  readonly node: DecisionEvent;
};

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

/** Rule, model or procedure that was followed (prov:Plan). */
export type DecisionPlan = {
  /** Identifier. */
  readonly id: Scalars['String']['output'];
  /** Kind: rule, model or procedure. */
  readonly type: Scalars['String']['output'];
  /** Version. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** Evidence by reference: where it is, what it was when it was used, never its content. */
export type EvidenceRef = {
  /** State of which time was used. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Class of the evidence. */
  readonly class?: Maybe<DataClass>;
  /** Identifier in that system. */
  readonly externalId?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of what was used. */
  readonly hash?: Maybe<Scalars['String']['output']>;
  /** System that has it. */
  readonly system?: Maybe<Scalars['String']['output']>;
};

/** Something wrong with the decision ledger. */
export type LedgerFault = {
  /** Entry of the audit log that anchors it. */
  readonly auditEntry?: Maybe<Scalars['ID']['output']>;
  /** The decision. Null where only the append is known of which it was part. */
  readonly decision?: Maybe<Scalars['ID']['output']>;
  /** What is wrong. */
  readonly kind?: Maybe<LedgerFaultKind>;
};

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

/** Whether the decision ledger is what was appended to it. */
export type LedgerIntegrity = {
  /** Decisions that were looked at. */
  readonly decisions?: Maybe<Scalars['Int']['output']>;
  /** How much is wrong. */
  readonly faultCount?: Maybe<Scalars['Int']['output']>;
  /** What is wrong: at most 100. See faultCount. */
  readonly faults?: Maybe<ReadonlyArray<LedgerFault>>;
  /** True when nothing is wrong with what was looked at. */
  readonly intact?: Maybe<Scalars['Boolean']['output']>;
  /** Records of the audit log that anchor them. */
  readonly records?: Maybe<Scalars['Int']['output']>;
  /** Whether that was the whole ledger. */
  readonly whole?: Maybe<Scalars['Boolean']['output']>;
};

/** The decisions around one, and how they hang together. */
export type Lineage = {
  /** How they hang together. An edge is between two of the nodes. */
  readonly edges?: Maybe<ReadonlyArray<LineageEdge>>;
  /** The decision itself, those that led to it and those that came of it, the oldest first: at most 500. */
  readonly nodes?: Maybe<ReadonlyArray<DecisionEvent>>;
  /** Whether there is more than is shown: further away, or too many. */
  readonly truncated?: Maybe<Scalars['Boolean']['output']>;
};

/** Which way to follow the chain of decisions. */
export type LineageDirection =
  /** Both. */
  | 'BOTH'
  /** What led to the decision. */
  | 'CAUSES'
  /** What came of it. */
  | 'CONSEQUENCES';

/** One decision came from another. */
export type LineageEdge = {
  /** The later decision. */
  readonly from?: Maybe<Scalars['ID']['output']>;
  /** What the earlier one is to it. */
  readonly relation?: Maybe<LineageRelation>;
  /** The earlier decision. */
  readonly to?: Maybe<Scalars['ID']['output']>;
};

/** Relation of one decision to an earlier one (W3C PROV). */
export type LineageRelation =
  /** The earlier one led to it (prov:wasInformedBy). */
  | 'WAS_INFORMED_BY'
  /** It replaces the earlier one (prov:wasRevisionOf). */
  | 'WAS_REVISION_OF';

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

export type Query = {
  /** The newest signed state of the audit log. Null before the first. */
  readonly auditCheckpoint?: Maybe<AuditCheckpoint>;
  /** What was asked of the graph and what came of it, as the audit log has it, the newest first: all that the filter matches, of what the caller may see. */
  readonly auditEntries?: Maybe<AuditEntryConnection>;
  /** A change that belongs to an AML case, as customerChange. */
  readonly caseChange?: Maybe<CustomerChange>;
  /** Decisions about a customer to be taken out of the graph: all of them, those of one case, or one, with the decisions that led to them. Whoever asks for it goes on record with this field: it is an export. */
  readonly caseFile?: Maybe<CaseFile>;
  /** A change of a customer. The gateway asks for it when an event arrives for a subscription: the event is sealed by it, so that nobody else can ask. Null when there is none that the caller may see. */
  readonly customerChange?: Maybe<CustomerChange>;
  /** One decision by its identifier. Null when there is none that the caller may see. */
  readonly decision?: Maybe<DecisionEvent>;
  /** Decisions that followed one rule or model, of all customers, the newest first; of one version of it when that is given. When there are more than 5,000, say between which times. */
  readonly decisionsByPlan?: Maybe<DecisionEventConnection>;
  /** Whether the decisions are those that were appended, held against the audit log. Of a ledger of more than 20,000 the newest are looked at. */
  readonly ledgerIntegrity?: Maybe<LedgerIntegrity>;
  /** What led to a decision and what came of it, as far as a chain of decisions that the caller may see leads. Null when there is no such decision. The depth is from 1 to 10. */
  readonly lineage?: Maybe<Lineage>;
  /** Whether the caller may be told of changes that belong to an AML case. Null when not. */
  readonly watchesCase?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may be told of changes of a customer. Null when not. */
  readonly watchesCustomer?: Maybe<Scalars['Boolean']['output']>;
};


export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCaseChangeArgs = {
  event?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryCaseFileArgs = {
  caseId?: InputMaybe<Scalars['ID']['input']>;
  customerId: Scalars['ID']['input'];
  decisionId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryCustomerChangeArgs = {
  event?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryDecisionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDecisionsByPlanArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  planId: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
  version?: InputMaybe<Scalars['String']['input']>;
};


export type QueryLineageArgs = {
  decision: Scalars['ID']['input'];
  depth?: InputMaybe<Scalars['Int']['input']>;
  direction?: InputMaybe<LineageDirection>;
};


export type QueryWatchesCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWatchesCustomerArgs = {
  id: Scalars['ID']['input'];
};

/** How the customer's risk was rated: valid at one time, as it was known at another. */
export type RiskHistory = {
  /** Rating in force at the asked time. Null when none was known. */
  readonly current?: Maybe<RiskLevel>;
  /** The first time that the rating in force was given without a break: when this risk was first identified. Its time is that from which it held; recordedLater tells that the bank recorded it afterwards. */
  readonly firstIdentified?: Maybe<RiskLevel>;
  /** Every rating up to the asked time, the oldest first, without those that were corrected. */
  readonly levels?: Maybe<ReadonlyArray<RiskLevel>>;
};

/** One rating of risk. */
export type RiskLevel = {
  /** Decision in the ledger. */
  readonly decisionId?: Maybe<Scalars['ID']['output']>;
  /** The rating, for example HIGH. */
  readonly level?: Maybe<Scalars['String']['output']>;
  /** Who rated: the system, model or person. */
  readonly ratedBy?: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it (recorded time). */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it was recorded later than it began to hold. */
  readonly recordedLater?: Maybe<Scalars['Boolean']['output']>;
  /** From when it held (valid time). */
  readonly validFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Until when; null while it was in force at the asked time. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
};

export type Subscription = {
  /** Tells when something about an AML case changes, of what the caller may see. */
  readonly caseChanged?: Maybe<CustomerChange>;
  /** Tells when something about a customer changes, of what the caller may see. */
  readonly customerChanged?: Maybe<CustomerChange>;
};


export type SubscriptionCaseChangedArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionCustomerChangedArgs = {
  id: Scalars['ID']['input'];
};

/** Something that happened with the customer: one shape, whatever system it comes from. */
export type TimelineEntry = {
  /** Channel, for a contact. */
  readonly channel?: Maybe<Channel>;
  /** Who took part for the bank. */
  readonly handledBy?: Maybe<Scalars['String']['output']>;
  /** Identifier, unique over all systems. */
  readonly id: Scalars['ID']['output'];
  /** What sort of entry it is. */
  readonly kind?: Maybe<TimelineEntryKind>;
  /** When it happened. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** What happened, as a code. */
  readonly summary?: Maybe<Scalars['String']['output']>;
};

/** A page of the timeline. */
export type TimelineEntryConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness?: Maybe<Completeness>;
  /** The entries of this page, each with its cursor. */
  readonly edges: ReadonlyArray<TimelineEntryEdge>;
  /** The entries of this page. */
  readonly nodes: ReadonlyArray<TimelineEntry>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many entries there are, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry of the timeline in a page. */
export type TimelineEntryEdge = {
  /** Cursor of this entry. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: TimelineEntry;
};

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



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
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

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccessRecord: ResolverTypeWrapper<AccessRecord>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccessRecordConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['AccessRecord']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AccessRecordEdge: ResolverTypeWrapper<AccessRecordEdge>;
  AgentType: AgentType;
  AnswerDigest: ResolverTypeWrapper<AnswerDigest>;
  Approval: ResolverTypeWrapper<Approval>;
  AuditCheckpoint: ResolverTypeWrapper<AuditCheckpoint>;
  AuditDecision: AuditDecision;
  AuditEntry: ResolverTypeWrapper<AuditEntryRow>;
  AuditEntryConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['AuditEntry']>>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditEntryFilter: AuditEntryFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AuditEntryKind: AuditEntryKind;
  AuditInclusion: ResolverTypeWrapper<AuditInclusion>;
  AuditOutcome: AuditOutcome;
  AuditedConsent: ResolverTypeWrapper<AuditedConsent>;
  AuditedField: ResolverTypeWrapper<AuditedField>;
  CaseFile: ResolverTypeWrapper<CaseFileAsking>;
  CaseFileDecision: ResolverTypeWrapper<Omit<CaseFileDecision, 'decision'> & { decision?: Maybe<ResolversTypes['DecisionEvent']> }>;
  Channel: Channel;
  Completeness: ResolverTypeWrapper<Completeness>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'accessHistory' | 'decisions' | 'timeline'> & { accessHistory?: Maybe<ResolversTypes['AccessRecordConnection']>, decisions?: Maybe<ResolversTypes['DecisionEventConnection']>, timeline?: Maybe<ResolversTypes['TimelineEntryConnection']> }>;
  CustomerChange: ResolverTypeWrapper<CustomerChangeRow>;
  DataClass: DataClass;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DecisionActor: ResolverTypeWrapper<DecisionActor>;
  DecisionDomain: DecisionDomain;
  DecisionEvent: ResolverTypeWrapper<Omit<DecisionEvent, 'subject'> & { subject?: Maybe<ResolversTypes['Customer']> }>;
  DecisionEventConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['DecisionEvent']>>;
  DecisionEventEdge: ResolverTypeWrapper<Omit<DecisionEventEdge, 'node'> & { node: ResolversTypes['DecisionEvent'] }>;
  DecisionFilter: DecisionFilter;
  DecisionOrder: DecisionOrder;
  DecisionPlan: ResolverTypeWrapper<DecisionPlan>;
  EvidenceRef: ResolverTypeWrapper<EvidenceRef>;
  LedgerFault: ResolverTypeWrapper<LedgerFault>;
  LedgerFaultKind: LedgerFaultKind;
  LedgerIntegrity: ResolverTypeWrapper<LedgerIntegrity>;
  Lineage: ResolverTypeWrapper<LineageRow>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdge>;
  LineageRelation: LineageRelation;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RiskHistory: ResolverTypeWrapper<RiskHistory>;
  RiskLevel: ResolverTypeWrapper<RiskLevel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimelineEntry: ResolverTypeWrapper<TimelineEntry>;
  TimelineEntryConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['TimelineEntry']>>;
  TimelineEntryEdge: ResolverTypeWrapper<TimelineEntryEdge>;
  TimelineEntryKind: TimelineEntryKind;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessRecord: AccessRecord;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AccessRecordConnection: Paged<ResolversParentTypes['AccessRecord']>;
  Int: Scalars['Int']['output'];
  AccessRecordEdge: AccessRecordEdge;
  AnswerDigest: AnswerDigest;
  Approval: Approval;
  AuditCheckpoint: AuditCheckpoint;
  AuditEntry: AuditEntryRow;
  AuditEntryConnection: Paged<ResolversParentTypes['AuditEntry']>;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditEntryFilter: AuditEntryFilter;
  Boolean: Scalars['Boolean']['output'];
  AuditInclusion: AuditInclusion;
  AuditedConsent: AuditedConsent;
  AuditedField: AuditedField;
  CaseFile: CaseFileAsking;
  CaseFileDecision: Omit<CaseFileDecision, 'decision'> & { decision?: Maybe<ResolversParentTypes['DecisionEvent']> };
  Completeness: Completeness;
  Customer: Omit<Customer, 'accessHistory' | 'decisions' | 'timeline'> & { accessHistory?: Maybe<ResolversParentTypes['AccessRecordConnection']>, decisions?: Maybe<ResolversParentTypes['DecisionEventConnection']>, timeline?: Maybe<ResolversParentTypes['TimelineEntryConnection']> } | FederationReferenceTypes['Customer'];
  CustomerChange: CustomerChangeRow;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DecisionActor: DecisionActor;
  DecisionEvent: Omit<DecisionEvent, 'subject'> & { subject?: Maybe<ResolversParentTypes['Customer']> };
  DecisionEventConnection: Paged<ResolversParentTypes['DecisionEvent']>;
  DecisionEventEdge: Omit<DecisionEventEdge, 'node'> & { node: ResolversParentTypes['DecisionEvent'] };
  DecisionFilter: DecisionFilter;
  DecisionPlan: DecisionPlan;
  EvidenceRef: EvidenceRef;
  LedgerFault: LedgerFault;
  LedgerIntegrity: LedgerIntegrity;
  Lineage: LineageRow;
  LineageEdge: LineageEdge;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RiskHistory: RiskHistory;
  RiskLevel: RiskLevel;
  Subscription: Record<PropertyKey, never>;
  TimelineEntry: TimelineEntry;
  TimelineEntryConnection: Paged<ResolversParentTypes['TimelineEntry']>;
  TimelineEntryEdge: TimelineEntryEdge;
};

export type AccessRecordResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecord'] = ResolversParentTypes['AccessRecord']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccessRecordConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecordConnection'] = ResolversParentTypes['AccessRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessRecordEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessRecordEdge'] = ResolversParentTypes['AccessRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessRecord'], ParentType, ContextType>;
};

export type AnswerDigestResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AnswerDigest'] = ResolversParentTypes['AnswerDigest']> = {
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  salt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ApprovalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Approval'] = ResolversParentTypes['Approval']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditCheckpointResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditCheckpoint'] = ResolversParentTypes['AuditCheckpoint']> = {
  cosignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  root?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  witness?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['AnswerDigest']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  consents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AuditedConsent']>>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AuditedField']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inclusion?: Resolver<Maybe<ResolversTypes['AuditInclusion']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['AuditEntryKind']>, ParentType, ContextType>;
  operationHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['AuditOutcome']>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditInclusionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditInclusion'] = ResolversParentTypes['AuditInclusion']> = {
  checkpoint?: Resolver<Maybe<ResolversTypes['AuditCheckpoint']>, ParentType, ContextType>;
  hashes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  index?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  leafHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditedConsentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditedConsent'] = ResolversParentTypes['AuditedConsent']> = {
  consentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditedFieldResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AuditedField'] = ResolversParentTypes['AuditedField']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['AuditDecision']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CaseFileResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CaseFile'] = ResolversParentTypes['CaseFile']> = {
  anchors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AuditEntry']>>, ParentType, ContextType>;
  caseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  decisionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  decisions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CaseFileDecision']>>, ParentType, ContextType>;
};

export type CaseFileDecisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CaseFileDecision'] = ResolversParentTypes['CaseFileDecision']> = {
  decision?: Resolver<Maybe<ResolversTypes['DecisionEvent']>, ParentType, ContextType>;
};

export type CompletenessResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Completeness'] = ResolversParentTypes['Completeness']> = {
  missingSystems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accessHistory?: Resolver<Maybe<ResolversTypes['AccessRecordConnection']>, ParentType, ContextType, RequireFields<CustomerAccessHistoryArgs, 'first'>>;
  decisions?: Resolver<Maybe<ResolversTypes['DecisionEventConnection']>, ParentType, ContextType, RequireFields<CustomerDecisionsArgs, 'first' | 'order'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  riskHistory?: Resolver<Maybe<ResolversTypes['RiskHistory']>, ParentType, ContextType, Partial<CustomerRiskHistoryArgs>>;
  timeline?: Resolver<Maybe<ResolversTypes['TimelineEntryConnection']>, ParentType, ContextType, RequireFields<CustomerTimelineArgs, 'first'>>;
};

export type CustomerChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CustomerChange'] = ResolversParentTypes['CustomerChange']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  decisions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DecisionEvent']>>, ParentType, ContextType>;
  domain?: Resolver<Maybe<ResolversTypes['DecisionDomain']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DecisionActorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecisionActor'] = ResolversParentTypes['DecisionActor']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onBehalfOf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AgentType'], ParentType, ContextType>;
};

export type DecisionEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecisionEvent'] = ResolversParentTypes['DecisionEvent']> = {
  actor?: Resolver<Maybe<ResolversTypes['DecisionActor']>, ParentType, ContextType>;
  anchoredBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  approvals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Approval']>>, ParentType, ContextType>;
  causedBy?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  domain?: Resolver<Maybe<ResolversTypes['DecisionDomain']>, ParentType, ContextType>;
  fourEyes?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inputs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EvidenceRef']>>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['DecisionPlan']>, ParentType, ContextType>;
  reasonForCustomer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonInternal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedLater?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  supersedes?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DecisionEventConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecisionEventConnection'] = ResolversParentTypes['DecisionEventConnection']> = {
  completeness?: Resolver<Maybe<ResolversTypes['Completeness']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['DecisionEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['DecisionEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DecisionEventEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecisionEventEdge'] = ResolversParentTypes['DecisionEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DecisionEvent'], ParentType, ContextType>;
};

export type DecisionPlanResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DecisionPlan'] = ResolversParentTypes['DecisionPlan']> = {
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EvidenceRefResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['EvidenceRef'] = ResolversParentTypes['EvidenceRef']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LedgerFaultResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LedgerFault'] = ResolversParentTypes['LedgerFault']> = {
  auditEntry?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['LedgerFaultKind']>, ParentType, ContextType>;
};

export type LedgerIntegrityResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LedgerIntegrity'] = ResolversParentTypes['LedgerIntegrity']> = {
  decisions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  faultCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  faults?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerFault']>>, ParentType, ContextType>;
  intact?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  records?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  whole?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type LineageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LineageEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DecisionEvent']>>, ParentType, ContextType>;
  truncated?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  from?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  relation?: Resolver<Maybe<ResolversTypes['LineageRelation']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditCheckpoint?: Resolver<Maybe<ResolversTypes['AuditCheckpoint']>, ParentType, ContextType>;
  auditEntries?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'first'>>;
  caseChange?: Resolver<Maybe<ResolversTypes['CustomerChange']>, ParentType, ContextType, RequireFields<QueryCaseChangeArgs, 'id'>>;
  caseFile?: Resolver<Maybe<ResolversTypes['CaseFile']>, ParentType, ContextType, RequireFields<QueryCaseFileArgs, 'customerId'>>;
  customerChange?: Resolver<Maybe<ResolversTypes['CustomerChange']>, ParentType, ContextType, RequireFields<QueryCustomerChangeArgs, 'id'>>;
  decision?: Resolver<Maybe<ResolversTypes['DecisionEvent']>, ParentType, ContextType, RequireFields<QueryDecisionArgs, 'id'>>;
  decisionsByPlan?: Resolver<Maybe<ResolversTypes['DecisionEventConnection']>, ParentType, ContextType, RequireFields<QueryDecisionsByPlanArgs, 'first' | 'planId'>>;
  ledgerIntegrity?: Resolver<Maybe<ResolversTypes['LedgerIntegrity']>, ParentType, ContextType>;
  lineage?: Resolver<Maybe<ResolversTypes['Lineage']>, ParentType, ContextType, RequireFields<QueryLineageArgs, 'decision' | 'depth' | 'direction'>>;
  watchesCase?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<QueryWatchesCaseArgs, 'id'>>;
  watchesCustomer?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<QueryWatchesCustomerArgs, 'id'>>;
};

export type RiskHistoryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskHistory'] = ResolversParentTypes['RiskHistory']> = {
  current?: Resolver<Maybe<ResolversTypes['RiskLevel']>, ParentType, ContextType>;
  firstIdentified?: Resolver<Maybe<ResolversTypes['RiskLevel']>, ParentType, ContextType>;
  levels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RiskLevel']>>, ParentType, ContextType>;
};

export type RiskLevelResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskLevel'] = ResolversParentTypes['RiskLevel']> = {
  decisionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ratedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedLater?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  caseChanged?: SubscriptionResolver<Maybe<ResolversTypes['CustomerChange']>, "caseChanged", ParentType, ContextType, RequireFields<SubscriptionCaseChangedArgs, 'id'>>;
  customerChanged?: SubscriptionResolver<Maybe<ResolversTypes['CustomerChange']>, "customerChanged", ParentType, ContextType, RequireFields<SubscriptionCustomerChangedArgs, 'id'>>;
};

export type TimelineEntryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  handledBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['TimelineEntryKind']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TimelineEntryConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TimelineEntryConnection'] = ResolversParentTypes['TimelineEntryConnection']> = {
  completeness?: Resolver<Maybe<ResolversTypes['Completeness']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['TimelineEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TimelineEntryEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TimelineEntryEdge'] = ResolversParentTypes['TimelineEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TimelineEntry'], ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  AccessRecord?: AccessRecordResolvers<ContextType>;
  AccessRecordConnection?: AccessRecordConnectionResolvers<ContextType>;
  AccessRecordEdge?: AccessRecordEdgeResolvers<ContextType>;
  AnswerDigest?: AnswerDigestResolvers<ContextType>;
  Approval?: ApprovalResolvers<ContextType>;
  AuditCheckpoint?: AuditCheckpointResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AuditInclusion?: AuditInclusionResolvers<ContextType>;
  AuditedConsent?: AuditedConsentResolvers<ContextType>;
  AuditedField?: AuditedFieldResolvers<ContextType>;
  CaseFile?: CaseFileResolvers<ContextType>;
  CaseFileDecision?: CaseFileDecisionResolvers<ContextType>;
  Completeness?: CompletenessResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerChange?: CustomerChangeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DecisionActor?: DecisionActorResolvers<ContextType>;
  DecisionEvent?: DecisionEventResolvers<ContextType>;
  DecisionEventConnection?: DecisionEventConnectionResolvers<ContextType>;
  DecisionEventEdge?: DecisionEventEdgeResolvers<ContextType>;
  DecisionPlan?: DecisionPlanResolvers<ContextType>;
  EvidenceRef?: EvidenceRefResolvers<ContextType>;
  LedgerFault?: LedgerFaultResolvers<ContextType>;
  LedgerIntegrity?: LedgerIntegrityResolvers<ContextType>;
  Lineage?: LineageResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RiskHistory?: RiskHistoryResolvers<ContextType>;
  RiskLevel?: RiskLevelResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  TimelineEntryConnection?: TimelineEntryConnectionResolvers<ContextType>;
  TimelineEntryEdge?: TimelineEntryEdgeResolvers<ContextType>;
};

