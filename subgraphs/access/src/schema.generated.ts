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

/** Access that somebody has asked for, and what became of it. */
export type AccessGrant = {
  /** The customer. What is visible of them is decided as everywhere else. */
  readonly customer?: Maybe<Customer>;
  /** When. */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who approved or refused. */
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly decidedRole?: Maybe<Scalars['String']['output']>;
  /** What they noted. */
  readonly decisionNote?: Maybe<Scalars['String']['output']>;
  /** When it was ended or withdrawn before that. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its time is up; null until it is approved. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What was asked for. */
  readonly kind?: Maybe<AccessGrantKind>;
  /** For how many minutes. */
  readonly minutes?: Maybe<Scalars['Int']['output']>;
  /** Why, in the words of the person who asked. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly requestedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who asked. */
  readonly requestedBy?: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly requestedRole?: Maybe<Scalars['String']['output']>;
  /** What came of the review. */
  readonly review?: Maybe<AccessReview>;
  /** Where it stands now. */
  readonly status?: Maybe<AccessGrantStatus>;
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

/** Judgement on access that is over. */
export type AccessReview = {
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Who reviewed. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** What they noted. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** All roles that they held, separated by commas. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** Whether access was justified. */
  readonly verdict?: Maybe<AccessVerdict>;
};

/** What a review comes to. */
export type AccessVerdict =
  | 'JUSTIFIED'
  | 'NOT_JUSTIFIED';

export type Customer = {
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
};

export type Mutation = {
  /** Approves or refuses. Never by the person who asked, whatever their role. */
  readonly decideAccess?: Maybe<AccessGrant>;
  /** Ends access before its time is up, or withdraws what was asked for. */
  readonly endAccess?: Maybe<AccessGrant>;
  /** Asks for access. Nothing is open before somebody else has approved it. What nobody decides within 24 hours lapses; 20 requests of one person may wait. */
  readonly requestAccess?: Maybe<AccessGrant>;
  /** Asks for an EXPORT: leave to take restricted decisions about a customer out of the graph. Nothing leaves before another person has approved it with `decideAccess`. */
  readonly requestExport?: Maybe<AccessGrant>;
  /** Says afterwards whether access was justified. Neither by the person who asked nor by the one who approved. */
  readonly reviewAccess?: Maybe<AccessGrant>;
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


export type MutationRequestExportArgs = {
  input: RequestExportInput;
};


export type MutationReviewAccessArgs = {
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  verdict: AccessVerdict;
};

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
  /** Access that was asked for, of those that the caller may see, the newest first: the queue of those who decide and review. Only one status when it is named. */
  readonly accessGrants?: Maybe<AccessGrantConnection>;
};


export type QueryAccessGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<AccessGrantStatus>;
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
  AccessGrant: ResolverTypeWrapper<AccessGrant>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AccessGrantConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['AccessGrant']>>;
  AccessGrantEdge: ResolverTypeWrapper<AccessGrantEdge>;
  AccessGrantKind: AccessGrantKind;
  AccessGrantStatus: AccessGrantStatus;
  AccessReview: ResolverTypeWrapper<AccessReview>;
  AccessVerdict: AccessVerdict;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RequestAccessInput: RequestAccessInput;
  RequestExportInput: RequestExportInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessGrant: AccessGrant;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  AccessGrantConnection: Paged<ResolversParentTypes['AccessGrant']>;
  AccessGrantEdge: AccessGrantEdge;
  AccessReview: AccessReview;
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  Mutation: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RequestAccessInput: RequestAccessInput;
  RequestExportInput: RequestExportInput;
};

export type AccessGrantResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessGrant'] = ResolversParentTypes['AccessGrant']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedRole?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decisionNote?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['AccessGrantKind']>, ParentType, ContextType>;
  minutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedRole?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  review?: Resolver<Maybe<ResolversTypes['AccessReview']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AccessGrantStatus']>, ParentType, ContextType>;
};

export type AccessGrantConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessGrantConnection'] = ResolversParentTypes['AccessGrantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessGrantEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessGrantEdge'] = ResolversParentTypes['AccessGrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessGrant'], ParentType, ContextType>;
};

export type AccessReviewResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AccessReview'] = ResolversParentTypes['AccessReview']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verdict?: Resolver<Maybe<ResolversTypes['AccessVerdict']>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  decideAccess?: Resolver<Maybe<ResolversTypes['AccessGrant']>, ParentType, ContextType, RequireFields<MutationDecideAccessArgs, 'approve' | 'id'>>;
  endAccess?: Resolver<Maybe<ResolversTypes['AccessGrant']>, ParentType, ContextType, RequireFields<MutationEndAccessArgs, 'id'>>;
  requestAccess?: Resolver<Maybe<ResolversTypes['AccessGrant']>, ParentType, ContextType, RequireFields<MutationRequestAccessArgs, 'input'>>;
  requestExport?: Resolver<Maybe<ResolversTypes['AccessGrant']>, ParentType, ContextType, RequireFields<MutationRequestExportArgs, 'input'>>;
  reviewAccess?: Resolver<Maybe<ResolversTypes['AccessGrant']>, ParentType, ContextType, RequireFields<MutationReviewAccessArgs, 'id' | 'verdict'>>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accessGrants?: Resolver<Maybe<ResolversTypes['AccessGrantConnection']>, ParentType, ContextType, RequireFields<QueryAccessGrantsArgs, 'first'>>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  AccessGrant?: AccessGrantResolvers<ContextType>;
  AccessGrantConnection?: AccessGrantConnectionResolvers<ContextType>;
  AccessGrantEdge?: AccessGrantEdgeResolvers<ContextType>;
  AccessReview?: AccessReviewResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

