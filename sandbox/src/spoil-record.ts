type JsonObject = Record<string, unknown>;

/**
 * Breaks one record among the good ones of an answer: the second of the longest list of objects in it, or the
 * first where there is one only. An answer without such a list becomes something that nobody expects.
 * @param breakIt Makes the broken record; `undefined` members disappear.
 */
export function spoilRecord(body: unknown, breakIt: (record: JsonObject) => JsonObject): unknown {
  const copy: unknown = structuredClone(body);
  const lists: JsonObject[][] = [];
  collectLists(copy, lists, 0);
  const longest = lists.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) {
    return isObject(copy) ? JSON.parse(JSON.stringify(breakIt(copy))) : { surprise: [1, null] };
  }
  const at = Math.min(1, longest.length - 1);
  const record = longest[at];
  if (record !== undefined) longest[at] = JSON.parse(JSON.stringify(breakIt(record))) as JsonObject;
  return copy;
}

/** Lists of records, the outer ones only: what lies inside a record stays whole. */
function collectLists(value: unknown, lists: JsonObject[][], depth: number): void {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isObject)) lists.push(value);
  } else if (isObject(value) && depth < 4) {
    for (const member of Object.values(value)) collectLists(member, lists, depth + 1);
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
