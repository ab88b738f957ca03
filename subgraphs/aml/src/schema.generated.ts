import type { Paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AmlCaseNode } from './aml-case.js';
import type { SarNode } from './sar-register.js';
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

/** An alert of transaction monitoring (a Tazama typology result or a Marble decision). */
export type AmlAlert = {
  /** Score from which on an alert is raised. */
  readonly alertThreshold?: Maybe<Scalars['Decimal']['output']>;
  /** Case to which the alert belongs. */
  readonly caseId?: Maybe<Scalars['ID']['output']>;
  /** Identifier in the system that raised it. */
  readonly id: Scalars['ID']['output'];
  /** Score from which on the payment is stopped. */
  readonly interdictionThreshold?: Maybe<Scalars['Decimal']['output']>;
  /** When it was raised. */
  readonly raisedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Rules that fired. */
  readonly ruleHits?: Maybe<ReadonlyArray<RuleHit>>;
  /** Score of the typology or scenario. */
  readonly score?: Maybe<Scalars['Decimal']['output']>;
  /** System that raised it. */
  readonly source?: Maybe<Scalars['String']['output']>;
  /** Typology or scenario that fired. */
  readonly typology?: Maybe<Scalars['String']['output']>;
  /** Version of the typology or scenario. */
  readonly typologyVersion?: Maybe<Scalars['String']['output']>;
};

/** A page of alerts. */
export type AmlAlertConnection = {
  /** Whether every system that may have something to add could be asked. */
  readonly completeness?: Maybe<Completeness>;
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
  readonly assignee?: Maybe<Scalars['String']['output']>;
  /** When it must be decided. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What happened, the oldest first. */
  readonly events?: Maybe<ReadonlyArray<AmlCaseEvent>>;
  /** Files and comments by their hash, never their content. */
  readonly evidence?: Maybe<ReadonlyArray<AmlEvidence>>;
  /** Identifier in case management. */
  readonly id: Scalars['ID']['output'];
  /** Name of the case. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Decisions not to file a report. */
  readonly noReportDecisions?: Maybe<ReadonlyArray<NoReportDecision>>;
  /** When it was opened. */
  readonly openedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it came to. */
  readonly outcome?: Maybe<AmlCaseOutcome>;
  /** Level of review. */
  readonly reviewLevel?: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status?: Maybe<AmlCaseStatus>;
  /** What is to be done. */
  readonly tasks?: Maybe<ReadonlyArray<AmlCaseTask>>;
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
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Who. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** Identifier of the event. */
  readonly id: Scalars['ID']['output'];
  /** New value, where the event changed one. */
  readonly newValue?: Maybe<Scalars['String']['output']>;
  /** Note. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** Kind of event. */
  readonly type?: Maybe<Scalars['String']['output']>;
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
  readonly assignee?: Maybe<Scalars['String']['output']>;
  /** When it was done. */
  readonly doneAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier of the task. */
  readonly id: Scalars['ID']['output'];
  /** What is to be done. */
  readonly title?: Maybe<Scalars['String']['output']>;
};

/** Something on file, by its hash. */
export type AmlEvidence = {
  /** When it was added. */
  readonly addedAt?: Maybe<Scalars['DateTime']['output']>;
  /** SHA-256 of what case management tells of it. */
  readonly hash?: Maybe<Scalars['String']['output']>;
  /** Identifier in case management. */
  readonly id: Scalars['ID']['output'];
  /** Kind: file or comment. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** Name of the file. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** What an answer lacks because a system could not be asked: a system that is down never reads as "nothing happened". */
export type Completeness = {
  /** Systems that could not be asked. Empty when all of them answered. */
  readonly missingSystems?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

export type Customer = {
  /** Alerts of transaction monitoring, the newest first. */
  readonly amlAlerts?: Maybe<AmlAlertConnection>;
  /** Cases, the newest first. */
  readonly amlCases?: Maybe<AmlCaseConnection>;
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Suspicious activity reports, the newest first. */
  readonly sars?: Maybe<SarConnection>;
};


export type CustomerAmlAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerAmlCasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type CustomerSarsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A decision not to file a report. */
export type NoReportDecision = {
  /** Who approved. */
  readonly approvedBy?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who decided. */
  readonly decidedBy?: Maybe<Scalars['String']['output']>;
  /** Identifier of the decision. */
  readonly id: Scalars['ID']['output'];
  /** Why. */
  readonly rationale?: Maybe<Scalars['String']['output']>;
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

/** One rule that fired. */
export type RuleHit = {
  /** Branch of the rule that applied. */
  readonly outcome?: Maybe<Scalars['String']['output']>;
  /** Identifier of the rule. */
  readonly ruleId: Scalars['String']['output'];
  /** Version of the rule's configuration. */
  readonly version?: Maybe<Scalars['String']['output']>;
  /** What it added to the score. */
  readonly weight?: Maybe<Scalars['Decimal']['output']>;
};

/** A suspicious activity report. */
export type Sar = {
  /** How the regulator received it. */
  readonly acknowledgement?: Maybe<SarAcknowledgement>;
  /** Case from which it came. */
  readonly caseId?: Maybe<Scalars['ID']['output']>;
  /** Until when it had to be filed. */
  readonly deadlineAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was filed. */
  readonly filedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier in the register. */
  readonly id: Scalars['ID']['output'];
  /** What is reported. */
  readonly narrative?: Maybe<Scalars['String']['output']>;
  /** Number given by the regulator (BSAID). */
  readonly regulatorRef?: Maybe<Scalars['String']['output']>;
  /** State. */
  readonly status?: Maybe<SarStatus>;
};

/** The regulator's acknowledgement of a report. */
export type SarAcknowledgement = {
  /** True when the regulator took the report. */
  readonly accepted?: Maybe<Scalars['Boolean']['output']>;
  /** Number given by the regulator (BSAID). */
  readonly bsaId?: Maybe<Scalars['String']['output']>;
  /** What the regulator found wrong. */
  readonly warnings?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
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
  AmlAlert: ResolverTypeWrapper<AmlAlert>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AmlAlertConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['AmlAlert']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AmlAlertEdge: ResolverTypeWrapper<AmlAlertEdge>;
  AmlCase: ResolverTypeWrapper<AmlCaseNode>;
  AmlCaseConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['AmlCase']>>;
  AmlCaseEdge: ResolverTypeWrapper<Omit<AmlCaseEdge, 'node'> & { node: ResolversTypes['AmlCase'] }>;
  AmlCaseEvent: ResolverTypeWrapper<AmlCaseEvent>;
  AmlCaseOutcome: AmlCaseOutcome;
  AmlCaseStatus: AmlCaseStatus;
  AmlCaseTask: ResolverTypeWrapper<AmlCaseTask>;
  AmlEvidence: ResolverTypeWrapper<AmlEvidence>;
  Completeness: ResolverTypeWrapper<Completeness>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'amlAlerts' | 'amlCases' | 'sars'> & { amlAlerts?: Maybe<ResolversTypes['AmlAlertConnection']>, amlCases?: Maybe<ResolversTypes['AmlCaseConnection']>, sars?: Maybe<ResolversTypes['SarConnection']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  NoReportDecision: ResolverTypeWrapper<NoReportDecision>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  RuleHit: ResolverTypeWrapper<RuleHit>;
  Sar: ResolverTypeWrapper<SarNode>;
  SarAcknowledgement: ResolverTypeWrapper<SarAcknowledgement>;
  SarConnection: ResolverTypeWrapper<Paged<ResolversParentTypes['Sar']>>;
  SarEdge: ResolverTypeWrapper<Omit<SarEdge, 'node'> & { node: ResolversTypes['Sar'] }>;
  SarStatus: SarStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AmlAlert: AmlAlert;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AmlAlertConnection: Paged<ResolversParentTypes['AmlAlert']>;
  Int: Scalars['Int']['output'];
  AmlAlertEdge: AmlAlertEdge;
  AmlCase: AmlCaseNode;
  AmlCaseConnection: Paged<ResolversParentTypes['AmlCase']>;
  AmlCaseEdge: Omit<AmlCaseEdge, 'node'> & { node: ResolversParentTypes['AmlCase'] };
  AmlCaseEvent: AmlCaseEvent;
  AmlCaseTask: AmlCaseTask;
  AmlEvidence: AmlEvidence;
  Completeness: Completeness;
  Customer: Omit<Customer, 'amlAlerts' | 'amlCases' | 'sars'> & { amlAlerts?: Maybe<ResolversParentTypes['AmlAlertConnection']>, amlCases?: Maybe<ResolversParentTypes['AmlCaseConnection']>, sars?: Maybe<ResolversParentTypes['SarConnection']> } | FederationReferenceTypes['Customer'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  NoReportDecision: NoReportDecision;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  RuleHit: RuleHit;
  Sar: SarNode;
  SarAcknowledgement: SarAcknowledgement;
  SarConnection: Paged<ResolversParentTypes['Sar']>;
  SarEdge: Omit<SarEdge, 'node'> & { node: ResolversParentTypes['Sar'] };
};

export type AmlAlertResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlAlert'] = ResolversParentTypes['AmlAlert']> = {
  alertThreshold?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  caseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interdictionThreshold?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  raisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ruleHits?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RuleHit']>>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typology?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typologyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AmlAlertConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlAlertConnection'] = ResolversParentTypes['AmlAlertConnection']> = {
  completeness?: Resolver<Maybe<ResolversTypes['Completeness']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['AmlAlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AmlAlert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AmlAlertEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlAlertEdge'] = ResolversParentTypes['AmlAlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AmlAlert'], ParentType, ContextType>;
};

export type AmlCaseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlCase'] = ResolversParentTypes['AmlCase']> = {
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  events?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AmlCaseEvent']>>, ParentType, ContextType>;
  evidence?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AmlEvidence']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  noReportDecisions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['NoReportDecision']>>, ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['AmlCaseOutcome']>, ParentType, ContextType>;
  reviewLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AmlCaseStatus']>, ParentType, ContextType>;
  tasks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AmlCaseTask']>>, ParentType, ContextType>;
};

export type AmlCaseConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlCaseConnection'] = ResolversParentTypes['AmlCaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AmlCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AmlCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AmlCaseEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlCaseEdge'] = ResolversParentTypes['AmlCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AmlCase'], ParentType, ContextType>;
};

export type AmlCaseEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlCaseEvent'] = ResolversParentTypes['AmlCaseEvent']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  newValue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AmlCaseTaskResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlCaseTask'] = ResolversParentTypes['AmlCaseTask']> = {
  assignee?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  doneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AmlEvidenceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['AmlEvidence'] = ResolversParentTypes['AmlEvidence']> = {
  addedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CompletenessResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Completeness'] = ResolversParentTypes['Completeness']> = {
  missingSystems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amlAlerts?: Resolver<Maybe<ResolversTypes['AmlAlertConnection']>, ParentType, ContextType, RequireFields<CustomerAmlAlertsArgs, 'first'>>;
  amlCases?: Resolver<Maybe<ResolversTypes['AmlCaseConnection']>, ParentType, ContextType, RequireFields<CustomerAmlCasesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sars?: Resolver<Maybe<ResolversTypes['SarConnection']>, ParentType, ContextType, RequireFields<CustomerSarsArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type NoReportDecisionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NoReportDecision'] = ResolversParentTypes['NoReportDecision']> = {
  approvedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rationale?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RuleHitResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RuleHit'] = ResolversParentTypes['RuleHit']> = {
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ruleId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weight?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type SarResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Sar'] = ResolversParentTypes['Sar']> = {
  acknowledgement?: Resolver<Maybe<ResolversTypes['SarAcknowledgement']>, ParentType, ContextType>;
  caseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deadlineAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  filedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  narrative?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  regulatorRef?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['SarStatus']>, ParentType, ContextType>;
};

export type SarAcknowledgementResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SarAcknowledgement'] = ResolversParentTypes['SarAcknowledgement']> = {
  accepted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  bsaId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  warnings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type SarConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SarConnection'] = ResolversParentTypes['SarConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SarEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Sar']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SarEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['SarEdge'] = ResolversParentTypes['SarEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Sar'], ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  AmlAlert?: AmlAlertResolvers<ContextType>;
  AmlAlertConnection?: AmlAlertConnectionResolvers<ContextType>;
  AmlAlertEdge?: AmlAlertEdgeResolvers<ContextType>;
  AmlCase?: AmlCaseResolvers<ContextType>;
  AmlCaseConnection?: AmlCaseConnectionResolvers<ContextType>;
  AmlCaseEdge?: AmlCaseEdgeResolvers<ContextType>;
  AmlCaseEvent?: AmlCaseEventResolvers<ContextType>;
  AmlCaseTask?: AmlCaseTaskResolvers<ContextType>;
  AmlEvidence?: AmlEvidenceResolvers<ContextType>;
  Completeness?: CompletenessResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  NoReportDecision?: NoReportDecisionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  RuleHit?: RuleHitResolvers<ContextType>;
  Sar?: SarResolvers<ContextType>;
  SarAcknowledgement?: SarAcknowledgementResolvers<ContextType>;
  SarConnection?: SarConnectionResolvers<ContextType>;
  SarEdge?: SarEdgeResolvers<ContextType>;
};

