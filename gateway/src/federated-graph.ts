import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import { answerOperations, type StaticCutRules } from './answer-operation.js';
import type { Exchange } from './exchange.js';
import { operationFetcher } from './execution/fetch-operation.js';
import type { CallResult } from './execution/run-plan.js';
import type { SubgraphQuestion } from './execution/subgraph-question.js';
import { loadSupergraph } from './execution/supergraph.js';

/** Asks one subgraph on behalf of an exchange; never throws. */
export type SubgraphClient = (exchange: Exchange, question: SubgraphQuestion) => Promise<CallResult>;

/** What a graph is made of. */
export interface FederatedGraphOptions {
  readonly supergraphSdl: string;
  /** @throws when nothing is known of a subgraph that the supergraph names */
  readonly client: (subgraph: string) => SubgraphClient;
  /** Null: everything is left to the subgraphs. */
  readonly staticCut: StaticCutRules | null;
}

/** One supergraph, loaded. */
interface Generation {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly execute: GatewayExecutor;
}

/**
 * The graph that Apollo Server serves: a planner, plans and clients for each supergraph. A new supergraph is loaded
 * completely beside the old one and only then takes its place, so a broken one changes nothing; operations that
 * were validated against the old schema are carried out by the old plans.
 */
export class FederatedGraph implements GatewayInterface {
  readonly #options: FederatedGraphOptions;
  readonly #listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  readonly #generations = new WeakMap<GraphQLSchema, Generation>();
  #current: Generation | null = null;

  constructor(options: FederatedGraphOptions) {
    this.#options = options;
  }

  /** Whether a supergraph is being served. */
  get loaded(): boolean {
    return this.#current !== null;
  }

  async load(): Promise<GatewayLoadResult> {
    this.#adopt(this.#generation(this.#options.supergraphSdl));
    return { executor: (asked) => this.#execute(asked) };
  }

  /**
   * Takes over a new supergraph without a pause.
   *
   * @throws when it cannot be served; the old one is then served as before
   */
  async reload(supergraphSdl: string): Promise<void> {
    if (this.#current?.supergraphSdl === supergraphSdl) return;
    this.#adopt(this.#generation(supergraphSdl));
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#current = null;
  }

  #execute(asked: Parameters<GatewayExecutor>[0]): ReturnType<GatewayExecutor> {
    const generation = this.#generations.get(asked.schema);
    if (generation === undefined) throw new Error('No supergraph for this schema.');
    return generation.execute(asked);
  }

  #generation(supergraphSdl: string): Generation {
    const supergraph = loadSupergraph(supergraphSdl);
    const clients = new Map(supergraph.subgraphs.map(({ name }) => [name, this.#options.client(name)]));
    const fetch = operationFetcher(supergraph, (exchange, subgraph, question) => {
      const client = clients.get(subgraph);
      if (client === undefined) throw new TypeError('A plan that asks a subgraph which is not there.');
      return client(exchange, question);
    });
    const { schema } = supergraph;
    return { supergraphSdl, schema, execute: answerOperations(fetch, supergraph, this.#options.staticCut) };
  }

  #adopt(generation: Generation): void {
    this.#generations.set(generation.schema, generation);
    this.#current = generation;
    const update = { apiSchema: generation.schema, coreSupergraphSdl: generation.supergraphSdl };
    for (const listener of this.#listeners) listener(update);
  }
}
