import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { assertValidSchema, Kind, parse, printSchema, visit } from 'graphql';
import { fieldNames } from './fetched-keys.js';
import { type TypeTable, typeTable } from './type-conditions.js';

/** What is to be known of a supergraph to answer operations, apart from their plans. */
export interface SupergraphDescription {
  /** What clients may ask: the API schema, SDL. */
  readonly apiSdl: string;
  /** Names of all fields, `@inaccessible` ones included. */
  readonly fieldNames: readonly string[];
  /** Names of fields that some field requires with arguments. */
  readonly requiredWithArguments: readonly string[];
  /** Types as the subgraphs know them, `@inaccessible` ones included. */
  readonly types: TypeTable;
  /** Its subgraphs, and where each is served as the supergraph says. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
}

/** A composed Federation 2 supergraph with Apollo's planner. */
export class PlannedSupergraph {
  readonly description: SupergraphDescription;
  readonly #apiSchema: Schema;
  readonly #planner: QueryPlanner;

  /**
   * @throws when it is not a valid supergraph, or links a feature for security or execution that nobody here carries out
   *   (`@authenticated`, `@requiresScopes`, `@policy`, `@fromContext`): serving it would mean ignoring it
   */
  constructor(sdl: string) {
    const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
    this.#apiSchema = supergraph.apiSchema();
    const schema = this.#apiSchema.toGraphQLJSSchema();
    assertValidSchema(schema);
    const whole = supergraph.schema.toGraphQLJSSchema();
    // Fragments of clients are written out: what is equal in two fetches is then equal as text.
    this.#planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
    this.description = {
      apiSdl: printSchema(schema),
      fieldNames: [...fieldNames(whole)],
      requiredWithArguments: requiredWithArguments(sdl),
      types: typeTable(whole),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: url || undefined })),
    };
  }

  /**
   * Plans an operation that is valid against the API schema.
   *
   * @throws GraphQLError when the operation asks for too much to be planned
   */
  plan(document: string, operationName: string | undefined): QueryPlan {
    const named = operationName === undefined ? {} : { operationName };
    return this.#planner.buildQueryPlan(operationFromDocument(this.#apiSchema, parse(document), named));
  }
}

/** Fields with arguments in the selections of `@requires`, which composition writes into `@join__field(requires:)`. */
function requiredWithArguments(sdl: string): readonly string[] {
  const names = new Set<string>();
  visit(parse(sdl, { noLocation: true }), {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field') return;
      for (const { name: argument, value } of given) {
        if (argument.value !== 'requires' || value.kind !== Kind.STRING) continue;
        visit(parse(`{${value.value}}`), {
          Field(field) {
            if (field.arguments?.length) names.add(field.name.value);
          },
        });
      }
    },
  });
  return [...names];
}
