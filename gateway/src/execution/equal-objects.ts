import { isJsonObject, type JsonObject } from './json-object.js';

/**
 * Finds, among objects of one place of the answer, those that say the same: the author of two reviews, say. Whatever is
 * fetched for one of them is fetched for all, so the first can stand for all, and is then extended and written once.
 */
export class EqualObjects {
  readonly #first = new Map<unknown, JsonObject>();

  /** The object that says what this one does, perhaps itself. */
  standFor(object: JsonObject): JsonObject {
    const key = firstValue(object);
    const known = this.#first.get(key);
    if (known === undefined) this.#first.set(key, object);
    return known !== undefined && haveEqualParts(known, object) ? known : object;
  }
}

/** The value that tells most objects apart, which is nearly always the key's. */
function firstValue(object: JsonObject): unknown {
  for (const key in object) if (key !== '__typename') return object[key];
  return object.__typename;
}

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isEqual(item, other[index]))
    );
  }
  return isJsonObject(one) && isJsonObject(other) && haveEqualParts(one, other);
}

function haveEqualParts(one: JsonObject, other: JsonObject): boolean {
  let keys = 0;
  for (const key in one) {
    if (!Object.hasOwn(other, key) || !isEqual(one[key], other[key])) return false;
    keys += 1;
  }
  for (const _ in other) keys -= 1;
  return keys === 0;
}
