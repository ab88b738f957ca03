import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  parse,
} from 'graphql';
import { connectionOf, Paged } from './paged.js';
import { resolverMap } from './resolver-map.js';
import { answering, type Subgraph, type SubgraphSurroundings } from './subgraph.js';
import type { SubgraphDefinition } from './subgraph-definition.js';

/**
 * The same subgraph without policies: everything is shown to everyone, nothing is counted. To measure what governing
 * costs, and to know the whole truth in a test. Lint keeps everything else from importing it.
 */
export function openUngovernedSubgraph<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  surroundings: SubgraphSurroundings,
): Subgraph {
  return answering(definition, surroundings, {
    schema: ungovernedSchema(definition),
    visible: (_governor, _typeName, rows) => rows,
  });
}

function ungovernedSchema<Loaders extends object>(definition: SubgraphDefinition<Loaders>): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(definition.sdl),
    resolvers: resolverMap(definition, (_typeName, entity) => entity) as never,
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (isLeafType(getNamedType(field.type))) continue;
      const inner = field.resolve ?? defaultFieldResolver;
      field.resolve = (...asked) => {
        const value: unknown = inner(...asked);
        return value instanceof Promise ? value.then(pageOf) : pageOf(value);
      };
    }
  }
  return schema;
}

function pageOf(value: unknown): unknown {
  return value instanceof Paged
    ? { ...value.beside, ...connectionOf(value.rows, value.args, value.total) }
    : value;
}
