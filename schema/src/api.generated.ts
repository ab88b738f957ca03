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
  /** Digest of the answer that left. Null where none did. */
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
  /** State. */
  readonly status: Maybe<ConsentStatus>;
  /** Transactions are covered from this day on. */
  readonly transactionsFrom: Maybe<Scalars['DateTime']['output']>;
  /** Transactions are covered up to this day. */
  readonly transactionsTo: Maybe<Scalars['DateTime']['output']>;
};

/** One step in the life of a consent. */
export type ConsentEvent = {
  /** Who caused it. */
  readonly actor: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Note. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** State after it. */
  readonly status: Maybe<ConsentStatus>;
};

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
  /** Consents of the customer, the newest first. */
  readonly consents: Maybe<ReadonlyArray<Consent>>;
  /** Decisions about the customer, the newest first. */
  readonly decisions: Maybe<DecisionEventConnection>;
  /** Numbers under which other systems know this customer. */
  readonly externalIds: Maybe<ReadonlyArray<ExternalIdentifier>>;
  /** What devices, behaviour and velocity say, the newest first. */
  readonly fraudSignals: Maybe<FraudSignalConnection>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
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
  /** Suspicious activity reports, the newest first. */
  readonly sars: Maybe<SarConnection>;
  /** Segments to which the customer belongs. */
  readonly segmentMemberships: Maybe<ReadonlyArray<SegmentMembership>>;
  /** Everything that happened with the customer in one list, the newest first. */
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
export type CustomerDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerFraudSignalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerRiskDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  /** Approves or refuses. Never by the person who asked, whatever their role. */
  readonly decideAccess: Maybe<AccessGrant>;
  /** Ends access before its time is up, or withdraws what was asked for. */
  readonly endAccess: Maybe<AccessGrant>;
  /** Asks for access. Nothing is open before somebody else has approved it. What nobody decides within 24 hours lapses; 20 requests of one person may wait. */
  readonly requestAccess: Maybe<AccessGrant>;
  /** Says afterwards whether access was justified. Neither by the person who asked nor by the one who approved. */
  readonly reviewAccess: Maybe<AccessGrant>;
};


export type MutationDecideAccessArgs = {
  approve: Scalars['Boolean']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationEndAccessArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRequestAccessArgs = {
  input: RequestAccessInput;
};


export type MutationReviewAccessArgs = {
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  verdict: AccessVerdict;
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

export type Query = {
  /** Access that was asked for, of those that the caller may see, the newest first: the queue of those who decide and review. Only one status when it is named. */
  readonly accessGrants: Maybe<AccessGrantConnection>;
  /** The newest signed state of the audit log. Null before the first. */
  readonly auditCheckpoint: Maybe<AuditCheckpoint>;
  /** What was asked of the graph and what came of it, as the audit log has it, the newest first: all that the filter matches, of what the caller may see. */
  readonly auditEntries: Maybe<AuditEntryConnection>;
  /** A change that belongs to an AML case, as customerChange. */
  readonly caseChange: Maybe<CustomerChange>;
  /** One customer by the bank-wide customer number. Null when there is none that the caller may see. */
  readonly customer: Maybe<Customer>;
  /** A change of a customer. The gateway asks for it when an event arrives for a subscription: the event is sealed by it, so that nobody else can ask. Null when there is none that the caller may see. */
  readonly customerChange: Maybe<CustomerChange>;
  /** Customers whose name or number matches the search text, of those that the caller may see. */
  readonly customers: Maybe<CustomerConnection>;
  /** One decision by its identifier. Null when there is none that the caller may see. */
  readonly decision: Maybe<DecisionEvent>;
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


export type QueryWatchesCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryWatchesCustomerArgs = {
  id: Scalars['ID']['input'];
};

/** What somebody asks for. */
export type RequestAccessInput = {
  /** Bank-wide customer number. */
  readonly customerId: Scalars['ID']['input'];
  /** Chosen by the client, 8 to 64 letters, digits, hyphens and underscores. The same key means the same request: sent again, it answers with the same grant. */
  readonly idempotencyKey: Scalars['String']['input'];
  /** Kind of access. */
  readonly kind: AccessGrantKind;
  /** For how many minutes from the approval on: 1 to 60 for BREAK_GLASS, 1 to 480 for UNMASKING. */
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

/** A restriction on service, worded alike whether fraud, KYC or another check is behind it. */
export type ServiceRestriction = {
  /** Neutral reason. */
  readonly reason: Maybe<RestrictionReason>;
  /** What is restricted. */
  readonly scope: Maybe<RestrictionScope>;
  /** Since when. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
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
  /** Contact or decision. */
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
  | 'CONTACT'
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
