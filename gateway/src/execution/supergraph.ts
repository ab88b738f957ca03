import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { assertValidSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import { fieldNames } from './fetched-keys.js';
import { TypeConditions } from './type-conditions.js';

/** A supergraph that can be planned for. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients may ask: the API schema. */
  readonly schema: GraphQLSchema;
  /** Names of all fields, `@inaccessible` ones included. */
  readonly fieldNames: ReadonlySet<string>;
  /** Types as the subgraphs know them, `@inaccessible` ones included. */
  readonly types: TypeConditions;
  /** Its subgraphs, and where each is served as the supergraph says. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
  /**
   * Plans an operation that is valid against the schema.
   *
   * @throws GraphQLError when the operation asks for too much to be planned
   */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/**
 * Loads a composed Federation 2 supergraph with Apollo's planner.
 *
 * @throws when it is not a valid supergraph, or links a feature for security or execution that nobody here carries out
 *   (`@authenticated`, `@requiresScopes`, `@policy`, `@fromContext`): serving it would mean ignoring it
 */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  assertValidSchema(schema);
  // Fragments of clients are written out: what is equal in two fetches is then equal as text.
  const planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
  const whole = supergraph.schema.toGraphQLJSSchema();
  return {
    sdl,
    schema,
    fieldNames: fieldNames(whole),
    types: new TypeConditions(whole),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url || undefined })),
    plan: (document, operationName) =>
      planner.buildQueryPlan(
        operationFromDocument(apiSchema, document, operationName === undefined ? {} : { operationName }),
      ),
  };
}
