import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import {
  assertValidSchema,
  type ConstDirectiveNode,
  type GraphQLSchema,
  Kind,
  parse,
  printSchema,
  visit,
} from 'graphql';
import { type CostRules, costRules } from '../demand/cost-rules.js';
import { fieldNames } from './fetched-keys.js';
import { narrowFragments } from './narrowed-fragments.js';
import { type TypeTable, typeTable } from './type-conditions.js';

/** What is to be known of a supergraph to answer operations, apart from their plans. */
export interface SupergraphDescription {
  /** What clients may ask: the API schema, SDL. */
  readonly apiSdl: string;
  /** Names of all fields, `@inaccessible` ones included. */
  readonly fieldNames: readonly string[];
  /** Names of fields that some field requires with arguments, and of all fields that require one of those. */
  readonly requiredWithArguments: readonly string[];
  /** Whether a subgraph knows an interface as an object (`@interfaceObject`). */
  readonly hasInterfaceObjects: boolean;
  readonly requiring: readonly string[];
  readonly costRules: CostRules;
  /** Types as the subgraphs know them, `@inaccessible` ones included. */
  readonly types: TypeTable;
  /** Its subgraphs, and where each is served as the supergraph says. */
  readonly subgraphs: readonly { readonly name: string; readonly url: string | undefined }[];
}

/** A composed Federation 2 supergraph with Apollo's planner. */
export class PlannedSupergraph {
  readonly description: SupergraphDescription;
  readonly #apiSchema: Schema;
  readonly #schema: GraphQLSchema;
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
    this.#schema = schema;
    const whole = supergraph.schema.toGraphQLJSSchema();
    // Fragments of clients are written out: what is equal in two fetches is then equal as text.
    this.#planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
    this.description = {
      apiSdl: printSchema(schema),
      fieldNames: [...fieldNames(whole)],
      ...requirementsWithArguments(sdl),
      hasInterfaceObjects: /isInterfaceObject: true/.test(sdl),
      costRules: costRules(parse(sdl, { noLocation: true })),
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
    const asked = narrowFragments(parse(document), this.#schema, {
      byMembers: this.description.hasInterfaceObjects,
    });
    return this.#planner.buildQueryPlan(operationFromDocument(this.#apiSchema, asked, named));
  }
}

/** What `@requires` asks for with arguments, as composition writes it into `@join__field(requires:)`. */
function requirementsWithArguments(
  sdl: string,
): Pick<SupergraphDescription, 'requiredWithArguments' | 'requiring'> {
  const withArguments = new Set<string>();
  const requirements = new Map<string, Set<string>>();
  visit(parse(sdl, { noLocation: true }), {
    FieldDefinition({ name, directives = [] }) {
      for (const selection of directives.flatMap(requiredSelection)) {
        const required = requirements.get(name.value) ?? new Set<string>();
        requirements.set(name.value, required);
        visit(parse(`{${selection}}`), {
          Field(field) {
            required.add(field.name.value);
            if (field.arguments?.length) withArguments.add(field.name.value);
          },
        });
      }
    },
  });
  const requiring = [...requirements].flatMap(([name, required]) =>
    [...required].some((one) => withArguments.has(one)) ? [name] : [],
  );
  return { requiredWithArguments: [...withArguments], requiring };
}

function requiredSelection({ name, arguments: given = [] }: ConstDirectiveNode): readonly string[] {
  if (name.value !== 'join__field') return [];
  return given.flatMap(({ name: argument, value }) =>
    argument.value === 'requires' && value.kind === Kind.STRING ? [value.value] : [],
  );
}
