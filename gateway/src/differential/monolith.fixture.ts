import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  printSchema,
  visit,
} from 'graphql';
import type { Answers, Operation } from './answers.fixture.js';
import type { Truth } from './truth.fixture.js';
import { resolved, type Thing } from './world.fixture.js';

/** The right answer, and all the places at which an error can stand in a right one. */
export interface RightAnswer {
  readonly answer: ExecutionResult;
  /**
   * Where there is more than one reason for a null, GraphQL leaves it open which one is told. These are all: what
   * fails when no null makes its surroundings null.
   */
  readonly reasons: readonly (readonly (string | number)[])[];
}

/** One schema over the whole world: the graph as clients see it, answered by graphql-js alone. */
export class Monolith {
  readonly schema: GraphQLSchema;
  readonly #unpropagating: GraphQLSchema;
  readonly #truth: Truth;

  constructor(supergraphSdl: string, truth: Truth) {
    this.#truth = truth;
    const supergraph = Supergraph.build(supergraphSdl, {
      supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    });
    const document = parse(printSchema(supergraph.apiSchema().toGraphQLJSSchema()));
    this.schema = buildASTSchema(document);
    this.#unpropagating = buildASTSchema(withNullableFields(document));
    this.#resolve(this.schema, null);
    this.#resolve(this.#unpropagating, this.schema);
  }

  readonly answers: Answers = async (operation) => this.#execute(this.schema, operation);

  async rightAnswer(operation: Operation): Promise<RightAnswer> {
    const answer = await this.#execute(this.schema, operation);
    if (answer.errors === undefined) return { answer, reasons: [] };
    const { errors = [] } = await this.#execute(this.#unpropagating, operation);
    return { answer, reasons: errors.map(({ path = [] }) => path) };
  }

  async #execute(schema: GraphQLSchema, operation: Operation): Promise<ExecutionResult> {
    this.#truth.world.written = [];
    const { document, variables, operationName } = operation;
    const result = await execute({
      schema,
      document,
      variableValues: variables,
      ...(operationName === undefined ? {} : { operationName }),
    });
    // Objects of graphql-js have no prototype, which comparisons would see.
    return structuredCloneOf(result);
  }

  /** @param strict where nulls are looked for that this schema would have allowed */
  #resolve(schema: GraphQLSchema, strict: GraphQLSchema | null): void {
    const { world } = this.#truth;
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isAbstractType(type)) type.resolveType = (thing: Thing) => thing.row.__typename;
      if (!isObjectType(type)) continue;
      const strictType = strict?.getType(type.name);
      for (const field of Object.values(type.getFields())) {
        const strictField = isObjectType(strictType) ? strictType.getFields()[field.name] : undefined;
        field.resolve = (source: Thing | undefined, args: Record<string, unknown>) => {
          const place = source ?? {
            row: { __typename: type.name },
            name: null,
            representation: null,
            parent: null,
          };
          const value = resolved(this.#truth.value(place, field.name, args), place, world);
          return strictField === undefined ? value : withoutForbiddenNulls(value, strictField.type);
        };
      }
    }
  }
}

function withNullableFields(document: DocumentNode): DocumentNode {
  return visit(document, {
    InputValueDefinition: () => false,
    NonNullType: { leave: ({ type }) => type },
  });
}

function withoutForbiddenNulls(value: unknown, type: GraphQLOutputType): unknown {
  if (value === null && isNonNullType(type)) throw new Error('Cannot return null for a non-nullable field.');
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (!Array.isArray(value) || !isListType(nullable)) return value;
  return value.map((item) => {
    try {
      return withoutForbiddenNulls(item, nullable.ofType);
    } catch (error) {
      return error;
    }
  });
}

function structuredCloneOf({ data, errors }: ExecutionResult): ExecutionResult {
  return {
    ...(data === undefined ? {} : { data: JSON.parse(JSON.stringify(data)) }),
    ...(errors === undefined ? {} : { errors }),
  };
}
