import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type {
  GatewayExecutor,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { withResponseErrors } from './response-errors.js';
import { type StaticCutRules, withStaticCut } from './static-cut.js';

/** What a graph is made of. */
export interface ApolloGraphOptions {
  readonly supergraphSdl: string;
  /** @throws when nothing is known of a subgraph that the supergraph names */
  readonly dataSource: (subgraph: string) => GraphQLDataSource;
  /** Null: everything is left to the subgraphs. */
  readonly staticCut: StaticCutRules | null;
  readonly logger: Logger;
}

/** Query plans kept for one supergraph; the longest unused go first. */
const maxPlans = 2_000;
const maxPlanBytes = 64 * 1024 * 1024;

/** One supergraph, loaded. */
interface Generation {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly executor: GatewayExecutor;
  readonly gateway: ApolloGateway;
}

/**
 * The graph that Apollo Server serves: one `ApolloGateway` for each supergraph. A new supergraph is loaded
 * completely beside the old one and only then takes its place, so a broken one changes nothing; operations that
 * were validated against the old schema are carried out by the old planner.
 */
export class ApolloGraph implements GatewayInterface {
  readonly #options: ApolloGraphOptions;
  readonly #listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  readonly #generations = new WeakMap<GraphQLSchema, Generation>();
  #current: Generation | null = null;

  constructor(options: ApolloGraphOptions) {
    this.#options = options;
  }

  /** Whether a supergraph is being served. */
  get loaded(): boolean {
    return this.#current !== null;
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
    const before = this.#current;
    if (before?.supergraphSdl === supergraphSdl) return;
    this.#adopt(await this.#generation(supergraphSdl));
    await before?.gateway.stop();
  }

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    const { gateway } = this.#current ?? {};
    this.#current = null;
    await gateway?.stop();
  }

  async #execute(asked: Parameters<GatewayExecutor>[0]) {
    const generation = this.#generations.get(asked.schema);
    if (generation === undefined) throw new Error('No supergraph for this schema.');
    return withResponseErrors(await generation.executor(asked));
  }

  async #generation(supergraphSdl: string): Promise<Generation> {
    const gateway = withoutTelemetry(
      () =>
        new ApolloGateway({
          supergraphSdl,
          buildService: ({ name }) => this.#options.dataSource(name),
          // Both depend on NODE_ENV otherwise; the second one shows query plans to whoever sends a header.
          validateSupergraph: true,
          __exposeQueryPlanExperimental: false,
          logger: this.#options.logger,
          queryPlannerConfig: {
            exposeDocumentNodeInFetchNode: true,
            cache: new InMemoryLRUCache({ max: maxPlans, maxSize: maxPlanBytes }),
          },
        }),
    );
    let schema: GraphQLSchema | undefined;
    gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
      schema = apiSchema;
    });
    const { executor } = await gateway.load({ apollo: {} });
    if (schema === undefined || executor === null) throw new Error('The supergraph has no schema.');
    assertValidSchema(schema);
    const { staticCut } = this.#options;
    return {
      supergraphSdl,
      schema,
      executor: staticCut === null ? executor : withStaticCut(executor, schema, staticCut),
      gateway,
    };
  }

  #adopt(generation: Generation): void {
    this.#generations.set(generation.schema, generation);
    this.#current = generation;
    const update = { apiSchema: generation.schema, coreSupergraphSdl: generation.supergraphSdl };
    for (const listener of this.#listeners) listener(update);
  }
}

/**
 * `ApolloGateway` sends usage figures to its vendor and asks the metadata addresses of four clouds where it runs,
 * unless this variable forbids it while it is constructed; there is no option for it.
 */
function withoutTelemetry<T>(construct: () => T): T {
  const name = 'APOLLO_TELEMETRY_DISABLED';
  // The one place outside of server/ that touches the environment, and it puts it back at once.
  const { env } = process;
  const before = env[name];
  env[name] = 'true';
  try {
    return construct();
  } finally {
    if (before === undefined) delete env[name];
    else env[name] = before;
  }
}
