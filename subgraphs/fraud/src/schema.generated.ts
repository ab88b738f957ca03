import type { Paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RiskDecisionNode } from './risk-decision.js';
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

/** What an answer lacks because a system could not be asked: a system that is down never reads as "nothing happened". */
export type Completeness = {
  /** Systems that could not be asked. Empty when all of them answered. */
  readonly missingSystems?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

export type Customer = {
  /** What devices, behaviour and velocity say, the newest first. */
  readonly fraudSignals?: Maybe<FraudSignalConnection>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Decisions of the risk engine, the newest first. */
  readonly riskDecisions?: Maybe<RiskDecisionConnection>;
};


export type CustomerFraudSignalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerRiskDecisionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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
  readonly outcome?: Maybe<FraudResolutionOutcome>;
  /** Why; what only the bank may know. */
  readonly reasonInternal?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who resolved it. */
  readonly resolvedBy?: Maybe<Scalars['String']['output']>;
};

/** What a risk decision came to. */
export type FraudResolutionOutcome =
  | 'CONFIRMED_FRAUD'
  | 'NO_ACTION'
  | 'RELEASED';

/** One observation. */
export type FraudSignal = {
  /** What was observed. For behaviour: labels of deviations, never raw input. */
  readonly attributes?: Maybe<ReadonlyArray<FraudAttribute>>;
  /** How sure, 0 to 1. */
  readonly confidence?: Maybe<Scalars['Decimal']['output']>;
  /** Identifier in the system that observed it. */
  readonly id: Scalars['ID']['output'];
  /** Kind of signal. */
  readonly kind?: Maybe<FraudSignalKind>;
  /** When. */
  readonly observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** System that observed it. */
  readonly source?: Maybe<Scalars['String']['output']>;
};

/** A page of fraud signals. */
export type FraudSignalConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness?: Maybe<Completeness>;
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

/** What the engine advises: not only to block. */
export type RiskAction =
  | 'ALLOW'
  | 'BLOCK'
  | 'HOLD'
  | 'MONITOR'
  | 'OUTREACH'
  | 'STEP_UP';

/** A decision of the risk engine. */
export type RiskDecision = {
  /** What the engine advises; in neutral words for the customer. */
  readonly action?: Maybe<RiskAction>;
  /** When it was decided. */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when the decision holds. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the risk engine. */
  readonly id: Scalars['ID']['output'];
  /** Version of the engine's policy. */
  readonly policyVersion?: Maybe<Scalars['String']['output']>;
  /** What the customer may be told. */
  readonly reasonForCustomer?: Maybe<Scalars['String']['output']>;
  /** Why. */
  readonly reasons?: Maybe<ReadonlyArray<RiskReason>>;
  /** What one of the bank's people made of it; null as long as nobody has. */
  readonly resolution?: Maybe<FraudResolution>;
  /** Score, 0.01 to 99. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** Step-ups that were asked for. */
  readonly stepUps?: Maybe<ReadonlyArray<StepUp>>;
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

/** One reason of a risk decision. */
export type RiskReason = {
  /** Code of the reason. */
  readonly code: Scalars['String']['output'];
  /** How much it multiplied the risk. */
  readonly weight?: Maybe<Scalars['Decimal']['output']>;
};

/** A further proof that was asked for. */
export type StepUp = {
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the risk engine. */
  readonly id: Scalars['ID']['output'];
  /** How. */
  readonly method?: Maybe<StepUpMethod>;
  /** What it came to. */
  readonly result?: Maybe<StepUpResult>;
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
  Completeness: ResolverTypeWrapper<Completeness>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'fraudSignals' | 'riskDecisions'> & { fraudSignals?: Maybe<ResolversTypes['FraudSignalConnection']>, riskDecisions?: Maybe<ResolversTypes['RiskDecisionConnection']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  FraudAttribute: ResolverTypeWrapper<FraudAttribute>;
  FraudResolution: ResolverTypeWrapper<FraudResolution>;
  FraudResolutionOutcome: FraudResolutionOutcome;
  FraudSignal: ResolverTypeWrapper<FraudSignal>;
  FraudSignalConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['FraudSignal']>>;
  FraudSignalEdge: ResolverTypeWrapper<FraudSignalEdge>;
  FraudSignalKind: FraudSignalKind;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  RiskAction: RiskAction;
  RiskDecision: ResolverTypeWrapper<RiskDecisionNode>;
  RiskDecisionConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['RiskDecision']>>;
  RiskDecisionEdge: ResolverTypeWrapper<Omit<RiskDecisionEdge, 'node'> & { node: ResolversTypes['RiskDecision'] }>;
  RiskReason: ResolverTypeWrapper<RiskReason>;
  StepUp: ResolverTypeWrapper<StepUp>;
  StepUpMethod: StepUpMethod;
  StepUpResult: StepUpResult;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Completeness: Completeness;
  String: Scalars['String']['output'];
  Customer: Omit<Customer, 'fraudSignals' | 'riskDecisions'> & { fraudSignals?: Maybe<ResolversParentTypes['FraudSignalConnection']>, riskDecisions?: Maybe<ResolversParentTypes['RiskDecisionConnection']> } | FederationReferenceTypes['Customer'];
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  FraudAttribute: FraudAttribute;
  FraudResolution: FraudResolution;
  FraudSignal: FraudSignal;
  FraudSignalConnection: Paged<ResolversParentTypes['FraudSignal']>;
  FraudSignalEdge: FraudSignalEdge;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  RiskDecision: RiskDecisionNode;
  RiskDecisionConnection: Paged<ResolversParentTypes['RiskDecision']>;
  RiskDecisionEdge: Omit<RiskDecisionEdge, 'node'> & { node: ResolversParentTypes['RiskDecision'] };
  RiskReason: RiskReason;
  StepUp: StepUp;
};

export type CompletenessResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Completeness'] = ResolversParentTypes['Completeness']> = {
  missingSystems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  fraudSignals?: Resolver<Maybe<ResolversTypes['FraudSignalConnection']>, ParentType, ContextType, RequireFields<CustomerFraudSignalsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  riskDecisions?: Resolver<Maybe<ResolversTypes['RiskDecisionConnection']>, ParentType, ContextType, RequireFields<CustomerRiskDecisionsArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type FraudAttributeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FraudAttribute'] = ResolversParentTypes['FraudAttribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FraudResolutionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FraudResolution'] = ResolversParentTypes['FraudResolution']> = {
  outcome?: Resolver<Maybe<ResolversTypes['FraudResolutionOutcome']>, ParentType, ContextType>;
  reasonInternal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FraudSignalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FraudSignal'] = ResolversParentTypes['FraudSignal']> = {
  attributes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FraudAttribute']>>, ParentType, ContextType>;
  confidence?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['FraudSignalKind']>, ParentType, ContextType>;
  observedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FraudSignalConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FraudSignalConnection'] = ResolversParentTypes['FraudSignalConnection']> = {
  completeness?: Resolver<Maybe<ResolversTypes['Completeness']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['FraudSignalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FraudSignal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FraudSignalEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FraudSignalEdge'] = ResolversParentTypes['FraudSignalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FraudSignal'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RiskDecisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskDecision'] = ResolversParentTypes['RiskDecision']> = {
  action?: Resolver<Maybe<ResolversTypes['RiskAction']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonForCustomer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasons?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RiskReason']>>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['FraudResolution']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  stepUps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StepUp']>>, ParentType, ContextType>;
};

export type RiskDecisionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskDecisionConnection'] = ResolversParentTypes['RiskDecisionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RiskDecisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RiskDecision']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RiskDecisionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskDecisionEdge'] = ResolversParentTypes['RiskDecisionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RiskDecision'], ParentType, ContextType>;
};

export type RiskReasonResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiskReason'] = ResolversParentTypes['RiskReason']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type StepUpResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StepUp'] = ResolversParentTypes['StepUp']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['StepUpMethod']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['StepUpResult']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Completeness?: CompletenessResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  FraudAttribute?: FraudAttributeResolvers<ContextType>;
  FraudResolution?: FraudResolutionResolvers<ContextType>;
  FraudSignal?: FraudSignalResolvers<ContextType>;
  FraudSignalConnection?: FraudSignalConnectionResolvers<ContextType>;
  FraudSignalEdge?: FraudSignalEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  RiskDecision?: RiskDecisionResolvers<ContextType>;
  RiskDecisionConnection?: RiskDecisionConnectionResolvers<ContextType>;
  RiskDecisionEdge?: RiskDecisionEdgeResolvers<ContextType>;
  RiskReason?: RiskReasonResolvers<ContextType>;
  StepUp?: StepUpResolvers<ContextType>;
};

