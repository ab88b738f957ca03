import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';

type Checked = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/**
 * Parses and validates each text once. Bounded: the one unused for longest goes first, so that a flood of
 * different operations cannot fill the memory.
 *
 * @param capacity number of documents kept
 */
export function documentCache(schema: GraphQLSchema, capacity: number): (query: string) => Checked {
  const cache = new Map<string, Checked>();
  return (query) => {
    const known = cache.get(query);
    if (known !== undefined) {
      cache.delete(query);
      cache.set(query, known);
      return known;
    }
    const checked = check(schema, query);
    cache.set(query, checked);
    if (cache.size > capacity) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    return checked;
  };
}

function check(schema: GraphQLSchema, query: string): Checked {
  try {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
