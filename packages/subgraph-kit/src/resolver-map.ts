import { parse } from 'graphql';
import { scalars } from './scalars.js';
import type { GovernedContext, SubgraphDefinition } from './subgraph-definition.js';

/** What becomes of an entity that was found by its key: itself, or null when it does not exist for the caller. */
type AdmitEntity<Loaders extends object> = (
  typeName: string,
  entity: object,
  context: GovernedContext<Loaders>,
) => unknown;

/** The subgraph's resolvers, the contract's scalars, and a reference resolver for each entity. */
export function resolverMap<Loaders extends object>(
  definition: SubgraphDefinition<Loaders>,
  admit: AdmitEntity<Loaders>,
): Record<string, unknown> {
  const map: Record<string, unknown> = { ...definition.resolvers };
  for (const node of parse(definition.sdl).definitions) {
    if (node.kind === 'ScalarTypeDefinition') {
      const scalar = scalars[node.name.value];
      if (scalar === undefined) throw new Error(`No implementation of scalar ${node.name.value}.`);
      map[node.name.value] = scalar;
    }
    if (node.kind === 'ObjectTypeDefinition' && node.directives?.some(({ name }) => name.value === 'key')) {
      const typeName = node.name.value;
      map[typeName] = {
        ...definition.resolvers[typeName],
        __resolveReference: (reference: unknown, context: GovernedContext<Loaders>) =>
          resolveReference(typeName, reference, context, definition, admit),
      };
    }
  }
  return map;
}

/**
 * Turns a representation into an entity of which nothing but the key is known. Nothing else in it is trusted,
 * and nothing is loaded: each field decides for itself before it resolves.
 */
async function resolveReference<Loaders extends object>(
  typeName: string,
  reference: unknown,
  context: GovernedContext<Loaders>,
  definition: SubgraphDefinition<Loaders>,
  admit: AdmitEntity<Loaders>,
): Promise<unknown> {
  const id = (reference as { id?: unknown }).id;
  if (typeof id !== 'string') return null;
  const locate = definition.locate?.[typeName];
  const entity = locate === undefined ? { id } : await locate(id, context);
  return entity === null ? null : admit(typeName, { ...entity }, context);
}
