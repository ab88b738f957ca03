import type { Paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountNode } from './account.js';
import type { LoanNode } from './loan.js';
import type { PartyNode } from './party.js';
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
  _FieldSet: { input: string; output: string; }
};

/** A payment account, card, savings account or loan account. */
export type Account = {
  /** Balances by type. */
  readonly balances?: Maybe<ReadonlyArray<Balance>>;
  /** Trusted payees. */
  readonly beneficiaries?: Maybe<ReadonlyArray<Beneficiary>>;
  /** Currency of the account. */
  readonly currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Direct debits. */
  readonly directDebits?: Maybe<ReadonlyArray<DirectDebit>>;
  /** Identifier of the account in core banking. */
  readonly id: Scalars['ID']['output'];
  /** Numbers of the account: IBAN, sort code and account number, or card number. */
  readonly identifications?: Maybe<ReadonlyArray<AccountIdentification>>;
  /** Day on which the account matures or was closed. */
  readonly maturesOn?: Maybe<Scalars['Date']['output']>;
  /** Name that the customer gave the account. */
  readonly nickname?: Maybe<Scalars['String']['output']>;
  /** Day on which the account was opened. */
  readonly openedOn?: Maybe<Scalars['Date']['output']>;
  /** Who holds the account, and in what role. */
  readonly partyRoles?: Maybe<ReadonlyArray<PartyRole>>;
  /** Name of the product. */
  readonly product?: Maybe<Scalars['String']['output']>;
  /** Institution that services the account. */
  readonly servicer?: Maybe<Servicer>;
  /** Standing orders. */
  readonly standingOrders?: Maybe<ReadonlyArray<StandingOrder>>;
  /** Statements. */
  readonly statements?: Maybe<ReadonlyArray<Statement>>;
  /** Whether the account can be used. */
  readonly status?: Maybe<AccountStatus>;
  /** When the status last changed. */
  readonly statusUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Booked, pending and future transactions, the newest first. */
  readonly transactions?: Maybe<TransactionConnection>;
  /** Type of account. */
  readonly typeCode?: Maybe<AccountTypeCode>;
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
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Kind of number. */
  readonly scheme?: Maybe<AccountIdentificationScheme>;
  /** The number; masked for most callers. */
  readonly value?: Maybe<Scalars['String']['output']>;
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

/** Amount of money: an exact decimal and its currency. */
export type Amount = {
  /** The number, never negative: the direction is in creditDebit where it matters. */
  readonly amount: Scalars['Decimal']['output'];
  /** ISO 4217 currency. */
  readonly currency: Scalars['CurrencyCode']['output'];
};

/** Balance of an account at one time. */
export type Balance = {
  /** Amount, never negative. */
  readonly amount?: Maybe<Amount>;
  /** Whether the account holds (Credit) or owes (Debit) the amount. */
  readonly creditDebit?: Maybe<CreditDebitCode>;
  /** Time of the balance. */
  readonly dateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Type of balance. */
  readonly type?: Maybe<BalanceType>;
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
  readonly account?: Maybe<Scalars['String']['output']>;
  /** Identifier in core banking. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Name of the payee. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Reference to be used. */
  readonly reference?: Maybe<Scalars['String']['output']>;
};

/** Credit or debit (ISO 20022 CreditDebitCode). */
export type CreditDebitCode =
  | 'Credit'
  | 'Debit';

/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type Customer = {
  /** Accounts that the customer holds, alone or jointly. */
  readonly accounts?: Maybe<AccountConnection>;
  /** Numbers under which other systems know this customer. */
  readonly externalIds?: Maybe<ReadonlyArray<ExternalIdentifier>>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Loans. */
  readonly loans?: Maybe<ReadonlyArray<Loan>>;
  /** Name by which the bank addresses the customer. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Legal identity and contact details. */
  readonly party?: Maybe<Party>;
  /** Restrictions on service now in force. The wording is the same whatever the reason behind it. */
  readonly restrictions?: Maybe<ReadonlyArray<ServiceRestriction>>;
};


/** A person or organisation that the bank serves, joined over all systems by the bank-wide customer number. */
export type CustomerAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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

/** A mandate to collect from the account. */
export type DirectDebit = {
  /** Identifier in core banking. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Number of the mandate. */
  readonly mandate?: Maybe<Scalars['String']['output']>;
  /** Who collects. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The last amount. */
  readonly previousPaymentAmount?: Maybe<Amount>;
  /** When the last amount was collected. */
  readonly previousPaymentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Active or not. */
  readonly status?: Maybe<MandateStatus>;
};

/** The number of one customer in one system (cross-reference). */
export type ExternalIdentifier = {
  /** The number in that system. */
  readonly externalId: Scalars['String']['output'];
  /** The system that uses this number. */
  readonly system: Scalars['String']['output'];
};

/** A loan as the loan system has it. */
export type Loan = {
  /** Interest a year, in per cent. */
  readonly annualInterestRate?: Maybe<Scalars['Decimal']['output']>;
  /** Day on which the money was paid out. */
  readonly disbursedOn?: Maybe<Scalars['Date']['output']>;
  /** Identifier in the loan system. */
  readonly id: Scalars['ID']['output'];
  /** True when a payment is overdue. */
  readonly inArrears?: Maybe<Scalars['Boolean']['output']>;
  /** Day on which the loan is to be repaid. */
  readonly maturesOn?: Maybe<Scalars['Date']['output']>;
  /** What is still owed. */
  readonly outstanding?: Maybe<Amount>;
  /** Amount lent. */
  readonly principal?: Maybe<Amount>;
  /** Name of the loan product. */
  readonly product?: Maybe<Scalars['String']['output']>;
  /** Status. */
  readonly status?: Maybe<LoanStatus>;
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

/** Legal identity and contact details of a customer (UK Open Banking OBParty2). */
export type Party = {
  /** Postal addresses. */
  readonly addresses?: Maybe<ReadonlyArray<PostalAddress>>;
  /** Date of birth of a natural person. */
  readonly dateOfBirth?: Maybe<Scalars['Date']['output']>;
  /** Email address. */
  readonly emailAddress?: Maybe<Scalars['String']['output']>;
  /** Full legal name. */
  readonly fullLegalName?: Maybe<Scalars['String']['output']>;
  /** Mobile number in international notation. */
  readonly mobile?: Maybe<Scalars['String']['output']>;
  /** Number of the party in core banking. */
  readonly partyNumber?: Maybe<Scalars['String']['output']>;
  /** Sole, joint or delegate. */
  readonly partyType?: Maybe<PartyType>;
  /** Telephone number in international notation. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};

/** One party of an account. */
export type PartyRole = {
  /** Name of the party. */
  readonly partyName?: Maybe<Scalars['String']['output']>;
  /** The role. */
  readonly role?: Maybe<PartyRoleCode>;
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
  readonly addressType?: Maybe<AddressType>;
  /** House number. */
  readonly buildingNumber?: Maybe<Scalars['String']['output']>;
  /** Country. */
  readonly country?: Maybe<Scalars['CountryCode']['output']>;
  /** Postal code. */
  readonly postCode?: Maybe<Scalars['String']['output']>;
  /** Street. */
  readonly streetName?: Maybe<Scalars['String']['output']>;
  /** Town. */
  readonly townName?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  /** One customer by the bank-wide customer number. Null when there is none that the caller may see. */
  readonly customer?: Maybe<Customer>;
  /** Customers whose name or number matches the search text, of those that the caller may see. */
  readonly customers?: Maybe<CustomerConnection>;
};


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search: Scalars['String']['input'];
};

/** Why a service is restricted. There is one neutral reason. */
export type RestrictionReason =
  | 'UNDER_REVIEW';

/** What is restricted. */
export type RestrictionScope =
  | 'ALL_SERVICES'
  | 'ONLINE_ACCESS'
  | 'OUTGOING_PAYMENTS';

/** A restriction on service, worded alike whether fraud, KYC or another check is behind it. */
export type ServiceRestriction = {
  /** Neutral reason. */
  readonly reason?: Maybe<RestrictionReason>;
  /** What is restricted. */
  readonly scope?: Maybe<RestrictionScope>;
  /** Since when. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
};

/** Institution that services an account. */
export type Servicer = {
  /** BIC or other number of the institution. */
  readonly identification?: Maybe<Scalars['String']['output']>;
  /** Kind of identification, for example UK.OBIE.BICFI. */
  readonly scheme?: Maybe<Scalars['String']['output']>;
};

/** A regular payment. */
export type StandingOrder = {
  /** Name of the payee. */
  readonly creditor?: Maybe<Scalars['String']['output']>;
  /** Last payment on, when there is one. */
  readonly finalPaymentAt?: Maybe<Scalars['DateTime']['output']>;
  /** How often, in words of the upstream's frequency code. */
  readonly frequency?: Maybe<Scalars['String']['output']>;
  /** Identifier in core banking. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Amount of the next payment. */
  readonly nextPaymentAmount?: Maybe<Amount>;
  /** Next payment on. */
  readonly nextPaymentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Reference of the payment. */
  readonly reference?: Maybe<Scalars['String']['output']>;
  /** Active or not. */
  readonly status?: Maybe<MandateStatus>;
};

/** A statement of an account. */
export type Statement = {
  /** When it was made. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** End of the period. */
  readonly endDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in core banking. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Start of the period. */
  readonly startDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Kind of statement. */
  readonly type?: Maybe<StatementType>;
};

/** Kind of statement. */
export type StatementType =
  | 'AccountClosure'
  | 'AccountOpening'
  | 'Annual'
  | 'Interim'
  | 'RegularPeriodic';

/** An entry on an account. */
export type Transaction = {
  /** Amount, never negative. */
  readonly amount?: Maybe<Amount>;
  /** Domain, family and sub-family of ISO 20022, joined by dots, for example PMNT.RCDT.ESCT. */
  readonly bankTransactionCode?: Maybe<Scalars['String']['output']>;
  /** When the entry was booked. */
  readonly bookingDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Name of the other party. */
  readonly counterparty?: Maybe<Scalars['String']['output']>;
  /** Into (Credit) or out of (Debit) the account. */
  readonly creditDebit?: Maybe<CreditDebitCode>;
  /** Identifier; made from the entry's content when the bank gives none, so that it is stable. */
  readonly id: Scalars['ID']['output'];
  /** What the statement says about the entry. */
  readonly information?: Maybe<Scalars['String']['output']>;
  /** Merchant category code (ISO 18245). */
  readonly mcc?: Maybe<Scalars['String']['output']>;
  /** Name of the merchant. */
  readonly merchant?: Maybe<Scalars['String']['output']>;
  /** Booked, pending, future, informational or rejected. */
  readonly status?: Maybe<TransactionStatus>;
  /** When the money counts. */
  readonly valueDateTime?: Maybe<Scalars['DateTime']['output']>;
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
  Account: Account;
  Customer: Customer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountNode>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AccountConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['Account']>>;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  AccountIdentification: ResolverTypeWrapper<AccountIdentification>;
  AccountIdentificationScheme: AccountIdentificationScheme;
  AccountStatus: AccountStatus;
  AccountTypeCode: AccountTypeCode;
  AddressType: AddressType;
  Amount: ResolverTypeWrapper<Amount>;
  Balance: ResolverTypeWrapper<Balance>;
  BalanceType: BalanceType;
  Beneficiary: ResolverTypeWrapper<Beneficiary>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CreditDebitCode: CreditDebitCode;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'accounts' | 'loans' | 'party'> & { accounts?: Maybe<ResolversTypes['AccountConnection']>, loans?: Maybe<ReadonlyArray<ResolversTypes['Loan']>>, party?: Maybe<ResolversTypes['Party']> }>;
  CustomerConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['Customer']>>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DirectDebit: ResolverTypeWrapper<DirectDebit>;
  ExternalIdentifier: ResolverTypeWrapper<ExternalIdentifier>;
  Loan: ResolverTypeWrapper<LoanNode>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  LoanStatus: LoanStatus;
  MandateStatus: MandateStatus;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Party: ResolverTypeWrapper<PartyNode>;
  PartyRole: ResolverTypeWrapper<PartyRole>;
  PartyRoleCode: PartyRoleCode;
  PartyType: PartyType;
  PostalAddress: ResolverTypeWrapper<PostalAddress>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RestrictionReason: RestrictionReason;
  RestrictionScope: RestrictionScope;
  ServiceRestriction: ResolverTypeWrapper<ServiceRestriction>;
  Servicer: ResolverTypeWrapper<Servicer>;
  StandingOrder: ResolverTypeWrapper<StandingOrder>;
  Statement: ResolverTypeWrapper<Statement>;
  StatementType: StatementType;
  Transaction: ResolverTypeWrapper<Transaction>;
  TransactionConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['Transaction']>>;
  TransactionEdge: ResolverTypeWrapper<TransactionEdge>;
  TransactionStatus: TransactionStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountNode;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  AccountConnection: Paged<ResolversParentTypes['Account']>;
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  AccountIdentification: AccountIdentification;
  Amount: Amount;
  Balance: Balance;
  Beneficiary: Beneficiary;
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Omit<Customer, 'accounts' | 'loans' | 'party'> & { accounts?: Maybe<ResolversParentTypes['AccountConnection']>, loans?: Maybe<ReadonlyArray<ResolversParentTypes['Loan']>>, party?: Maybe<ResolversParentTypes['Party']> } | FederationReferenceTypes['Customer'];
  CustomerConnection: Paged<ResolversParentTypes['Customer']>;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DirectDebit: DirectDebit;
  ExternalIdentifier: ExternalIdentifier;
  Loan: LoanNode;
  Boolean: Scalars['Boolean']['output'];
  PageInfo: PageInfo;
  Party: PartyNode;
  PartyRole: PartyRole;
  PostalAddress: PostalAddress;
  Query: Record<PropertyKey, never>;
  ServiceRestriction: ServiceRestriction;
  Servicer: Servicer;
  StandingOrder: StandingOrder;
  Statement: Statement;
  Transaction: Transaction;
  TransactionConnection: Paged<ResolversParentTypes['Transaction']>;
  TransactionEdge: TransactionEdge;
};

export type AccountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  balances?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Balance']>>, ParentType, ContextType>;
  beneficiaries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Beneficiary']>>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  directDebits?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DirectDebit']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identifications?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccountIdentification']>>, ParentType, ContextType>;
  maturesOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  partyRoles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PartyRole']>>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  servicer?: Resolver<Maybe<ResolversTypes['Servicer']>, ParentType, ContextType>;
  standingOrders?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StandingOrder']>>, ParentType, ContextType>;
  statements?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Statement']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccountStatus']>, ParentType, ContextType>;
  statusUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  transactions?: Resolver<Maybe<ResolversTypes['TransactionConnection']>, ParentType, ContextType, RequireFields<AccountTransactionsArgs, 'first'>>;
  typeCode?: Resolver<Maybe<ResolversTypes['AccountTypeCode']>, ParentType, ContextType>;
};

export type AccountConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Account']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
};

export type AccountIdentificationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccountIdentification'] = ResolversParentTypes['AccountIdentification']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<Maybe<ResolversTypes['AccountIdentificationScheme']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AmountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Amount'] = ResolversParentTypes['Amount']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  amount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  creditDebit?: Resolver<Maybe<ResolversTypes['CreditDebitCode']>, ParentType, ContextType>;
  dateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['BalanceType']>, ParentType, ContextType>;
};

export type BeneficiaryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Beneficiary'] = ResolversParentTypes['Beneficiary']> = {
  account?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  accounts?: Resolver<Maybe<ResolversTypes['AccountConnection']>, ParentType, ContextType, RequireFields<CustomerAccountsArgs, 'first'>>;
  externalIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExternalIdentifier']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loans?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Loan']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  party?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  restrictions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ServiceRestriction']>>, ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DirectDebitResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DirectDebit'] = ResolversParentTypes['DirectDebit']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  mandate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  previousPaymentAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  previousPaymentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['MandateStatus']>, ParentType, ContextType>;
};

export type ExternalIdentifierResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ExternalIdentifier'] = ResolversParentTypes['ExternalIdentifier']> = {
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoanResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Loan'] = ResolversParentTypes['Loan']> = {
  annualInterestRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  disbursedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inArrears?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  maturesOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  outstanding?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  principal?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['LoanStatus']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party']> = {
  addresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PostalAddress']>>, ParentType, ContextType>;
  dateOfBirth?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  emailAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullLegalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobile?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partyNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partyType?: Resolver<Maybe<ResolversTypes['PartyType']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PartyRoleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PartyRole'] = ResolversParentTypes['PartyRole']> = {
  partyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['PartyRoleCode']>, ParentType, ContextType>;
};

export type PostalAddressResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PostalAddress'] = ResolversParentTypes['PostalAddress']> = {
  addressType?: Resolver<Maybe<ResolversTypes['AddressType']>, ParentType, ContextType>;
  buildingNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  postCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  streetName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  townName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first' | 'search'>>;
};

export type ServiceRestrictionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ServiceRestriction'] = ResolversParentTypes['ServiceRestriction']> = {
  reason?: Resolver<Maybe<ResolversTypes['RestrictionReason']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['RestrictionScope']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ServicerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Servicer'] = ResolversParentTypes['Servicer']> = {
  identification?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StandingOrderResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StandingOrder'] = ResolversParentTypes['StandingOrder']> = {
  creditor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finalPaymentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  frequency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  nextPaymentAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  nextPaymentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['MandateStatus']>, ParentType, ContextType>;
};

export type StatementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  startDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['StatementType']>, ParentType, ContextType>;
};

export type TransactionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Transaction'] = ResolversParentTypes['Transaction']> = {
  amount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  bankTransactionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bookingDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  counterparty?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditDebit?: Resolver<Maybe<ResolversTypes['CreditDebitCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  information?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mcc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  merchant?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['TransactionStatus']>, ParentType, ContextType>;
  valueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type TransactionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TransactionConnection'] = ResolversParentTypes['TransactionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TransactionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Transaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransactionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TransactionEdge'] = ResolversParentTypes['TransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Transaction'], ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  AccountIdentification?: AccountIdentificationResolvers<ContextType>;
  Amount?: AmountResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  Beneficiary?: BeneficiaryResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DirectDebit?: DirectDebitResolvers<ContextType>;
  ExternalIdentifier?: ExternalIdentifierResolvers<ContextType>;
  Loan?: LoanResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  PartyRole?: PartyRoleResolvers<ContextType>;
  PostalAddress?: PostalAddressResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ServiceRestriction?: ServiceRestrictionResolvers<ContextType>;
  Servicer?: ServicerResolvers<ContextType>;
  StandingOrder?: StandingOrderResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  Transaction?: TransactionResolvers<ContextType>;
  TransactionConnection?: TransactionConnectionResolvers<ContextType>;
  TransactionEdge?: TransactionEdgeResolvers<ContextType>;
};

