import { setImmediate } from 'node:timers/promises';
import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import { type GraphQLSchema, validate } from 'graphql';
import {
  answerOperations,
  type Operations,
  type PairwiseRules,
  type StaticCutRules,
} from './answer-operation.js';
import type { CostRules } from './demand/cost-rules.js';
import type { Exchange } from './exchange.js';
import { operationFetcher } from './execution/fetch-operation.js';
import type { CallResult } from './execution/run-plan.js';
import type { SubgraphQuestion } from './execution/subgraph-question.js';
import { loadSupergraph } from './execution/supergraph.js';
import type { SubgraphAddress } from './gateway-options.js';

/** A subgraph that can be asked. */
export interface SubgraphClient {
  /** Asks it on behalf of an exchange; never throws. */
  ask(exchange: Exchange, question: SubgraphQuestion): Promise<CallResult>;
  /** When no operation asks it any more. */
  close(): Promise<void>;
}

/** What a graph is made of. */
export interface FederatedGraphOptions {
  readonly supergraphSdl: string;
  /** @throws when nothing is known of a subgraph that the supergraph names */
  readonly client: (subgraph: SubgraphAddress) => SubgraphClient;
  /** Null: everything is left to the subgraphs. */
  readonly staticCut: StaticCutRules | null;
  /** Null: partners see ids as they are. */
  readonly pairwise: PairwiseRules | null;
  /** No operation takes longer, in milliseconds: so long the clients of a replaced supergraph are kept. */
  readonly deadlineMs: number;
}

/** One supergraph, loaded. */
interface Generation {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly operations: Operations;
  readonly costRules: CostRules;
  close(): Promise<void>;
}

/** Operations that are made ready before a new supergraph takes over, the last asked for first. */
const maxWarm = 500;
/** How long that may take, in milliseconds. */
const maxWarmingMs = 10_000;

/**
 * The graph that Apollo Server serves: a planner, plans and clients for each supergraph. A new supergraph is loaded
 * completely beside the old one and only then takes its place, so a broken one changes nothing; operations that
 * were validated against the old schema are carried out by the old plans.
 */
export class FederatedGraph implements GatewayInterface {
  readonly #options: FederatedGraphOptions;
  readonly #listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  readonly #generations = new WeakMap<GraphQLSchema, Generation>();
  /** Replaced, and perhaps still carrying out operations. */
  readonly #retired = new Set<Generation>();
  #current: Generation | null = null;
  #reloading: Promise<void> = Promise.resolve();

  constructor(options: FederatedGraphOptions) {
    this.#options = options;
  }

  /** Whether a supergraph is being served. */
  get loaded(): boolean {
    return this.#current !== null;
  }

  /** What the supergraph behind a schema says of cost. */
  costRules(schema: GraphQLSchema): CostRules {
    return this.#generationOf(schema).costRules;
  }

  async load(): Promise<GatewayLoadResult> {
    this.#adopt(await this.#generation(this.#options.supergraphSdl));
    return { executor: (asked) => this.#execute(asked) };
  }

  /**
   * Takes over a new supergraph without a pause.
   *
   * @throws when it cannot be served; the old one is then served as before
   */
  async reload(supergraphSdl: string): Promise<void> {
    // One after the other, so that the last one asked for is the one that stays.
    const turn = this.#reloading.then(() => this.#take(supergraphSdl));
    this.#reloading = turn.catch(() => {});
    await turn;
  }

  async #take(supergraphSdl: string): Promise<void> {
    const before = this.#current;
    if (before?.supergraphSdl === supergraphSdl) return;
    const generation = await this.#generation(supergraphSdl);
    if (before !== null) await warm(generation, before.operations);
    this.#adopt(generation);
    if (before !== null) this.#retire(before);
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    const generations = [...this.#retired, ...(this.#current === null ? [] : [this.#current])];
    this.#current = null;
    this.#retired.clear();
    await Promise.all(generations.map((generation) => generation.close()));
  }

  #retire(generation: Generation): void {
    this.#retired.add(generation);
    const timer = setTimeout(async () => {
      if (this.#retired.delete(generation)) await generation.close();
    }, this.#options.deadlineMs);
    timer.unref();
  }

  #execute(asked: Parameters<GatewayExecutor>[0]): ReturnType<GatewayExecutor> {
    return this.#generationOf(asked.schema).operations.execute(asked);
  }

  #generationOf(schema: GraphQLSchema): Generation {
    const generation = this.#generations.get(schema);
    if (generation === undefined) throw new Error('No supergraph for this schema.');
    return generation;
  }

  async #generation(supergraphSdl: string): Promise<Generation> {
    const supergraph = await loadSupergraph(supergraphSdl);
    let clients: ReadonlyMap<string, SubgraphClient>;
    try {
      clients = new Map(
        supergraph.subgraphs.map((subgraph) => [subgraph.name, this.#options.client(subgraph)]),
      );
    } catch (error) {
      supergraph.close();
      throw error;
    }
    const fetcher = operationFetcher(supergraph, (exchange, subgraph, question) => {
      const client = clients.get(subgraph);
      if (client === undefined) throw new TypeError('A plan that asks a subgraph which is not there.');
      return client.ask(exchange, question);
    });
    const { schema } = supergraph;
    const operations = answerOperations(fetcher, supergraph, this.#options.staticCut, this.#options.pairwise);
    const close = async () => {
      supergraph.close();
      await Promise.all([...clients.values()].map((client) => client.close()));
    };
    return { supergraphSdl, schema, operations, costRules: supergraph.costRules, close };
  }

  #adopt(generation: Generation): void {
    this.#generations.set(generation.schema, generation);
    this.#current = generation;
    const update = { apiSchema: generation.schema, coreSupergraphSdl: generation.supergraphSdl };
    for (const listener of this.#listeners) listener(update);
  }
}

/**
 * Makes ready what was asked for last, so that nobody waits for a plan when the new supergraph takes over. One operation
 * in a turn of the event loop; those that the new schema does not know any more are left out.
 */
async function warm({ schema, operations }: Generation, before: Operations): Promise<void> {
  const until = performance.now() + maxWarmingMs;
  for (const operation of before.recent().slice(0, maxWarm)) {
    if (performance.now() > until) return;
    if (validate(schema, operation.document).length > 0) continue;
    // Whoever asks for it later is told why it cannot be planned.
    await operations.prepare(operation).catch(() => {});
    await setImmediate();
  }
}
