import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { type Answers, operationOf } from './answers.fixture.js';
import { forget, type Subgraphs } from './open-graph.fixture.js';
import { textOf } from './text-of.fixture.js';

/**
 * `@apollo/gateway` as it comes, over subgraphs of this process. What it puts aside in `extensions.valueCompletion`
 * counts as errors.
 */
export async function apolloAnswers(supergraphSdl: string, subgraphs: Subgraphs): Promise<Answers> {
  const gateway = withoutTelemetry(
    () =>
      new ApolloGateway({
        supergraphSdl,
        buildService: ({ name }) => dataSource(name, subgraphs),
        logger: pino({ level: 'silent' }),
      }),
  );
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await gateway.load({ apollo: {} });
  if (schema === undefined || executor === null) throw new Error('The supergraph has no schema.');
  return answersOf(executor, schema, subgraphs, () => ({}));
}

/** Asks an executor as Apollo Server does. @param context for one operation, and what ends it */
export function answersOf(
  executor: GatewayExecutor,
  schema: GraphQLSchema,
  subgraphs: Subgraphs,
  context: () => Record<string, unknown>,
): Answers {
  return async (operation) => {
    forget(subgraphs);
    const source = textOf(operation.document);
    try {
      const result = await executor({
        document: operation.document,
        source,
        operation: operationOf(operation),
        operationName: operation.operationName ?? null,
        queryHash: source,
        schema,
        request: { query: source, variables: { ...operation.variables } },
        context: context(),
        metrics: {},
        cache: undefined as never,
        logger: pino({ level: 'silent' }),
        overallCachePolicy: undefined as never,
      } as unknown as Parameters<GatewayExecutor>[0]);
      const aside = (result.extensions?.valueCompletion ?? []) as readonly GraphQLError[];
      const errors = [...(result.errors ?? []), ...aside];
      return { data: result.data ?? null, ...(errors.length === 0 ? {} : { errors }) };
    } catch (error) {
      // What it throws, Apollo Server answers as an error without a place.
      return {
        data: null,
        errors: [new GraphQLError(error instanceof Error ? error.message : String(error))],
      };
    }
  };
}

function dataSource(name: string, subgraphs: Subgraphs): GraphQLDataSource {
  const subgraph = subgraphs[name];
  if (subgraph === undefined) throw new Error(`No subgraph ${name}.`);
  return {
    process: ({ request: { query, variables } }) =>
      subgraph.handle({ body: JSON.stringify({ query, variables }), contextToken: undefined }) as never,
  };
}

/** As in apollo-graph.ts: there is no option for it. */
function withoutTelemetry<T>(construct: () => T): T {
  const name = 'APOLLO_TELEMETRY_DISABLED';
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
