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
  /** Country of ISO 3166-1 alpha-2. */
  CountryCode: { input: string; output: string; }
  /** Calendar date of ISO 8601. Reduced precision (the year alone) where a policy shows only the year. */
  Date: { input: string; output: string; }
  /** Date and time with offset, RFC 3339. */
  DateTime: { input: string; output: string; }
  /** Decimal number as text, exact to the last digit: never a float. Example: "1234.50". */
  Decimal: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Depth of customer due diligence. */
export type CddLevel =
  | 'ENHANCED'
  | 'SIMPLIFIED'
  | 'STANDARD';

export type Customer = {
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** What the bank knows and has checked about who the customer is. */
  readonly kyc?: Maybe<KycProfile>;
};

/** An identity document. */
export type IdDocument = {
  /** Country that issued it. */
  readonly country?: Maybe<Scalars['CountryCode']['output']>;
  /** True when it is no longer valid. */
  readonly expired?: Maybe<Scalars['Boolean']['output']>;
  /** Last day of validity. */
  readonly expiresOn?: Maybe<Scalars['Date']['output']>;
  /** SHA-256 of the image, never the image. */
  readonly imageHash?: Maybe<Scalars['String']['output']>;
  /** Number of the document. */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** Kind of document. */
  readonly type?: Maybe<IdDocumentType>;
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
  readonly cddLevel?: Maybe<CddLevel>;
  /** Identity documents. */
  readonly documents?: Maybe<ReadonlyArray<IdDocument>>;
  /** When the profile is to be reviewed next. */
  readonly nextReviewAt?: Maybe<Scalars['Date']['output']>;
  /** When due diligence began. */
  readonly openedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Risk rating in force now. */
  readonly riskRating?: Maybe<RiskRating>;
  /** Every risk rating, with the time it applied and the time the bank knew it, the newest first. */
  readonly riskRatings?: Maybe<ReadonlyArray<RiskRating>>;
  /** Screenings against sanctions and watchlists, the newest first. */
  readonly screenings?: Maybe<ReadonlyArray<Screening>>;
  /** State of customer due diligence; in neutral words for the customer. */
  readonly status?: Maybe<KycStatus>;
  /** Identity verifications, the newest first. */
  readonly verifications?: Maybe<ReadonlyArray<Verification>>;
};

/** State of customer due diligence. */
export type KycStatus =
  | 'APPROVED'
  | 'NEW'
  | 'PROCESSING'
  | 'REJECTED';

/** Band of customer risk. */
export type RiskBand =
  | 'HIGH'
  | 'LOW'
  | 'MEDIUM'
  | 'PROHIBITED';

/** A rating of the customer's risk in valid time and recorded time. */
export type RiskRating = {
  /** Band. */
  readonly band?: Maybe<RiskBand>;
  /** Version of the scoring model. */
  readonly modelVersion?: Maybe<Scalars['String']['output']>;
  /** Why the rating is what it is. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When the bank recorded it (recorded time). */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Score behind the band, 0 to 100. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** From when the rating applies (valid time). */
  readonly validFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Until when the rating applied; null while it is in force. */
  readonly validTo?: Maybe<Scalars['DateTime']['output']>;
};

/** One screening of the customer against lists. */
export type Screening = {
  /** Matching algorithm. */
  readonly algorithm?: Maybe<Scalars['String']['output']>;
  /** Data set that was screened. */
  readonly dataset?: Maybe<Scalars['String']['output']>;
  /** Identifier of the screening. */
  readonly id: Scalars['ID']['output'];
  /** Version of the list that was screened. */
  readonly listVersion?: Maybe<Scalars['String']['output']>;
  /** What was found. */
  readonly matches?: Maybe<ReadonlyArray<ScreeningMatch>>;
  /** When it was screened. */
  readonly screenedAt?: Maybe<Scalars['DateTime']['output']>;
  /** State. */
  readonly status?: Maybe<ScreeningStatus>;
  /** Score from which on a result counts as a match. */
  readonly threshold?: Maybe<Scalars['Decimal']['output']>;
};

/** One feature of a match score. */
export type ScreeningExplanation = {
  /** What was compared. */
  readonly detail?: Maybe<Scalars['String']['output']>;
  /** Name of the feature. */
  readonly feature: Scalars['String']['output'];
  /** Its part of the score. */
  readonly score: Scalars['Decimal']['output'];
};

/** An entry of a list that resembles the customer. */
export type ScreeningMatch = {
  /** Name of the entity. */
  readonly caption?: Maybe<Scalars['String']['output']>;
  /** Lists that have the entity. */
  readonly datasets?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Canonical identifier of the entity on the list. */
  readonly entityId?: Maybe<Scalars['ID']['output']>;
  /** What the score is made of. */
  readonly explanations?: Maybe<ReadonlyArray<ScreeningExplanation>>;
  /** Identifiers that were merged into it. */
  readonly referents?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** When it was judged. */
  readonly reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who judged it. */
  readonly reviewedBy?: Maybe<Scalars['String']['output']>;
  /** Kind of entity (FollowTheMoney schema). */
  readonly schema?: Maybe<Scalars['String']['output']>;
  /** How alike, 0 to 1. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** How the match was judged. */
  readonly status?: Maybe<ScreeningMatchStatus>;
  /** Topics, for example sanction or role.pep. */
  readonly topics?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
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

/** One review of the customer's identity by the vendor. The two reasons are kept apart. */
export type Verification = {
  /** Passed (GREEN) or failed (RED). */
  readonly answer?: Maybe<VerificationAnswer>;
  /** When the review was asked for. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier at the vendor. */
  readonly id: Scalars['ID']['output'];
  /** Codes of what was wrong. */
  readonly labels?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What the customer may be told. */
  readonly reasonForCustomer?: Maybe<Scalars['String']['output']>;
  /** What only the bank may know. */
  readonly reasonInternal?: Maybe<Scalars['String']['output']>;
  /** Whether it may be tried again. */
  readonly rejectType?: Maybe<VerificationRejectType>;
  /** True when this review reversed an earlier answer. */
  readonly reversesEarlier?: Maybe<Scalars['Boolean']['output']>;
  /** When it was decided. */
  readonly reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor. */
  readonly vendor?: Maybe<Scalars['String']['output']>;
};

/** Answer of the identity verification vendor. */
export type VerificationAnswer =
  | 'GREEN'
  | 'RED';

/** Whether a failed verification may be tried again. */
export type VerificationRejectType =
  | 'FINAL'
  | 'RETRY';



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
  CddLevel: CddLevel;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  IdDocument: ResolverTypeWrapper<IdDocument>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  IdDocumentType: IdDocumentType;
  KycProfile: ResolverTypeWrapper<KycProfile>;
  KycStatus: KycStatus;
  RiskBand: RiskBand;
  RiskRating: ResolverTypeWrapper<RiskRating>;
  Screening: ResolverTypeWrapper<Screening>;
  ScreeningExplanation: ResolverTypeWrapper<ScreeningExplanation>;
  ScreeningMatch: ResolverTypeWrapper<ScreeningMatch>;
  ScreeningMatchStatus: ScreeningMatchStatus;
  ScreeningStatus: ScreeningStatus;
  Verification: ResolverTypeWrapper<Verification>;
  VerificationAnswer: VerificationAnswer;
  VerificationRejectType: VerificationRejectType;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CountryCode: Scalars['CountryCode']['output'];
  Customer: Customer | FederationReferenceTypes['Customer'];
  ID: Scalars['ID']['output'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  IdDocument: IdDocument;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  KycProfile: KycProfile;
  RiskRating: RiskRating;
  Screening: Screening;
  ScreeningExplanation: ScreeningExplanation;
  ScreeningMatch: ScreeningMatch;
  Verification: Verification;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kyc?: Resolver<Maybe<ResolversTypes['KycProfile']>, ParentType, ContextType>;
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

export type IdDocumentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['IdDocument'] = ResolversParentTypes['IdDocument']> = {
  country?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  expired?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  imageHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['IdDocumentType']>, ParentType, ContextType>;
};

export type KycProfileResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['KycProfile'] = ResolversParentTypes['KycProfile']> = {
  cddLevel?: Resolver<Maybe<ResolversTypes['CddLevel']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['IdDocument']>>, ParentType, ContextType>;
  nextReviewAt?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  riskRating?: Resolver<Maybe<ResolversTypes['RiskRating']>, ParentType, ContextType>;
  riskRatings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RiskRating']>>, ParentType, ContextType>;
  screenings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Screening']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['KycStatus']>, ParentType, ContextType>;
  verifications?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Verification']>>, ParentType, ContextType>;
};

export type RiskRatingResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskRating'] = ResolversParentTypes['RiskRating']> = {
  band?: Resolver<Maybe<ResolversTypes['RiskBand']>, ParentType, ContextType>;
  modelVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ScreeningResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Screening'] = ResolversParentTypes['Screening']> = {
  algorithm?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  listVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matches?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ScreeningMatch']>>, ParentType, ContextType>;
  screenedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ScreeningStatus']>, ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ScreeningExplanationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ScreeningExplanation'] = ResolversParentTypes['ScreeningExplanation']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ScreeningMatchResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ScreeningMatch'] = ResolversParentTypes['ScreeningMatch']> = {
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  datasets?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  entityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  explanations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ScreeningExplanation']>>, ParentType, ContextType>;
  referents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  schema?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ScreeningMatchStatus']>, ParentType, ContextType>;
  topics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type VerificationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Verification'] = ResolversParentTypes['Verification']> = {
  answer?: Resolver<Maybe<ResolversTypes['VerificationAnswer']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  reasonForCustomer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonInternal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rejectType?: Resolver<Maybe<ResolversTypes['VerificationRejectType']>, ParentType, ContextType>;
  reversesEarlier?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  vendor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  CountryCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  IdDocument?: IdDocumentResolvers<ContextType>;
  KycProfile?: KycProfileResolvers<ContextType>;
  RiskRating?: RiskRatingResolvers<ContextType>;
  Screening?: ScreeningResolvers<ContextType>;
  ScreeningExplanation?: ScreeningExplanationResolvers<ContextType>;
  ScreeningMatch?: ScreeningMatchResolvers<ContextType>;
  Verification?: VerificationResolvers<ContextType>;
};

