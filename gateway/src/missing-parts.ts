import { type FetchDocument, responseKey, selectedFields } from './selected-fields.js';

/** Places named for one failed call at most: a list of thousands needs no thousand equal errors. */
const maxPlaces = 100;

/**
 * The places of a subgraph's answer that stay empty when the call fails, as paths from the root of that answer:
 * each field of the question, for each entity that was asked for.
 */
export function missingParts(
  fetch: FetchDocument,
  variables: Readonly<Record<string, unknown>>,
): (readonly (string | number)[])[] {
  const places: (string | number)[][] = [];
  const { representations } = variables;
  for (const root of selectedFields(fetch.operation.selectionSet, fetch, variables, () => true)) {
    const key = responseKey(root);
    if (root.name.value !== '_entities' || !Array.isArray(representations) || !root.selectionSet) {
      if (root.name.value !== '__typename') places.push([key]);
      continue;
    }
    for (const [index, representation] of representations.entries()) {
      const keys = new Set<string>();
      const typename: unknown = representation?.__typename;
      for (const field of selectedFields(root.selectionSet, fetch, variables, (type) => type === typename)) {
        if (field.name.value !== '__typename') keys.add(responseKey(field));
      }
      for (const field of keys) places.push([key, index, field]);
      if (places.length >= maxPlaces) return places.slice(0, maxPlaces);
    }
  }
  return places;
}
