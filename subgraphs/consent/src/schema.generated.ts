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

/** A payment account, card, savings account or loan account. */
export type Account = {
  /** Identifier of the account in core banking. */
  readonly id: Scalars['ID']['output'];
};

/** A consent, in the shape of ISO/IEC TS 27560. */
export type Consent = {
  /** Accounts that the consent covers now. */
  readonly accounts?: Maybe<ReadonlyArray<Account>>;
  /** Until when it holds. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was given. */
  readonly grantedAt?: Maybe<Scalars['DateTime']['output']>;
  /** To whom it was given: a client id, or the bank. */
  readonly grantee?: Maybe<Scalars['String']['output']>;
  /** What happened to the consent, the oldest first. */
  readonly history?: Maybe<ReadonlyArray<ConsentEvent>>;
  /** Identifier of the consent. */
  readonly id: Scalars['ID']['output'];
  /** Kind of consent. */
  readonly kind?: Maybe<ConsentKind>;
  /** Lawful basis as a W3C DPV term. */
  readonly lawfulBasis?: Maybe<LawfulBasis>;
  /** Version of the notice that the customer was shown. */
  readonly noticeVersion?: Maybe<Scalars['String']['output']>;
  /** What the grantee may read (UK Open Banking permissions). */
  readonly permissions?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Purpose as a W3C DPV term, for example DirectMarketing. */
  readonly purpose?: Maybe<Scalars['String']['output']>;
  /** What the customer can keep of it (ISO/IEC TS 27560). */
  readonly receipt?: Maybe<ConsentReceipt>;
  /** State. */
  readonly status?: Maybe<ConsentStatus>;
  /** Transactions are covered from this day on. */
  readonly transactionsFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Transactions are covered up to this day. */
  readonly transactionsTo?: Maybe<Scalars['DateTime']['output']>;
  /** How many steps it has had. Whoever changes the consent gives the version that they have seen. */
  readonly version?: Maybe<Scalars['Int']['output']>;
};

/** One step in the life of a consent. */
export type ConsentEvent = {
  /** Who caused it. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Note. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** The customer for whom a member of staff acted. */
  readonly onBehalfOf?: Maybe<Scalars['ID']['output']>;
  /** State after it. */
  readonly status?: Maybe<ConsentStatus>;
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
  readonly events?: Maybe<ReadonlyArray<ConsentReceiptEvent>>;
  /** Lawful basis, as the address of a DPV term. */
  readonly lawfulBasis?: Maybe<Scalars['String']['output']>;
  /** The notice that it is under. */
  readonly notice?: Maybe<Scalars['String']['output']>;
  /** Version of that notice. */
  readonly noticeVersion?: Maybe<Scalars['String']['output']>;
  /** Who answers for the processing. */
  readonly piiController?: Maybe<Scalars['String']['output']>;
  /** Whose data it is: the customer number. */
  readonly piiPrincipalId?: Maybe<Scalars['ID']['output']>;
  /** Purposes, as addresses of DPV terms. */
  readonly purposes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** To whom data goes: client ids, or the bank. */
  readonly recipients?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Identifier of the record: that of the consent. */
  readonly recordId?: Maybe<Scalars['ID']['output']>;
  /** Version of the record: how many steps the consent has had. */
  readonly recordVersion?: Maybe<Scalars['Int']['output']>;
  /** Edition of the standard. */
  readonly schemaVersion?: Maybe<Scalars['String']['output']>;
};

/** One step in a consent receipt. */
export type ConsentReceiptEvent = {
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** The notice that the customer was shown with it. */
  readonly noticeVersion?: Maybe<Scalars['String']['output']>;
  /** State after it, as the address of a DPV term. */
  readonly state?: Maybe<Scalars['String']['output']>;
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

export type Customer = {
  /** Consents of the customer, the newest first; as they stood at a moment that has been, when one is given. */
  readonly consents?: Maybe<ReadonlyArray<Consent>>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
};


export type CustomerConsentsArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Lawful basis of processing (W3C DPV). */
export type LawfulBasis =
  | 'Consent'
  | 'Contract'
  | 'LegalObligation'
  | 'LegitimateInterest'
  | 'PublicInterest';

export type Mutation = {
  /** The customer allows what was asked for, on these accounts of theirs; none for a purpose. */
  readonly authoriseConsent?: Maybe<Consent>;
  /** The customer adds accounts to a consent that holds, or removes some: the others stay. */
  readonly changeConsentAccounts?: Maybe<Consent>;
  /** The customer gives a cancelled consent again. */
  readonly reauthenticateConsent?: Maybe<Consent>;
  /** The customer refuses what was asked for. */
  readonly rejectConsent?: Maybe<Consent>;
  /** Asks the customer for a consent: a partner for itself, or the customer. Nothing is allowed before the customer authorises it; five of one grantee may wait for one customer. */
  readonly requestConsent?: Maybe<Consent>;
  /** Ends a consent: the customer, or a member of staff on their behalf. What has ended already answers as it is. */
  readonly withdrawConsent?: Maybe<Consent>;
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


export type MutationReauthenticateConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  noticeVersion: Scalars['String']['input'];
  version: Scalars['Int']['input'];
};


export type MutationRejectConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
};


export type MutationRequestConsentArgs = {
  input: RequestConsentInput;
};


export type MutationWithdrawConsentArgs = {
  customerId: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  version: Scalars['Int']['input'];
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
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Consent: ResolverTypeWrapper<Consent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ConsentEvent: ResolverTypeWrapper<ConsentEvent>;
  ConsentKind: ConsentKind;
  ConsentReceipt: ResolverTypeWrapper<ConsentReceipt>;
  ConsentReceiptEvent: ResolverTypeWrapper<ConsentReceiptEvent>;
  ConsentStatus: ConsentStatus;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  LawfulBasis: LawfulBasis;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RequestConsentInput: RequestConsentInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  ID: Scalars['ID']['output'];
  Consent: Consent;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ConsentEvent: ConsentEvent;
  ConsentReceipt: ConsentReceipt;
  ConsentReceiptEvent: ConsentReceiptEvent;
  Customer: Customer | FederationReferenceTypes['Customer'];
  DateTime: Scalars['DateTime']['output'];
  Mutation: Record<PropertyKey, never>;
  RequestConsentInput: RequestConsentInput;
  Boolean: Scalars['Boolean']['output'];
};

export type AccountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  accounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Account']>>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  grantedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  grantee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  history?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ConsentEvent']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ConsentKind']>, ParentType, ContextType>;
  lawfulBasis?: Resolver<Maybe<ResolversTypes['LawfulBasis']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  permissions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['ConsentReceipt']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ConsentStatus']>, ParentType, ContextType>;
  transactionsFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  transactionsTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ConsentEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentEvent'] = ResolversParentTypes['ConsentEvent']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  onBehalfOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ConsentStatus']>, ParentType, ContextType>;
};

export type ConsentReceiptResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentReceipt'] = ResolversParentTypes['ConsentReceipt']> = {
  events?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ConsentReceiptEvent']>>, ParentType, ContextType>;
  lawfulBasis?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  piiController?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  piiPrincipalId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  purposes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  recipients?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  recordVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  schemaVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConsentReceiptEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConsentReceiptEvent'] = ResolversParentTypes['ConsentReceiptEvent']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  noticeVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Consent']>>, ParentType, ContextType, Partial<CustomerConsentsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  authoriseConsent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationAuthoriseConsentArgs, 'accountIds' | 'customerId' | 'id' | 'idempotencyKey' | 'noticeVersion' | 'version'>>;
  changeConsentAccounts?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationChangeConsentAccountsArgs, 'customerId' | 'id' | 'idempotencyKey' | 'version'>>;
  reauthenticateConsent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationReauthenticateConsentArgs, 'customerId' | 'id' | 'idempotencyKey' | 'noticeVersion' | 'version'>>;
  rejectConsent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationRejectConsentArgs, 'customerId' | 'id' | 'idempotencyKey' | 'version'>>;
  requestConsent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationRequestConsentArgs, 'input'>>;
  withdrawConsent?: Resolver<Maybe<ResolversTypes['Consent']>, ParentType, ContextType, RequireFields<MutationWithdrawConsentArgs, 'customerId' | 'id' | 'idempotencyKey' | 'version'>>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Account?: AccountResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  ConsentEvent?: ConsentEventResolvers<ContextType>;
  ConsentReceipt?: ConsentReceiptResolvers<ContextType>;
  ConsentReceiptEvent?: ConsentReceiptEventResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
};

