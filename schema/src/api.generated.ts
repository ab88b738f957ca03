export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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

/** Access that somebody has asked for, and what became of it. */
export type AccessGrant = {
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer: Maybe<Customer>;
  /** When. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who approved or refused. */
  readonly decidedBy: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly decidedRole: Maybe<Scalars['String']['output']>;
  /** What they noted. */
  readonly decisionNote: Maybe<Scalars['String']['output']>;
  /** When it was ended or withdrawn before that. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** When its time is up; null until it is approved. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What was asked for. */
  readonly kind: Maybe<AccessGrantKind>;
  /** For how many minutes. */
  readonly minutes: Maybe<Scalars['Int']['output']>;
  /** Why, in the words of the person who asked. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly requestedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who asked. */
  readonly requestedBy: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly requestedRole: Maybe<Scalars['String']['output']>;
  /** What came of the review. */
  readonly review: Maybe<AccessReview>;
  /** Where it stands now. */
  readonly status: Maybe<AccessGrantStatus>;
};

/** A page of grants. */
export type AccessGrantConnection = {
  /** The grants of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AccessGrantEdge>;
  /** The grants of this page. */
  readonly nodes: ReadonlyArray<AccessGrant>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many grants there are, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A grant in a page. */
export type AccessGrantEdge = {
  /** Cursor of this grant. */
  readonly cursor: Scalars['String']['output'];
  /** The grant. */
  readonly node: AccessGrant;
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

/** One operation in which data of the customer was shown or refused. */
export type AccessRecord = {
  /** Who asked. */
  readonly actor: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** By which client. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** Fields that were shown. */
  readonly fields: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Identifier in the audit log. */
  readonly id: Scalars['ID']['output'];
  /** For what purpose, as a W3C DPV term. */
  readonly purpose: Maybe<Scalars['String']['output']>;
  /** Role in which the data was asked for. */
  readonly role: Maybe<Scalars['String']['output']>;
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

/** Judgement on access that is over. */
export type AccessReview = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who reviewed. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** What they noted. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly role: Maybe<Scalars['String']['output']>;
  /** Whether access was justified. */
  readonly verdict: Maybe<AccessVerdict>;
};

/** What a review comes to. */
export type AccessVerdict =
  | 'JUSTIFIED'
  | 'NOT_JUSTIFIED';

/** A payment account, card, savings account or loan account. */
export type Account = {
  /** Balances by type. */
  readonly balances: Maybe<ReadonlyArray<Balance>>;
  /** Trusted payees. */
  readonly beneficiaries: Maybe<ReadonlyArray<Beneficiary>>;
  /** Currency of the account. */
  readonly currency: Maybe<Scalars['CurrencyCode']['output']>;
  /** Direct debits. */
  readonly directDebits: Maybe<ReadonlyArray<DirectDebit>>;
  /** Identifier of the account in core banking. */
  readonly id: Scalars['ID']['output'];
  /** Numbers of the account: IBAN, sort code and account number, or card number. */
  readonly identifications: Maybe<ReadonlyArray<AccountIdentification>>;
  /** Day on which the account matures or was closed. */
  readonly maturesOn: Maybe<Scalars['Date']['output']>;
  /** Name that the customer gave the account. */
  readonly nickname: Maybe<Scalars['String']['output']>;
  /** Day on which the account was opened. */
  readonly openedOn: Maybe<Scalars['Date']['output']>;
  /** Who holds the account, and in what role. */
  readonly partyRoles: Maybe<ReadonlyArray<PartyRole>>;
  /** Name of the product. */
  readonly product: Maybe<Scalars['String']['output']>;
  /** Institution that services the account. */
  readonly servicer: Maybe<Servicer>;
  /** Standing orders. */
  readonly standingOrders: Maybe<ReadonlyArray<StandingOrder>>;
  /** Statements. */
  readonly statements: Maybe<ReadonlyArray<Statement>>;
  /** Whether the account can be used. */
  readonly status: Maybe<AccountStatus>;
  /** When the status last changed. */
  readonly statusUpdatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Booked, pending and future transactions, the newest first. */
  readonly transactions: Maybe<TransactionConnection>;
  /** Type of account. */
  readonly typeCode: Maybe<AccountTypeCode>;
};


/** A payment account, card, savings account or loan account. */
export type AccountTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A page of accounts. */
export type AccountConnection = {
  /** The accounts of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** The accounts of this page. */
  readonly nodes: ReadonlyArray<Account>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many accounts there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An account in a page. */
export type AccountEdge = {
  /** Cursor of this account. */
  readonly cursor: Scalars['String']['output'];
  /** The account. */
  readonly node: Account;
};

/** One number of an account. */
export type AccountIdentification = {
  /** Name of the account holder as the scheme has it. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Kind of number. */
  readonly scheme: Maybe<AccountIdentificationScheme>;
  /** The number; masked for most callers. */
  readonly value: Maybe<Scalars['String']['output']>;
};

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

/** An alert of transaction monitoring (a Tazama typology result or a Marble decision). */
export type AmlAlert = {
  /** Score from which on an alert is raised. */
  readonly alertThreshold: Maybe<Scalars['Decimal']['output']>;
  /** Case to which the alert belongs. */
  readonly caseId: Maybe<Scalars['ID']['output']>;
  /** Identifier in the system that raised it. */
  readonly id: Scalars['ID']['output'];
  /** Score from which on the payment is stopped. */
  readonly interdictionThreshold: Maybe<Scalars['Decimal']['output']>;
  /** When it was raised. */
  readonly raisedAt: Maybe<Scalars['DateTime']['output']>;
  /** Rules that fired. */
  readonly ruleHits: Maybe<ReadonlyArray<RuleHit>>;
  /** Score of the typology or scenario. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** System that raised it. */
  readonly source: Maybe<Scalars['String']['output']>;
  /** Typology or scenario that fired. */
  readonly typology: Maybe<Scalars['String']['output']>;
  /** Version of the typology or scenario. */
  readonly typologyVersion: Maybe<Scalars['String']['output']>;
};

/** A page of alerts. */
export type AmlAlertConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness: Maybe<Completeness>;
  /** The alerts of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AmlAlertEdge>;
  /** The alerts of this page. */
  readonly nodes: ReadonlyArray<AmlAlert>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many alerts there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An alert in a page. */
export type AmlAlertEdge = {
  /** Cursor of this alert. */
  readonly cursor: Scalars['String']['output'];
  /** The alert. */
  readonly node: AmlAlert;
};

/** An investigation. */
export type AmlCase = {
  /** Member of staff who works on it. */
  readonly assignee: Maybe<Scalars['String']['output']>;
  /** When it must be decided. */
  readonly dueAt: Maybe<Scalars['DateTime']['output']>;
  /** What happened, the oldest first. */
  readonly events: Maybe<ReadonlyArray<AmlCaseEvent>>;
  /** Files and comments by their hash, never their content. */
  readonly evidence: Maybe<ReadonlyArray<AmlEvidence>>;
  /** Identifier in case management. */
  readonly id: Scalars['ID']['output'];
  /** Name of the case. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Decisions not to file a report. */
  readonly noReportDecisions: Maybe<ReadonlyArray<NoReportDecision>>;
  /** When it was opened. */
  readonly openedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it came to. */
  readonly outcome: Maybe<AmlCaseOutcome>;
  /** Level of review. */
  readonly reviewLevel: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status: Maybe<AmlCaseStatus>;
  /** What is to be done. */
  readonly tasks: Maybe<ReadonlyArray<AmlCaseTask>>;
};

/** A page of cases. */
export type AmlCaseConnection = {
  /** The cases of this page, each with its cursor. */
  readonly edges: ReadonlyArray<AmlCaseEdge>;
  /** The cases of this page. */
  readonly nodes: ReadonlyArray<AmlCase>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many cases there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A case in a page. */
export type AmlCaseEdge = {
  /** Cursor of this case. */
  readonly cursor: Scalars['String']['output'];
  /** The case. */
  readonly node: AmlCase;
};

/** One event of a case. */
export type AmlCaseEvent = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** Identifier of the event. */
  readonly id: Scalars['ID']['output'];
  /** New value, where the event changed one. */
  readonly newValue: Maybe<Scalars['String']['output']>;
  /** Note. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Kind of event. */
  readonly type: Maybe<Scalars['String']['output']>;
};

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

/** One task of a case. */
export type AmlCaseTask = {
  /** By whom. */
  readonly assignee: Maybe<Scalars['String']['output']>;
  /** When it was done. */
  readonly doneAt: Maybe<Scalars['DateTime']['output']>;
  /** Until when. */
  readonly dueAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier of the task. */
  readonly id: Scalars['ID']['output'];
  /** What is to be done. */
  readonly title: Maybe<Scalars['String']['output']>;
};

/** Something on file, by its hash. */
export type AmlEvidence = {
  /** When it was added. */
  readonly addedAt: Maybe<Scalars['DateTime']['output']>;
  /** SHA-256 of what case management tells of it. */
  readonly hash: Maybe<Scalars['String']['output']>;
  /** Identifier in case management. */
  readonly id: Scalars['ID']['output'];
  /** Kind: file or comment. */
  readonly kind: Maybe<Scalars['String']['output']>;
  /** Name of the file. */
  readonly name: Maybe<Scalars['String']['output']>;
};

/** Amount of money: an exact decimal and its currency. */
export type Amount = {
  /** The number, never negative: the direction is in creditDebit where it matters. */
  readonly amount: Scalars['Decimal']['output'];
  /** ISO 4217 currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** Salted SHA-256 of an answer: whoever has the body can show that it is this one. */
export type AnswerDigest = {
  /** SHA-256 of the salt's bytes followed by the body's, hexadecimal. */
  readonly digest: Maybe<Scalars['String']['output']>;
  /** 16 random bytes, hexadecimal. */
  readonly salt: Maybe<Scalars['String']['output']>;
};

/** An approval by a person. */
export type Approval = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who approved. */
  readonly by: Scalars['String']['output'];
  /** In what role. */
  readonly role: Maybe<Scalars['String']['output']>;
};

/** A signed state of the audit log (C2SP tlog-checkpoint). */
export type AuditCheckpoint = {
  /** When the witness signed it. */
  readonly cosignedAt: Maybe<Scalars['DateTime']['output']>;
  /** The signed note: verify it with the bank's public keys. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Which log it is. */
  readonly origin: Maybe<Scalars['String']['output']>;
  /** Root of the tree, base64. */
  readonly root: Maybe<Scalars['String']['output']>;
  /** When the log signed it. */
  readonly signedAt: Maybe<Scalars['DateTime']['output']>;
  /** Entries in the tree. */
  readonly size: Maybe<Scalars['Decimal']['output']>;
  /** Witness that has signed it too. Null when none has yet. */
  readonly witness: Maybe<Scalars['String']['output']>;
};

/** What a policy made of a field. */
export type AuditDecision =
  | 'ALLOW'
  | 'DENY'
  | 'MASK';

/** One operation on the data of one customer, as it stands in the audit log. */
export type AuditEntry = {
  /** Who asked. */
  readonly actor: Maybe<Scalars['String']['output']>;
  /** Digest of the answer that left, or of the decisions that an edit appended. Null where there was neither. */
  readonly answer: Maybe<AnswerDigest>;
  /** When, by the clock of the process that recorded it. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Through which channel. */
  readonly channel: Maybe<Scalars['String']['output']>;
  /** By which client. */
  readonly clientId: Maybe<Scalars['String']['output']>;
  /** Consents of the customer that decisions looked at and found in force. */
  readonly consents: Maybe<ReadonlyArray<AuditedConsent>>;
  /** Customer whose data it is. Null when it was nobody's, or the log does not tell whose any more. */
  readonly customer: Maybe<Customer>;
  /** Code of the error when it was refused or failed. */
  readonly errorCode: Maybe<Scalars['String']['output']>;
  /** Fields that were shown, masked or refused. Rows that were withheld are not listed: that there are any is not for everyone. */
  readonly fields: Maybe<ReadonlyArray<AuditedField>>;
  /** Identifier in the audit log. */
  readonly id: Scalars['ID']['output'];
  /** Proof that the entry is in a signed state of the log. Null for the second or so until it is. */
  readonly inclusion: Maybe<AuditInclusion>;
  /** Access or edit. */
  readonly kind: Maybe<AuditEntryKind>;
  /** SHA-256 of the normalised operation, hexadecimal. */
  readonly operationHash: Maybe<Scalars['String']['output']>;
  /** Name of the operation. */
  readonly operationName: Maybe<Scalars['String']['output']>;
  /** How it ended for the caller. */
  readonly outcome: Maybe<AuditOutcome>;
  /** Version of the policies that decided. */
  readonly policyVersion: Maybe<Scalars['String']['output']>;
  /** For what purpose, as a W3C DPV term. */
  readonly purpose: Maybe<Scalars['String']['output']>;
  /** What the client was told as x-request-id. */
  readonly requestId: Maybe<Scalars['String']['output']>;
  /** Roles in which the data was asked for. */
  readonly roles: Maybe<ReadonlyArray<Scalars['String']['output']>>;
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
  readonly checkpoint: Maybe<AuditCheckpoint>;
  /** The path's hashes from the bottom up, base64. */
  readonly hashes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Place in the tree, from 0. */
  readonly index: Maybe<Scalars['Decimal']['output']>;
  /** Leaf hash of the entry (RFC 6962), base64. */
  readonly leafHash: Maybe<Scalars['String']['output']>;
};

/** How an operation ended for the caller. */
export type AuditOutcome =
  | 'ANSWERED'
  | 'FAILED'
  | 'REFUSED';

/** A consent on record. */
export type AuditedConsent = {
  /** Identifier in the consent register. */
  readonly consentId: Maybe<Scalars['ID']['output']>;
  /** Version of the notice that the customer agreed to. */
  readonly noticeVersion: Maybe<Scalars['String']['output']>;
};

/** A field on record. */
export type AuditedField = {
  /** How many values. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** Whether it was shown, masked or refused. */
  readonly decision: Maybe<AuditDecision>;
  /** The field, as `Type.field`. */
  readonly field: Maybe<Scalars['String']['output']>;
};

/** Balance of an account at one time. */
export type Balance = {
  /** Amount, never negative. */
  readonly amount: Maybe<Amount>;
  /** Whether the account holds (Credit) or owes (Debit) the amount. */
  readonly creditDebit: Maybe<CreditDebitCode>;
  /** Time of the balance. */
  readonly dateTime: Maybe<Scalars['DateTime']['output']>;
  /** Type of balance. */
  readonly type: Maybe<BalanceType>;
};

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

/** A payee that the customer keeps. */
export type Beneficiary = {
  /** Account of the payee. */
  readonly account: Maybe<Scalars['String']['output']>;
  /** Identifier in core banking. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Name of the payee. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Reference to be used. */
  readonly reference: Maybe<Scalars['String']['output']>;
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

/** Decisions about a customer, as they are taken out of the graph. */
export type CaseFile = {
  /** The entries of the audit log that anchor these decisions, each once, the oldest first: proof that the decisions are as they were appended. Those that the caller may see. */
  readonly anchors: Maybe<ReadonlyArray<AuditEntry>>;
  /** Case to which the file is limited, as it was asked for. */
  readonly caseId: Maybe<Scalars['ID']['output']>;
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer: Maybe<Customer>;
  /** Decision to which the file is limited, as it was asked for. */
  readonly decisionId: Maybe<Scalars['ID']['output']>;
  /** The decisions, the oldest first. Restricted ones only for those to whom somebody else has given an EXPORT; those who may see them and were not given it are told FOUR_EYES_REQUIRED. */
  readonly decisions: Maybe<ReadonlyArray<CaseFileDecision>>;
};

/** A decision in a case file. */
export type CaseFileDecision = {
  /** The decision. */
  readonly decision: Maybe<DecisionEvent>;
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

/** What an answer lacks because a system could not be asked: a system that is down never reads as "nothing happened". */
export type Completeness = {
  /** Systems that could not be asked. Empty when all of them answered. */
  readonly missingSystems: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A consent, in the shape of ISO/IEC TS 27560. */
export type Consent = {
  /** Accounts that the consent covers now. */
  readonly accounts: Maybe<ReadonlyArray<Account>>;
  /** Until when it holds. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was given. */
  readonly grantedAt: Maybe<Scalars['DateTime']['output']>;
  /** To whom it was given: a client id, or the bank. */
  readonly grantee: Maybe<Scalars['String']['output']>;
  /** What happened to the consent, the oldest first. */
  readonly history: Maybe<ReadonlyArray<ConsentEvent>>;
  /** Identifier of the consent. */
  readonly id: Scalars['ID']['output'];
  /** Kind of consent. */
  readonly kind: Maybe<ConsentKind>;
  /** Lawful basis as a W3C DPV term. */
  readonly lawfulBasis: Maybe<LawfulBasis>;
  /** Version of the notice that the customer was shown. */
  readonly noticeVersion: Maybe<Scalars['String']['output']>;
  /** What the grantee may read (UK Open Banking permissions). */
  readonly permissions: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Purpose as a W3C DPV term, for example DirectMarketing. */
  readonly purpose: Maybe<Scalars['String']['output']>;
  /** What the customer can keep of it (ISO/IEC TS 27560). */
  readonly receipt: Maybe<ConsentReceipt>;
  /** State. */
  readonly status: Maybe<ConsentStatus>;
  /** Transactions are covered from this day on. */
  readonly transactionsFrom: Maybe<Scalars['DateTime']['output']>;
  /** Transactions are covered up to this day. */
  readonly transactionsTo: Maybe<Scalars['DateTime']['output']>;
  /** How many steps it has had. Whoever changes the consent gives the version that they have seen. */
  readonly version: Maybe<Scalars['Int']['output']>;
};

/** One step in the life of a consent. */
export type ConsentEvent = {
  /** Who caused it. */
  readonly actor: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Note. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** The customer for whom a member of staff acted. */
  readonly onBehalfOf: Maybe<Scalars['ID']['output']>;
  /** State after it. */
  readonly status: Maybe<ConsentStatus>;
};

/** Kind of consent. */
export type ConsentKind =
  /** A third party may read accounts (UK Open Banking account access consent). */
  | 'ACCOUNT_ACCESS'
  /** The bank may process data for a purpose. */
  | 'PURPOSE';

/** A consent receipt after ISO/IEC TS 27560:2023, in terms of W3C DPV. */
export type ConsentReceipt = {
  /** What happened to the consent, the oldest first. */
  readonly events: Maybe<ReadonlyArray<ConsentReceiptEvent>>;
  /** Lawful basis, as the address of a DPV term. */
  readonly lawfulBasis: Maybe<Scalars['String']['output']>;
  /** The notice that it is under. */
  readonly notice: Maybe<Scalars['String']['output']>;
  /** Version of that notice. */
  readonly noticeVersion: Maybe<Scalars['String']['output']>;
  /** Who answers for the processing. */
  readonly piiController: Maybe<Scalars['String']['output']>;
  /** Whose data it is: the customer number. */
  readonly piiPrincipalId: Maybe<Scalars['ID']['output']>;
  /** Purposes, as addresses of DPV terms. */
  readonly purposes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** To whom data goes: client ids, or the bank. */
  readonly recipients: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Identifier of the record: that of the consent. */
  readonly recordId: Maybe<Scalars['ID']['output']>;
  /** Version of the record: how many steps the consent has had. */
  readonly recordVersion: Maybe<Scalars['Int']['output']>;
  /** Edition of the standard. */
  readonly schemaVersion: Maybe<Scalars['String']['output']>;
};

/** One step in a consent receipt. */
export type ConsentReceiptEvent = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** The notice that the customer was shown with it. */
  readonly noticeVersion: Maybe<Scalars['String']['output']>;
  /** State after it, as the address of a DPV term. */
  readonly state: Maybe<Scalars['String']['output']>;
};

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

/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type Customer = {
  /** Who was shown data of the customer, when and for what purpose, the newest first. */
  readonly accessHistory: Maybe<AccessRecordConnection>;
  /** Accounts that the customer holds, alone or jointly. */
  readonly accounts: Maybe<AccountConnection>;
  /** Alerts of transaction monitoring, the newest first. */
  readonly amlAlerts: Maybe<AmlAlertConnection>;
  /** Cases, the newest first. */
  readonly amlCases: Maybe<AmlCaseConnection>;
  /** Consents of the customer, the newest first; as they stood at a moment that has been, when one is given. */
  readonly consents: Maybe<ReadonlyArray<Consent>>;
  /** Decisions about the customer, the newest first unless the order says otherwise. */
  readonly decisions: Maybe<DecisionEventConnection>;
  /** Numbers under which other systems know this customer. */
  readonly externalIds: Maybe<ReadonlyArray<ExternalIdentifier>>;
  /** What devices, behaviour and velocity say, the newest first. */
  readonly fraudSignals: Maybe<FraudSignalConnection>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Journeys of the customer, the newest first: those that are open, however old, and of the others the newest. Only one status when it is named. */
  readonly journeys: Maybe<ReadonlyArray<Journey>>;
  /** What the bank knows and has checked about who the customer is. */
  readonly kyc: Maybe<KycProfile>;
  /** Loans. */
  readonly loans: Maybe<ReadonlyArray<Loan>>;
  /** Name by which the bank addresses the customer. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Legal identity and contact details. */
  readonly party: Maybe<Party>;
  /** Predictions about the customer. */
  readonly predictions: Maybe<ReadonlyArray<Prediction>>;
  /** Restrictions on service now in force. The wording is the same whatever the reason behind it. */
  readonly restrictions: Maybe<ReadonlyArray<ServiceRestriction>>;
  /** Decisions of the risk engine, the newest first. */
  readonly riskDecisions: Maybe<RiskDecisionConnection>;
  /** How the customer's risk was rated: valid at `asOf`, as the bank knew it at `knownAt`. Both are now when not given. */
  readonly riskHistory: Maybe<RiskHistory>;
  /** Suspicious activity reports, the newest first. */
  readonly sars: Maybe<SarConnection>;
  /** Segments to which the customer belongs. */
  readonly segmentMemberships: Maybe<ReadonlyArray<SegmentMembership>>;
  /** Everything that happened with the customer in one list, the newest first: of some kinds, from one time to before another, when these are given. */
  readonly timeline: Maybe<TimelineEntryConnection>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerAccessHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerAmlAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerAmlCasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerConsentsArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DecisionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<DecisionOrder>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerFraudSignalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerJourneysArgs = {
  status?: InputMaybe<JourneyStatus>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerRiskDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerRiskHistoryArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerSarsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
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
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** The customer. */
  readonly customer: Maybe<Customer>;
  /** Decisions that it made. */
  readonly decisions: Maybe<ReadonlyArray<DecisionEvent>>;
  /** Part of the bank that it comes from. */
  readonly domain: Maybe<DecisionDomain>;
  /** Identifier of the event. */
  readonly id: Scalars['ID']['output'];
  /** Kind of event, for example bankgraph.decision. */
  readonly kind: Maybe<Scalars['String']['output']>;
};

/** A page of customers. */
export type CustomerConnection = {
  /** The customers of this page, each with its cursor. */
  readonly edges: ReadonlyArray<CustomerEdge>;
  /** The customers of this page. */
  readonly nodes: ReadonlyArray<Customer>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many customers match, of those that the caller may see. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A customer in a page. */
export type CustomerEdge = {
  /** Cursor of this customer. */
  readonly cursor: Scalars['String']['output'];
  /** The customer. */
  readonly node: Customer;
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
  readonly onBehalfOf: Maybe<Scalars['String']['output']>;
  /** Role in which a person acted. */
  readonly role: Maybe<Scalars['String']['output']>;
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
  readonly actor: Maybe<DecisionActor>;
  /** Entry of the audit log that anchors the decision: proof that it is as it was appended. Null when none does. */
  readonly anchoredBy: Maybe<Scalars['ID']['output']>;
  /** Approvals by people. */
  readonly approvals: Maybe<ReadonlyArray<Approval>>;
  /** Decisions that led to it (prov:wasInformedBy). */
  readonly causedBy: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Class of the decision's data. */
  readonly class: Maybe<DataClass>;
  /** What was decided. */
  readonly decision: Maybe<Scalars['String']['output']>;
  /** Part of the bank whose decision it is. */
  readonly domain: Maybe<DecisionDomain>;
  /** Whether a person decided and another one approved. Null when no person decided. */
  readonly fourEyes: Maybe<Scalars['Boolean']['output']>;
  /** Identifier in the ledger. */
  readonly id: Scalars['ID']['output'];
  /** Evidence that was used (prov:used). */
  readonly inputs: Maybe<ReadonlyArray<EvidenceRef>>;
  /** Kind of decision, for example kyc.risk-rating. */
  readonly kind: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  readonly occurredAt: Maybe<Scalars['DateTime']['output']>;
  /** What came of it. */
  readonly outcome: Maybe<Scalars['String']['output']>;
  /** Rule or model that was followed (prov:hadPlan). */
  readonly plan: Maybe<DecisionPlan>;
  /** What the customer may be told. */
  readonly reasonForCustomer: Maybe<Scalars['String']['output']>;
  /** What only the bank may know. */
  readonly reasonInternal: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it. */
  readonly recordedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether the bank recorded it later than it happened. */
  readonly recordedLater: Maybe<Scalars['Boolean']['output']>;
  /** Customer whom the decision is about. */
  readonly subject: Maybe<Customer>;
  /** Decision that it replaces (prov:wasRevisionOf). */
  readonly supersedes: Maybe<Scalars['ID']['output']>;
};

/** A page of decisions. */
export type DecisionEventConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness: Maybe<Completeness>;
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
  readonly version: Maybe<Scalars['String']['output']>;
};

/** A mandate to collect from the account. */
export type DirectDebit = {
  /** Identifier in core banking. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Number of the mandate. */
  readonly mandate: Maybe<Scalars['String']['output']>;
  /** Who collects. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The last amount. */
  readonly previousPaymentAmount: Maybe<Amount>;
  /** When the last amount was collected. */
  readonly previousPaymentAt: Maybe<Scalars['DateTime']['output']>;
  /** Active or not. */
  readonly status: Maybe<MandateStatus>;
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

/** Evidence by reference: where it is, what it was when it was used, never its content. */
export type EvidenceRef = {
  /** State of which time was used. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** Class of the evidence. */
  readonly class: Maybe<DataClass>;
  /** Identifier in that system. */
  readonly externalId: Maybe<Scalars['String']['output']>;
  /** SHA-256 of what was used. */
  readonly hash: Maybe<Scalars['String']['output']>;
  /** System that has it. */
  readonly system: Maybe<Scalars['String']['output']>;
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

/** The number of one customer in one system (cross-reference). */
export type ExternalIdentifier = {
  /** The number in that system. */
  readonly externalId: Scalars['String']['output'];
  /** The system that uses this number. */
  readonly system: Scalars['String']['output'];
};

/** One attribute of a signal. */
export type FraudAttribute = {
  /** Name of the attribute. */
  readonly name: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['String']['output'];
};

/** What one of the bank's people made of a risk decision. */
export type FraudResolution = {
  /** What it came to. */
  readonly outcome: Maybe<FraudResolutionOutcome>;
  /** Why; what only the bank may know. */
  readonly reasonInternal: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly resolvedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who resolved it. */
  readonly resolvedBy: Maybe<Scalars['String']['output']>;
};

/** What a risk decision came to. */
export type FraudResolutionOutcome =
  | 'CONFIRMED_FRAUD'
  | 'NO_ACTION'
  | 'RELEASED';

/** One observation. */
export type FraudSignal = {
  /** What was observed. For behaviour: labels of deviations, never raw input. */
  readonly attributes: Maybe<ReadonlyArray<FraudAttribute>>;
  /** How sure, 0 to 1. */
  readonly confidence: Maybe<Scalars['Decimal']['output']>;
  /** Identifier in the system that observed it. */
  readonly id: Scalars['ID']['output'];
  /** Kind of signal. */
  readonly kind: Maybe<FraudSignalKind>;
  /** When. */
  readonly observedAt: Maybe<Scalars['DateTime']['output']>;
  /** System that observed it. */
  readonly source: Maybe<Scalars['String']['output']>;
};

/** A page of fraud signals. */
export type FraudSignalConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness: Maybe<Completeness>;
  /** The signals of this page, each with its cursor. */
  readonly edges: ReadonlyArray<FraudSignalEdge>;
  /** The signals of this page. */
  readonly nodes: ReadonlyArray<FraudSignal>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many signals there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A signal in a page. */
export type FraudSignalEdge = {
  /** Cursor of this signal. */
  readonly cursor: Scalars['String']['output'];
  /** The signal. */
  readonly node: FraudSignal;
};

/** Kind of fraud signal. */
export type FraudSignalKind =
  | 'BIOMETRIC'
  | 'DEVICE'
  | 'IP'
  | 'VELOCITY';

/** What a person has decided or proposed, and what a second person said to it. */
export type HumanDecision = {
  /** What a second person said to it, or that it was taken back. */
  readonly answer: Maybe<HumanDecisionAnswer>;
  /** The case to which it belongs. */
  readonly caseId: Maybe<Scalars['ID']['output']>;
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer: Maybe<Customer>;
  /** Identifiers in the decision ledger, the oldest first. */
  readonly decisionIds: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** What else its kind says, for example the segment before and after. */
  readonly details: Maybe<ReadonlyArray<HumanDecisionDetail>>;
  /** What it rests on. */
  readonly evidence: Maybe<ReadonlyArray<HumanDecisionEvidence>>;
  /** Until when it holds. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What is decided. */
  readonly kind: Maybe<HumanDecisionKind>;
  /** When it lapses unless a second person decides. */
  readonly lapsesAt: Maybe<Scalars['DateTime']['output']>;
  /** When. */
  readonly madeAt: Maybe<Scalars['DateTime']['output']>;
  /** Who decided or proposed. */
  readonly madeBy: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly madeRole: Maybe<Scalars['String']['output']>;
  /** What it came to, in a word of its kind: APPROVED, FALSE_POSITIVE, FILE, SET and so on. */
  readonly outcome: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** What the customer may be told. */
  readonly reasonForCustomer: Maybe<Scalars['String']['output']>;
  /** Whether the system of record has it. */
  readonly sentOn: Maybe<SendingState>;
  /** Where it stands now. */
  readonly status: Maybe<HumanDecisionStatus>;
  /** How many decisions about the same thing there are with this one. */
  readonly version: Maybe<Scalars['Int']['output']>;
};

/** What came of a proposal. */
export type HumanDecisionAnswer = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly role: Maybe<Scalars['String']['output']>;
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

/** An identity document. */
export type IdDocument = {
  /** Country that issued it. */
  readonly country: Maybe<Scalars['CountryCode']['output']>;
  /** True when it is no longer valid. */
  readonly expired: Maybe<Scalars['Boolean']['output']>;
  /** Last day of validity. */
  readonly expiresOn: Maybe<Scalars['Date']['output']>;
  /** SHA-256 of the image, never the image. */
  readonly imageHash: Maybe<Scalars['String']['output']>;
  /** Number of the document. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** Kind of document. */
  readonly type: Maybe<IdDocumentType>;
};

/** Kind of identity document. */
export type IdDocumentType =
  | 'DRIVERS'
  | 'ID_CARD'
  | 'PASSPORT'
  | 'RESIDENCE_PERMIT';

/** Something that a customer starts in one channel and goes on with in another. */
export type Journey = {
  /** Steps that are done, in their order. */
  readonly doneSteps: Maybe<ReadonlyArray<JourneyStep>>;
  /** Everything that happened, the oldest first. */
  readonly events: Maybe<ReadonlyArray<JourneyEvent>>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly kind: Maybe<JourneyKind>;
  /** The channel in which it was last gone on with, or to which it was handed over since. */
  readonly lastChannel: Maybe<Channel>;
  /** Steps that are still to be done, in their order; none once it is over. */
  readonly pendingSteps: Maybe<ReadonlyArray<JourneyStep>>;
  /** When it was started. */
  readonly startedAt: Maybe<Scalars['DateTime']['output']>;
  /** The channel in which it was started. */
  readonly startedIn: Maybe<Channel>;
  /** Where it stands. */
  readonly status: Maybe<JourneyStatus>;
  /** Goes up with each change: whoever changes it says which version they have seen. */
  readonly version: Maybe<Scalars['Int']['output']>;
};

/** Who did it. */
export type JourneyActor =
  /** The customer. */
  | 'CUSTOMER'
  /** A member of staff, on behalf of the customer. */
  | 'STAFF';

/** Something that happened in a journey. */
export type JourneyEvent = {
  /** Who did it. */
  readonly actor: Maybe<JourneyActor>;
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** The member of staff, where one did it on behalf of the customer. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** The channel in which it happened. */
  readonly channel: Maybe<Channel>;
  /** The channel in which it is to go on, where it was handed over. */
  readonly handedOverTo: Maybe<Channel>;
  /** What happened. */
  readonly kind: Maybe<JourneyEventKind>;
  /** The step, where one was done. */
  readonly step: Maybe<JourneyStep>;
};

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

/** Who the customer is, as checked. */
export type KycProfile = {
  /** Depth of due diligence. */
  readonly cddLevel: Maybe<CddLevel>;
  /** Identity documents. */
  readonly documents: Maybe<ReadonlyArray<IdDocument>>;
  /** When the profile is to be reviewed next. */
  readonly nextReviewAt: Maybe<Scalars['Date']['output']>;
  /** When due diligence began. */
  readonly openedAt: Maybe<Scalars['DateTime']['output']>;
  /** Risk rating in force now. */
  readonly riskRating: Maybe<RiskRating>;
  /** Every risk rating, with the time it applied and the time the bank knew it, the newest first. */
  readonly riskRatings: Maybe<ReadonlyArray<RiskRating>>;
  /** Screenings against sanctions and watchlists, the newest first. */
  readonly screenings: Maybe<ReadonlyArray<Screening>>;
  /** State of customer due diligence; in neutral words for the customer. */
  readonly status: Maybe<KycStatus>;
  /** Identity verifications, the newest first. */
  readonly verifications: Maybe<ReadonlyArray<Verification>>;
};

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

/** Something wrong with the decision ledger. */
export type LedgerFault = {
  /** Entry of the audit log that anchors it. */
  readonly auditEntry: Maybe<Scalars['ID']['output']>;
  /** The decision. Null where only the append is known of which it was part. */
  readonly decision: Maybe<Scalars['ID']['output']>;
  /** What is wrong. */
  readonly kind: Maybe<LedgerFaultKind>;
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
  readonly decisions: Maybe<Scalars['Int']['output']>;
  /** How much is wrong. */
  readonly faultCount: Maybe<Scalars['Int']['output']>;
  /** What is wrong: at most 100. See faultCount. */
  readonly faults: Maybe<ReadonlyArray<LedgerFault>>;
  /** True when nothing is wrong with what was looked at. */
  readonly intact: Maybe<Scalars['Boolean']['output']>;
  /** Records of the audit log that anchor them. */
  readonly records: Maybe<Scalars['Int']['output']>;
  /** Whether that was the whole ledger. */
  readonly whole: Maybe<Scalars['Boolean']['output']>;
};

/** The decisions around one, and how they hang together. */
export type Lineage = {
  /** How they hang together. An edge is between two of the nodes. */
  readonly edges: Maybe<ReadonlyArray<LineageEdge>>;
  /** The decision itself, those that led to it and those that came of it, the oldest first: at most 500. */
  readonly nodes: Maybe<ReadonlyArray<DecisionEvent>>;
  /** Whether there is more than is shown: further away, or too many. */
  readonly truncated: Maybe<Scalars['Boolean']['output']>;
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
  readonly from: Maybe<Scalars['ID']['output']>;
  /** What the earlier one is to it. */
  readonly relation: Maybe<LineageRelation>;
  /** The earlier decision. */
  readonly to: Maybe<Scalars['ID']['output']>;
};

/** Relation of one decision to an earlier one (W3C PROV). */
export type LineageRelation =
  /** The earlier one led to it (prov:wasInformedBy). */
  | 'WAS_INFORMED_BY'
  /** It replaces the earlier one (prov:wasRevisionOf). */
  | 'WAS_REVISION_OF';

/** A loan as the loan system has it. */
export type Loan = {
  /** Interest a year, in per cent. */
  readonly annualInterestRate: Maybe<Scalars['Decimal']['output']>;
  /** Day on which the money was paid out. */
  readonly disbursedOn: Maybe<Scalars['Date']['output']>;
  /** Identifier in the loan system. */
  readonly id: Scalars['ID']['output'];
  /** True when a payment is overdue. */
  readonly inArrears: Maybe<Scalars['Boolean']['output']>;
  /** Day on which the loan is to be repaid. */
  readonly maturesOn: Maybe<Scalars['Date']['output']>;
  /** What is still owed. */
  readonly outstanding: Maybe<Amount>;
  /** Amount lent. */
  readonly principal: Maybe<Amount>;
  /** Name of the loan product. */
  readonly product: Maybe<Scalars['String']['output']>;
  /** Status. */
  readonly status: Maybe<LoanStatus>;
};

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

/** A version of a model: what it is for, what it assumes, who answers for it. */
export type ModelVersion = {
  /** What it assumes. */
  readonly assumptions: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it must not be trusted. */
  readonly limitations: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Name of the model. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Who answers for it. */
  readonly owner: Maybe<Scalars['String']['output']>;
  /** What it is for. */
  readonly purpose: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status: Maybe<ModelStatus>;
  /** Tier of model risk, 1 the highest. */
  readonly tier: Maybe<Scalars['Int']['output']>;
  /** When it was last validated. */
  readonly validatedAt: Maybe<Scalars['DateTime']['output']>;
  /** Version. */
  readonly version: Maybe<Scalars['String']['output']>;
};

export type Mutation = {
  /** Ends a journey before its last step. */
  readonly abandonJourney: Maybe<Journey>;
  /** Gives a case to a member of staff. */
  readonly assignCase: Maybe<HumanDecision>;
  /** The customer allows what was asked for, on these accounts of theirs; none for a purpose. */
  readonly authoriseConsent: Maybe<Consent>;
  /** The customer adds accounts to a consent that holds, or removes some: the others stay. */
  readonly changeConsentAccounts: Maybe<Consent>;
  /** Says that the next step is done, or hands the journey over to another channel, or both. With the last step it is completed. */
  readonly continueJourney: Maybe<Journey>;
  /** Approves or refuses. Never by the person who asked, whatever their role. */
  readonly decideAccess: Maybe<AccessGrant>;
  /** Agrees to what was proposed about a report, or refuses it. Never by the person who proposed it, whatever their role. */
  readonly decideReport: Maybe<HumanDecision>;
  /** Agrees to another segment, or refuses it. Never by the person who proposed it, whatever their role. */
  readonly decideSegmentOverride: Maybe<HumanDecision>;
  /** Says what a case came to, and closes it. */
  readonly disposeCase: Maybe<HumanDecision>;
  /** Ends access before its time is up, or withdraws what was asked for. */
  readonly endAccess: Maybe<AccessGrant>;
  /** Hands a case to the level above. */
  readonly escalateCase: Maybe<HumanDecision>;
  /** Lifts a restriction that the caller's own line of work has set. */
  readonly liftRestriction: Maybe<HumanDecision>;
  /** Adds a note to a case. */
  readonly noteOnCase: Maybe<HumanDecision>;
  /** Proposes to file a suspicious activity report, or to file none. Nothing is decided before somebody else has agreed. */
  readonly proposeReport: Maybe<HumanDecision>;
  /** Proposes to put a customer into another segment for a while. Nothing changes before somebody else has agreed. */
  readonly proposeSegmentOverride: Maybe<HumanDecision>;
  /** The customer gives a cancelled consent again. */
  readonly reauthenticateConsent: Maybe<Consent>;
  /** Says what a review of the customer's identity and risk came to. */
  readonly recordKycReview: Maybe<HumanDecision>;
  /** Says what came of reaching out to the customer. */
  readonly recordOutreach: Maybe<HumanDecision>;
  /** Says how the customer proved more about themselves. */
  readonly recordStepUp: Maybe<HumanDecision>;
  /** The customer refuses what was asked for. */
  readonly rejectConsent: Maybe<Consent>;
  /** Asks for access. Nothing is open before somebody else has approved it. What nobody decides within 24 hours lapses; 20 requests of one person may wait. */
  readonly requestAccess: Maybe<AccessGrant>;
  /** Asks the customer for a consent: a partner for itself, or the customer. Nothing is allowed before the customer authorises it; five of one grantee may wait for one customer. */
  readonly requestConsent: Maybe<Consent>;
  /** Asks the customer for a document. */
  readonly requestDocument: Maybe<HumanDecision>;
  /** Asks for an EXPORT: leave to take restricted decisions about a customer out of the graph. Nothing leaves before another person has approved it with `decideAccess`. */
  readonly requestExport: Maybe<AccessGrant>;
  /** Says what became of a decision of the risk engine. */
  readonly resolveRiskDecision: Maybe<HumanDecision>;
  /** Restricts a service. The customer is told the same words whoever does it. */
  readonly restrictService: Maybe<HumanDecision>;
  /** Says afterwards whether access was justified. Neither by the person who asked nor by the one who approved. */
  readonly reviewAccess: Maybe<AccessGrant>;
  /** Starts a journey, by the customer or on their behalf. A customer has one open journey of a kind at a time: it is gone on with, in whatever channel. */
  readonly startJourney: Maybe<Journey>;
  /** Ends a consent: the customer, or a member of staff on their behalf. What has ended already answers as it is. */
  readonly withdrawConsent: Maybe<Consent>;
  /** Takes back what the caller has proposed, as long as nobody has decided on it. */
  readonly withdrawProposal: Maybe<HumanDecision>;
};


export type MutationAbandonJourneyArgs = {
  input: AbandonJourneyInput;
};


export type MutationAssignCaseArgs = {
  input: CaseAssignmentInput;
};


export type MutationAuthoriseConsentArgs = {
  accountIds: ReadonlyArray<Scalars['ID']['input']>;
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  noticeVersion: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};


export type MutationChangeConsentAccountsArgs = {
  add?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  remove?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  version: Scalars['Int']['input'];
};


export type MutationContinueJourneyArgs = {
  input: ContinueJourneyInput;
};


export type MutationDecideAccessArgs = {
  approve: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
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


export type MutationEndAccessArgs = {
  id: Scalars['ID']['input'];
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


export type MutationReauthenticateConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  noticeVersion: Scalars['String']['input'];
  version: Scalars['Int']['input'];
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


export type MutationRejectConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
};


export type MutationRequestAccessArgs = {
  input: RequestAccessInput;
};


export type MutationRequestConsentArgs = {
  input: RequestConsentInput;
};


export type MutationRequestDocumentArgs = {
  input: DocumentRequestInput;
};


export type MutationRequestExportArgs = {
  input: RequestExportInput;
};


export type MutationResolveRiskDecisionArgs = {
  input: RiskResolutionInput;
};


export type MutationRestrictServiceArgs = {
  input: ServiceRestrictionInput;
};


export type MutationReviewAccessArgs = {
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  verdict: AccessVerdict;
};


export type MutationStartJourneyArgs = {
  input: StartJourneyInput;
};


export type MutationWithdrawConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
};


export type MutationWithdrawProposalArgs = {
  input: ProposalWithdrawalInput;
};

/** A decision not to file a report. */
export type NoReportDecision = {
  /** Who approved. */
  readonly approvedBy: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who decided. */
  readonly decidedBy: Maybe<Scalars['String']['output']>;
  /** Identifier of the decision. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly rationale: Maybe<Scalars['String']['output']>;
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

/** A change of a membership by a person, approved by another. */
export type Override = {
  /** Who approved it. */
  readonly approvedBy: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Who changed it. */
  readonly by: Maybe<Scalars['String']['output']>;
  /** Until when it holds. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Segment before. */
  readonly from: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** Segment after. */
  readonly to: Maybe<Scalars['String']['output']>;
};

/** Position in a Relay connection. */
export type PageInfo = {
  /** Cursor of the last entry: give it as `after` to go on. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** True when there are more entries after the last one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when there are entries before the first one. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** Legal identity and contact details of a customer (UK Open Banking OBParty2). */
export type Party = {
  /** Postal addresses. */
  readonly addresses: Maybe<ReadonlyArray<PostalAddress>>;
  /** Date of birth of a natural person. */
  readonly dateOfBirth: Maybe<Scalars['Date']['output']>;
  /** Email address. */
  readonly emailAddress: Maybe<Scalars['String']['output']>;
  /** Full legal name. */
  readonly fullLegalName: Maybe<Scalars['String']['output']>;
  /** Mobile number in international notation. */
  readonly mobile: Maybe<Scalars['String']['output']>;
  /** Number of the party in core banking. */
  readonly partyNumber: Maybe<Scalars['String']['output']>;
  /** Sole, joint or delegate. */
  readonly partyType: Maybe<PartyType>;
  /** Telephone number in international notation. */
  readonly phone: Maybe<Scalars['String']['output']>;
};

/** One party of an account. */
export type PartyRole = {
  /** Name of the party. */
  readonly partyName: Maybe<Scalars['String']['output']>;
  /** The role. */
  readonly role: Maybe<PartyRoleCode>;
};

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

/** Postal address (ISO 20022 PostalAddress). */
export type PostalAddress = {
  /** Kind of address. */
  readonly addressType: Maybe<AddressType>;
  /** House number. */
  readonly buildingNumber: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly country: Maybe<Scalars['CountryCode']['output']>;
  /** Postal code. */
  readonly postCode: Maybe<Scalars['String']['output']>;
  /** Street. */
  readonly streetName: Maybe<Scalars['String']['output']>;
  /** Town. */
  readonly townName: Maybe<Scalars['String']['output']>;
};

/** A prediction by a model. */
export type Prediction = {
  /** Days ahead. */
  readonly horizonDays: Maybe<Scalars['Int']['output']>;
  /** Identifier of the prediction. */
  readonly id: Scalars['ID']['output'];
  /** What is predicted. */
  readonly kind: Maybe<PredictionKind>;
  /** Model that made it. */
  readonly modelRun: Maybe<ModelVersion>;
  /** Probability, 0 to 1. */
  readonly probability: Maybe<Scalars['Decimal']['output']>;
  /** When it was made. */
  readonly producedAt: Maybe<Scalars['DateTime']['output']>;
};

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

export type Query = {
  /** Access that was asked for, of those that the caller may see, the newest first: the queue of those who decide and review. Only one status when it is named. */
  readonly accessGrants: Maybe<AccessGrantConnection>;
  /** The newest signed state of the audit log. Null before the first. */
  readonly auditCheckpoint: Maybe<AuditCheckpoint>;
  /** What was asked of the graph and what came of it, as the audit log has it, the newest first: all that the filter matches, of what the caller may see. */
  readonly auditEntries: Maybe<AuditEntryConnection>;
  /** A change that belongs to an AML case, as customerChange. */
  readonly caseChange: Maybe<CustomerChange>;
  /** Decisions about a customer to be taken out of the graph: all of them, those of one case, or one, with the decisions that led to them. Whoever asks for it goes on record with this field: it is an export. */
  readonly caseFile: Maybe<CaseFile>;
  /** One customer by the bank-wide customer number. Null when there is none that the caller may see. */
  readonly customer: Maybe<Customer>;
  /** A change of a customer. The gateway asks for it when an event arrives for a subscription: the event is sealed by it, so that nobody else can ask. Null when there is none that the caller may see. */
  readonly customerChange: Maybe<CustomerChange>;
  /** Customers whose name or number matches the search text, of those that the caller may see. */
  readonly customers: Maybe<CustomerConnection>;
  /** One decision by its identifier. Null when there is none that the caller may see. */
  readonly decision: Maybe<DecisionEvent>;
  /** Decisions that followed one rule or model, of all customers, the newest first; of one version of it when that is given. When there are more than 5,000, say between which times. */
  readonly decisionsByPlan: Maybe<DecisionEventConnection>;
  /** Whether the decisions are those that were appended, held against the audit log. Of a ledger of more than 20,000 the newest are looked at. */
  readonly ledgerIntegrity: Maybe<LedgerIntegrity>;
  /** What led to a decision and what came of it, as far as a chain of decisions that the caller may see leads. Null when there is no such decision. The depth is from 1 to 10. */
  readonly lineage: Maybe<Lineage>;
  /** What waits for a second person, of what the caller may see, the newest first. Only one customer's or one kind when it is named. */
  readonly proposedDecisions: Maybe<HumanDecisionConnection>;
  /** Whether the caller may be told of changes that belong to an AML case. Null when not. */
  readonly watchesCase: Maybe<Scalars['Boolean']['output']>;
  /** Whether the caller may be told of changes of a customer. Null when not. */
  readonly watchesCustomer: Maybe<Scalars['Boolean']['output']>;
};


export type QueryAccessGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<AccessGrantStatus>;
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


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomerChangeArgs = {
  event?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search: Scalars['String']['input'];
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


export type QueryProposedDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<HumanDecisionKind>;
};


export type QueryWatchesCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWatchesCustomerArgs = {
  id: Scalars['ID']['input'];
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

/** A decision of the risk engine. */
export type RiskDecision = {
  /** What the engine advises; in neutral words for the customer. */
  readonly action: Maybe<RiskAction>;
  /** When it was decided. */
  readonly decidedAt: Maybe<Scalars['DateTime']['output']>;
  /** Until when the decision holds. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the risk engine. */
  readonly id: Scalars['ID']['output'];
  /** Version of the engine's policy. */
  readonly policyVersion: Maybe<Scalars['String']['output']>;
  /** What the customer may be told. */
  readonly reasonForCustomer: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reasons: Maybe<ReadonlyArray<RiskReason>>;
  /** What one of the bank's people made of it; null as long as nobody has. */
  readonly resolution: Maybe<FraudResolution>;
  /** Score, 0.01 to 99. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** Step-ups that were asked for. */
  readonly stepUps: Maybe<ReadonlyArray<StepUp>>;
};

/** A page of risk decisions. */
export type RiskDecisionConnection = {
  /** The decisions of this page, each with its cursor. */
  readonly edges: ReadonlyArray<RiskDecisionEdge>;
  /** The decisions of this page. */
  readonly nodes: ReadonlyArray<RiskDecision>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many decisions there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A risk decision in a page. */
export type RiskDecisionEdge = {
  /** Cursor of this decision. */
  readonly cursor: Scalars['String']['output'];
  /** The decision. */
  readonly node: RiskDecision;
};

/** How the customer's risk was rated: valid at one time, as it was known at another. */
export type RiskHistory = {
  /** Rating in force at the asked time. Null when none was known. */
  readonly current: Maybe<RiskLevel>;
  /** The first time that the rating in force was given without a break: when this risk was first identified. Its time is that from which it held; recordedLater tells that the bank recorded it afterwards. */
  readonly firstIdentified: Maybe<RiskLevel>;
  /** Every rating up to the asked time, the oldest first, without those that were corrected. */
  readonly levels: Maybe<ReadonlyArray<RiskLevel>>;
};

/** One rating of risk. */
export type RiskLevel = {
  /** Decision in the ledger. */
  readonly decisionId: Maybe<Scalars['ID']['output']>;
  /** The rating, for example HIGH. */
  readonly level: Maybe<Scalars['String']['output']>;
  /** Who rated: the system, model or person. */
  readonly ratedBy: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it (recorded time). */
  readonly recordedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whether it was recorded later than it began to hold. */
  readonly recordedLater: Maybe<Scalars['Boolean']['output']>;
  /** From when it held (valid time). */
  readonly validFrom: Maybe<Scalars['DateTime']['output']>;
  /** Until when; null while it was in force at the asked time. */
  readonly validTo: Maybe<Scalars['DateTime']['output']>;
};

/** A rating of the customer's risk in valid time and recorded time. */
export type RiskRating = {
  /** Band. */
  readonly band: Maybe<RiskBand>;
  /** Version of the scoring model. */
  readonly modelVersion: Maybe<Scalars['String']['output']>;
  /** Why the rating is what it is. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it (recorded time). */
  readonly recordedAt: Maybe<Scalars['DateTime']['output']>;
  /** Score behind the band, 0 to 100. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** From when the rating applies (valid time). */
  readonly validFrom: Maybe<Scalars['DateTime']['output']>;
  /** Until when the rating applied; null while it is in force. */
  readonly validTo: Maybe<Scalars['DateTime']['output']>;
};

/** One reason of a risk decision. */
export type RiskReason = {
  /** Code of the reason. */
  readonly code: Scalars['String']['output'];
  /** How much it multiplied the risk. */
  readonly weight: Maybe<Scalars['Decimal']['output']>;
};

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

/** One rule that fired. */
export type RuleHit = {
  /** Branch of the rule that applied. */
  readonly outcome: Maybe<Scalars['String']['output']>;
  /** Identifier of the rule. */
  readonly ruleId: Scalars['String']['output'];
  /** Version of the rule's configuration. */
  readonly version: Maybe<Scalars['String']['output']>;
  /** What it added to the score. */
  readonly weight: Maybe<Scalars['Decimal']['output']>;
};

/** A suspicious activity report. */
export type Sar = {
  /** How the regulator received it. */
  readonly acknowledgement: Maybe<SarAcknowledgement>;
  /** Case from which it came. */
  readonly caseId: Maybe<Scalars['ID']['output']>;
  /** Until when it had to be filed. */
  readonly deadlineAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was filed. */
  readonly filedAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the register. */
  readonly id: Scalars['ID']['output'];
  /** What is reported. */
  readonly narrative: Maybe<Scalars['String']['output']>;
  /** Number given by the regulator (BSAID). */
  readonly regulatorRef: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status: Maybe<SarStatus>;
};

/** The regulator's acknowledgement of a report. */
export type SarAcknowledgement = {
  /** True when the regulator took the report. */
  readonly accepted: Maybe<Scalars['Boolean']['output']>;
  /** Number given by the regulator (BSAID). */
  readonly bsaId: Maybe<Scalars['String']['output']>;
  /** What the regulator found wrong. */
  readonly warnings: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A page of suspicious activity reports. */
export type SarConnection = {
  /** The reports of this page, each with its cursor. */
  readonly edges: ReadonlyArray<SarEdge>;
  /** The reports of this page. */
  readonly nodes: ReadonlyArray<Sar>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many reports there are. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A report in a page. */
export type SarEdge = {
  /** Cursor of this report. */
  readonly cursor: Scalars['String']['output'];
  /** The report. */
  readonly node: Sar;
};

/** State of a report. */
export type SarStatus =
  | 'ACKNOWLEDGED'
  | 'DRAFT'
  | 'FILED'
  | 'REJECTED';

/** One screening of the customer against lists. */
export type Screening = {
  /** Matching algorithm. */
  readonly algorithm: Maybe<Scalars['String']['output']>;
  /** Data set that was screened. */
  readonly dataset: Maybe<Scalars['String']['output']>;
  /** Identifier of the screening. */
  readonly id: Scalars['ID']['output'];
  /** Version of the list that was screened. */
  readonly listVersion: Maybe<Scalars['String']['output']>;
  /** What was found. */
  readonly matches: Maybe<ReadonlyArray<ScreeningMatch>>;
  /** When it was screened. */
  readonly screenedAt: Maybe<Scalars['DateTime']['output']>;
  /** State. */
  readonly status: Maybe<ScreeningStatus>;
  /** Score from which on a result counts as a match. */
  readonly threshold: Maybe<Scalars['Decimal']['output']>;
};

/** One feature of a match score. */
export type ScreeningExplanation = {
  /** What was compared. */
  readonly detail: Maybe<Scalars['String']['output']>;
  /** Name of the feature. */
  readonly feature: Scalars['String']['output'];
  /** Its part of the score. */
  readonly score: Scalars['Decimal']['output'];
};

/** An entry of a list that resembles the customer. */
export type ScreeningMatch = {
  /** Name of the entity. */
  readonly caption: Maybe<Scalars['String']['output']>;
  /** Lists that have the entity. */
  readonly datasets: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Canonical identifier of the entity on the list. */
  readonly entityId: Maybe<Scalars['ID']['output']>;
  /** What the score is made of. */
  readonly explanations: Maybe<ReadonlyArray<ScreeningExplanation>>;
  /** Identifiers that were merged into it. */
  readonly referents: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** When it was judged. */
  readonly reviewedAt: Maybe<Scalars['DateTime']['output']>;
  /** Who judged it. */
  readonly reviewedBy: Maybe<Scalars['String']['output']>;
  /** Kind of entity (FollowTheMoney schema). */
  readonly schema: Maybe<Scalars['String']['output']>;
  /** How alike, 0 to 1. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** How the match was judged. */
  readonly status: Maybe<ScreeningMatchStatus>;
  /** Topics, for example sanction or role.pep. */
  readonly topics: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

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

/** Membership of one segment. */
export type SegmentMembership = {
  /** What the segment is for. */
  readonly category: Maybe<SegmentCategory>;
  /** Identifier of the membership. */
  readonly id: Scalars['ID']['output'];
  /** Model that decided it. */
  readonly modelRun: Maybe<ModelVersion>;
  /** Change by a person, when there is one. */
  readonly override: Maybe<Override>;
  /** Score behind it, 0 to 100. */
  readonly score: Maybe<Scalars['Decimal']['output']>;
  /** Name of the segment. */
  readonly segment: Maybe<Scalars['String']['output']>;
  /** Since when. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
  /** System that decided it. */
  readonly source: Maybe<Scalars['String']['output']>;
};

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

/** A restriction on service, worded alike whether fraud, KYC or another check is behind it. */
export type ServiceRestriction = {
  /** Neutral reason. */
  readonly reason: Maybe<RestrictionReason>;
  /** What is restricted. */
  readonly scope: Maybe<RestrictionScope>;
  /** Since when. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
};

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

/** Institution that services an account. */
export type Servicer = {
  /** BIC or other number of the institution. */
  readonly identification: Maybe<Scalars['String']['output']>;
  /** Kind of identification, for example UK.OBIE.BICFI. */
  readonly scheme: Maybe<Scalars['String']['output']>;
};

/** A regular payment. */
export type StandingOrder = {
  /** Name of the payee. */
  readonly creditor: Maybe<Scalars['String']['output']>;
  /** Last payment on, when there is one. */
  readonly finalPaymentAt: Maybe<Scalars['DateTime']['output']>;
  /** How often, in words of the upstream's frequency code. */
  readonly frequency: Maybe<Scalars['String']['output']>;
  /** Identifier in core banking. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Amount of the next payment. */
  readonly nextPaymentAmount: Maybe<Amount>;
  /** Next payment on. */
  readonly nextPaymentAt: Maybe<Scalars['DateTime']['output']>;
  /** Reference of the payment. */
  readonly reference: Maybe<Scalars['String']['output']>;
  /** Active or not. */
  readonly status: Maybe<MandateStatus>;
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

/** A statement of an account. */
export type Statement = {
  /** When it was made. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** End of the period. */
  readonly endDateTime: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in core banking. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** Start of the period. */
  readonly startDateTime: Maybe<Scalars['DateTime']['output']>;
  /** Kind of statement. */
  readonly type: Maybe<StatementType>;
};

/** Kind of statement. */
export type StatementType =
  | 'AccountClosure'
  | 'AccountOpening'
  | 'Annual'
  | 'Interim'
  | 'RegularPeriodic';

/** A further proof that was asked for. */
export type StepUp = {
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the risk engine. */
  readonly id: Scalars['ID']['output'];
  /** How. */
  readonly method: Maybe<StepUpMethod>;
  /** What it came to. */
  readonly result: Maybe<StepUpResult>;
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

/** What a step-up came to. */
export type StepUpResult =
  | 'ABANDONED'
  | 'FAILED'
  | 'PASSED'
  | 'PENDING';

export type Subscription = {
  /** Tells when something about an AML case changes, of what the caller may see. */
  readonly caseChanged: Maybe<CustomerChange>;
  /** Tells when something about a customer changes, of what the caller may see. */
  readonly customerChanged: Maybe<CustomerChange>;
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
  readonly channel: Maybe<Channel>;
  /** Who took part for the bank. */
  readonly handledBy: Maybe<Scalars['String']['output']>;
  /** Identifier, unique over all systems. */
  readonly id: Scalars['ID']['output'];
  /** What sort of entry it is. */
  readonly kind: Maybe<TimelineEntryKind>;
  /** When it happened. */
  readonly occurredAt: Maybe<Scalars['DateTime']['output']>;
  /** What happened, as a code. */
  readonly summary: Maybe<Scalars['String']['output']>;
};

/** A page of the timeline. */
export type TimelineEntryConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness: Maybe<Completeness>;
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

/** An entry on an account. */
export type Transaction = {
  /** Amount, never negative. */
  readonly amount: Maybe<Amount>;
  /** Domain, family and sub-family of ISO 20022, joined by dots, for example PMNT.RCDT.ESCT. */
  readonly bankTransactionCode: Maybe<Scalars['String']['output']>;
  /** When the entry was booked. */
  readonly bookingDateTime: Maybe<Scalars['DateTime']['output']>;
  /** Name of the other party. */
  readonly counterparty: Maybe<Scalars['String']['output']>;
  /** Into (Credit) or out of (Debit) the account. */
  readonly creditDebit: Maybe<CreditDebitCode>;
  /** Identifier; made from the entry's content when the bank gives none, so that it is stable. */
  readonly id: Scalars['ID']['output'];
  /** What the statement says about the entry. */
  readonly information: Maybe<Scalars['String']['output']>;
  /** Merchant category code (ISO 18245). */
  readonly mcc: Maybe<Scalars['String']['output']>;
  /** Name of the merchant. */
  readonly merchant: Maybe<Scalars['String']['output']>;
  /** Booked, pending, future, informational or rejected. */
  readonly status: Maybe<TransactionStatus>;
  /** When the money counts. */
  readonly valueDateTime: Maybe<Scalars['DateTime']['output']>;
};

/** A page of transactions. */
export type TransactionConnection = {
  /** The transactions of this page, each with its cursor. */
  readonly edges: ReadonlyArray<TransactionEdge>;
  /** The transactions of this page. */
  readonly nodes: ReadonlyArray<Transaction>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many transactions there are in the asked-for time. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A transaction in a page. */
export type TransactionEdge = {
  /** Cursor of this transaction. */
  readonly cursor: Scalars['String']['output'];
  /** The transaction. */
  readonly node: Transaction;
};

/** Status of a transaction (ISO 20022 ExternalEntryStatus1Code). */
export type TransactionStatus =
  | 'BOOK'
  | 'FUTR'
  | 'INFO'
  | 'PDNG'
  | 'RJCT';

/** One review of the customer's identity by the vendor. The two reasons are kept apart. */
export type Verification = {
  /** Passed (GREEN) or failed (RED). */
  readonly answer: Maybe<VerificationAnswer>;
  /** When the review was asked for. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** Identifier at the vendor. */
  readonly id: Scalars['ID']['output'];
  /** Codes of what was wrong. */
  readonly labels: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What the customer may be told. */
  readonly reasonForCustomer: Maybe<Scalars['String']['output']>;
  /** What only the bank may know. */
  readonly reasonInternal: Maybe<Scalars['String']['output']>;
  /** Whether it may be tried again. */
  readonly rejectType: Maybe<VerificationRejectType>;
  /** True when this review reversed an earlier answer. */
  readonly reversesEarlier: Maybe<Scalars['Boolean']['output']>;
  /** When it was decided. */
  readonly reviewedAt: Maybe<Scalars['DateTime']['output']>;
  /** The vendor. */
  readonly vendor: Maybe<Scalars['String']['output']>;
};

/** Answer of the identity verification vendor. */
export type VerificationAnswer =
  | 'GREEN'
  | 'RED';

/** Whether a failed verification may be tried again. */
export type VerificationRejectType =
  | 'FINAL'
  | 'RETRY';
