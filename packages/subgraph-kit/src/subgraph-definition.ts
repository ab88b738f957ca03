import type { BankgraphError } from '@bankgraph/errors';
import type { RequestContext } from '@bankgraph/identity';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Governor } from './governor.js';
import type { Reports } from './reports.js';
import type { Provenance } from './situation.js';

/** What the loaders of one request are made with. */
export interface LoaderScope
  extends Pick<RequestContext, 'actor' | 'requestId' | 'operationName' | 'operationHash'> {
  /** Aborted when the client has gone or the request's time is up. */
  readonly signal: AbortSignal;
}

/** What resolvers get as their context. */
export interface GovernedContext<Loaders extends object> extends LoaderScope {
  readonly loaders: Loaders;
  /**
   * Adds an error at the field of `info` beside the data that it returns, for example for a quarantined record.
   *
   * @param row the record that the error is about, as it came: where the rows of the field have a policy, the error is
   *   told only to those who would see a row that says no more than this
   */
  report(error: BankgraphError, info: GraphQLResolveInfo, row?: Readonly<Record<string, unknown>>): void;
  /**
   * Those of the rows that exist for the caller, by the row policy of the type: for values that name other rows
   * (the decisions that caused this one). Rows are handed in with what conditions look at, `customerId` and `caseId`
   * included, since nothing is inherited. Nothing is recorded: no row is shown by asking.
   *
   * @throws Error when the type has no row policy
   */
  visible<Row extends object>(typeName: string, rows: readonly Row[]): Promise<readonly Row[]>;
  /** For the engine alone. */
  readonly governor: Governor;
  /** For the engine alone. */
  readonly reports: Reports;
}

/** Resolvers by type and field. */
export type Resolvers<Loaders extends object> = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: parents and arguments are typed by the generated resolver types
  Record<string, Readonly<Record<string, GraphQLFieldResolver<any, GovernedContext<Loaders>, any>>>>
>;

/** One subgraph: a contract, resolvers, and where whose data begins. */
export interface SubgraphDefinition<Loaders extends object> {
  /** Name in the supergraph, for example `kyc`. */
  readonly name: string;
  /** Authored SDL. */
  readonly sdl: string;
  readonly resolvers: Resolvers<Loaders>;
  /** Made anew for each request: batching and de-duplication never cross identities. */
  loaders(scope: LoaderScope): Loaders;
  /** Whose data a root field is about, by its arguments, for example `{ customer: (args) => ({ customerIds: [args.id] }) }`. */
  readonly rootProvenance?: Readonly<
    Record<string, (args: Readonly<Record<string, unknown>>) => Partial<Provenance>>
  >;
  /**
   * How an entity is found by its key when the key alone does not tell whose data it is. Only the key of a
   * representation is given: nothing else that a caller sends is trusted. Null: there is none.
   */
  readonly locate?: Readonly<
    Record<
      string,
      (id: string, context: GovernedContext<Loaders>) => Promise<({ readonly id: string } & object) | null>
    >
  >;
  /** Closes what the subgraph opened. */
  close?(): Promise<void>;
}
