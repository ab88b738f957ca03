import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SubgraphContext } from './context.js';
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
  /** Date and time with offset, RFC 3339. */
  DateTime: { input: string; output: string; }
  /** Decimal number as text, exact to the last digit: never a float. Example: "1234.50". */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Customer = {
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Predictions about the customer. */
  readonly predictions?: Maybe<ReadonlyArray<Prediction>>;
  /** Segments to which the customer belongs. */
  readonly segmentMemberships?: Maybe<ReadonlyArray<SegmentMembership>>;
};

/** State of a model version. */
export type ModelStatus =
  | 'DEVELOPMENT'
  | 'IN_USE'
  | 'RETIRED'
  | 'VALIDATED';

/** A version of a model: what it is for, what it assumes, who answers for it. */
export type ModelVersion = {
  /** What it assumes. */
  readonly assumptions?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Where it must not be trusted. */
  readonly limitations?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Name of the model. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Who answers for it. */
  readonly owner?: Maybe<Scalars['String']['output']>;
  /** What it is for. */
  readonly purpose?: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status?: Maybe<ModelStatus>;
  /** Tier of model risk, 1 the highest. */
  readonly tier?: Maybe<Scalars['Int']['output']>;
  /** When it was last validated. */
  readonly validatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Version. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** A change of a membership by a person, approved by another. */
export type Override = {
  /** Who approved it. */
  readonly approvedBy?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Who changed it. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** Until when it holds. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Segment before. */
  readonly from?: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Segment after. */
  readonly to?: Maybe<Scalars['String']['output']>;
};

/** A prediction by a model. */
export type Prediction = {
  /** Days ahead. */
  readonly horizonDays?: Maybe<Scalars['Int']['output']>;
  /** Identifier of the prediction. */
  readonly id: Scalars['ID']['output'];
  /** What is predicted. */
  readonly kind?: Maybe<PredictionKind>;
  /** Model that made it. */
  readonly modelRun?: Maybe<ModelVersion>;
  /** Probability, 0 to 1. */
  readonly probability?: Maybe<Scalars['Decimal']['output']>;
  /** When it was made. */
  readonly producedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What is predicted. */
export type PredictionKind =
  | 'CHURN'
  | 'DEFAULT'
  | 'RISING_RISK';

/** What a segment is for. */
export type SegmentCategory =
  | 'MARKETING'
  | 'RISK';

/** Membership of one segment. */
export type SegmentMembership = {
  /** What the segment is for. */
  readonly category?: Maybe<SegmentCategory>;
  /** Identifier of the membership. */
  readonly id: Scalars['ID']['output'];
  /** Model that decided it. */
  readonly modelRun?: Maybe<ModelVersion>;
  /** Change by a person, when there is one. */
  readonly override?: Maybe<Override>;
  /** Score behind it, 0 to 100. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** Name of the segment. */
  readonly segment?: Maybe<Scalars['String']['output']>;
  /** Since when. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
  /** System that decided it. */
  readonly source?: Maybe<Scalars['String']['output']>;
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
  Customer: ResolverTypeWrapper<Customer>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  ModelStatus: ModelStatus;
  ModelVersion: ResolverTypeWrapper<ModelVersion>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Override: ResolverTypeWrapper<Override>;
  Prediction: ResolverTypeWrapper<Prediction>;
  PredictionKind: PredictionKind;
  SegmentCategory: SegmentCategory;
  SegmentMembership: ResolverTypeWrapper<SegmentMembership>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Customer: Customer | FederationReferenceTypes['Customer'];
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  ModelVersion: ModelVersion;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Override: Override;
  Prediction: Prediction;
  SegmentMembership: SegmentMembership;
  Boolean: Scalars['Boolean']['output'];
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  predictions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Prediction']>>, ParentType, ContextType>;
  segmentMemberships?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SegmentMembership']>>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type ModelVersionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ModelVersion'] = ResolversParentTypes['ModelVersion']> = {
  assumptions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  limitations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ModelStatus']>, ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  validatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OverrideResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Override'] = ResolversParentTypes['Override']> = {
  approvedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PredictionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Prediction'] = ResolversParentTypes['Prediction']> = {
  horizonDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['PredictionKind']>, ParentType, ContextType>;
  modelRun?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  probability?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  producedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SegmentMembershipResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SegmentMembership'] = ResolversParentTypes['SegmentMembership']> = {
  category?: Resolver<Maybe<ResolversTypes['SegmentCategory']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  modelRun?: Resolver<Maybe<ResolversTypes['ModelVersion']>, ParentType, ContextType>;
  override?: Resolver<Maybe<ResolversTypes['Override']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  ModelVersion?: ModelVersionResolvers<ContextType>;
  Override?: OverrideResolvers<ContextType>;
  Prediction?: PredictionResolvers<ContextType>;
  SegmentMembership?: SegmentMembershipResolvers<ContextType>;
};

