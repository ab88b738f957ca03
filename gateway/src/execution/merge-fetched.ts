import type { FetchShape } from './fetch-shape.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import type { TypeConditions } from './type-conditions.js';

/**
 * Puts what a fetch brought of an object into the object that the fetches before it made. Only keys that the fetch
 * asked for are taken. What nobody has set becomes the very value that came, uncopied; where several fetches bring
 * parts of one object or list, the parts are joined; no value is replaced by null.
 */
export function mergeFetched(
  target: JsonObject,
  source: JsonObject,
  shape: FetchShape,
  types: TypeConditions,
): void {
  for (const field of shape.fields) {
    const { key } = field;
    const value = source[key];
    if (value === undefined) continue;
    if (field.isTypename) {
      mergeTypename(target, value, types);
      continue;
    }
    const known = target[key];
    if (known === undefined || known === null) {
      target[key] = value;
    } else if (value !== null) {
      if (field.shape !== null) mergeValues(known, value, field.shape, types);
      else target[key] = value;
    }
  }
}

function mergeValues(known: unknown, value: unknown, shape: FetchShape, types: TypeConditions): void {
  if (known === value) return;
  if (isJsonObject(known) && isJsonObject(value)) mergeFetched(known, value, shape, types);
  // Lists of different lengths are not the same list, so nothing tells which items belong together.
  else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) {
    for (let index = 0; index < known.length; index += 1) {
      if (known[index] === null || known[index] === undefined) known[index] = value[index];
      else mergeValues(known[index], value[index], shape, types);
    }
  }
}

/**
 * A subgraph that knows an interface only (`@interfaceObject`) names that as the type, until another one says what the
 * object is. What it is, is said once.
 */
function mergeTypename(target: JsonObject, value: unknown, types: TypeConditions): void {
  if (typeof value !== 'string') return;
  const known = target.__typename;
  if (typeof known === 'string' && types.isObjectType(known)) return;
  target.__typename = value;
}
