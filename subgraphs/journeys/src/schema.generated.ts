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

/** Channel of a contact. */
export type Channel =
  | 'BRANCH'
  | 'CALL_CENTRE'
  | 'MOBILE'
  | 'ONLINE';

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

export type Customer = {
  /** Bank-wide customer number. */
  readonly id: Scalars['ID']['output'];
  /** Journeys of the customer, the newest first: those that are open, however old, and of the others the newest. Only one status when it is named. */
  readonly journeys?: Maybe<ReadonlyArray<Journey>>;
};


export type CustomerJourneysArgs = {
  status?: InputMaybe<JourneyStatus>;
};

/** Something that a customer starts in one channel and goes on with in another. */
export type Journey = {
  /** Steps that are done, in their order. */
  readonly doneSteps?: Maybe<ReadonlyArray<JourneyStep>>;
  /** Everything that happened, the oldest first. */
  readonly events?: Maybe<ReadonlyArray<JourneyEvent>>;
  /** Identifier. */
  readonly id: Scalars['ID']['output'];
  /** What it is for. */
  readonly kind?: Maybe<JourneyKind>;
  /** The channel in which it was last gone on with, or to which it was handed over since. */
  readonly lastChannel?: Maybe<Channel>;
  /** Steps that are still to be done, in their order; none once it is over. */
  readonly pendingSteps?: Maybe<ReadonlyArray<JourneyStep>>;
  /** When it was started. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The channel in which it was started. */
  readonly startedIn?: Maybe<Channel>;
  /** Where it stands. */
  readonly status?: Maybe<JourneyStatus>;
  /** Goes up with each change: whoever changes it says which version they have seen. */
  readonly version?: Maybe<Scalars['Int']['output']>;
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
  readonly actor?: Maybe<JourneyActor>;
  /** When. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** The member of staff, where one did it on behalf of the customer. */
  readonly by?: Maybe<Scalars['String']['output']>;
  /** The channel in which it happened. */
  readonly channel?: Maybe<Channel>;
  /** The channel in which it is to go on, where it was handed over. */
  readonly handedOverTo?: Maybe<Channel>;
  /** What happened. */
  readonly kind?: Maybe<JourneyEventKind>;
  /** The step, where one was done. */
  readonly step?: Maybe<JourneyStep>;
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

export type Mutation = {
  /** Ends a journey before its last step. */
  readonly abandonJourney?: Maybe<Journey>;
  /** Says that the next step is done, or hands the journey over to another channel, or both. With the last step it is completed. */
  readonly continueJourney?: Maybe<Journey>;
  /** Starts a journey, by the customer or on their behalf. A customer has one open journey of a kind at a time: it is gone on with, in whatever channel. */
  readonly startJourney?: Maybe<Journey>;
};


export type MutationAbandonJourneyArgs = {
  input: AbandonJourneyInput;
};


export type MutationContinueJourneyArgs = {
  input: ContinueJourneyInput;
};


export type MutationStartJourneyArgs = {
  input: StartJourneyInput;
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
  AbandonJourneyInput: AbandonJourneyInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Channel: Channel;
  ContinueJourneyInput: ContinueJourneyInput;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Journey: ResolverTypeWrapper<Journey>;
  JourneyActor: JourneyActor;
  JourneyEvent: ResolverTypeWrapper<JourneyEvent>;
  JourneyEventKind: JourneyEventKind;
  JourneyKind: JourneyKind;
  JourneyStatus: JourneyStatus;
  JourneyStep: JourneyStep;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  StartJourneyInput: StartJourneyInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbandonJourneyInput: AbandonJourneyInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ContinueJourneyInput: ContinueJourneyInput;
  Customer: Customer | FederationReferenceTypes['Customer'];
  DateTime: Scalars['DateTime']['output'];
  Journey: Journey;
  JourneyEvent: JourneyEvent;
  Mutation: Record<PropertyKey, never>;
  StartJourneyInput: StartJourneyInput;
  Boolean: Scalars['Boolean']['output'];
};

export type CustomerResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  journeys?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Journey']>>, ParentType, ContextType, Partial<CustomerJourneysArgs>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type JourneyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Journey'] = ResolversParentTypes['Journey']> = {
  doneSteps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JourneyStep']>>, ParentType, ContextType>;
  events?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JourneyEvent']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['JourneyKind']>, ParentType, ContextType>;
  lastChannel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  pendingSteps?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JourneyStep']>>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedIn?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['JourneyStatus']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type JourneyEventResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JourneyEvent'] = ResolversParentTypes['JourneyEvent']> = {
  actor?: Resolver<Maybe<ResolversTypes['JourneyActor']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  by?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  handedOverTo?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['JourneyEventKind']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['JourneyStep']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  abandonJourney?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType, RequireFields<MutationAbandonJourneyArgs, 'input'>>;
  continueJourney?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType, RequireFields<MutationContinueJourneyArgs, 'input'>>;
  startJourney?: Resolver<Maybe<ResolversTypes['Journey']>, ParentType, ContextType, RequireFields<MutationStartJourneyArgs, 'input'>>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Journey?: JourneyResolvers<ContextType>;
  JourneyEvent?: JourneyEventResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
};

