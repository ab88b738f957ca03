import type { JsonObject } from './json-object.js';
import type { RepresentationForm } from './representation.js';
import type { Fetch, FetchGroup } from './subgraph-call.js';

/** An object whose representation is written already. */
interface Written {
  readonly object: JsonObject;
  readonly index: number;
}

/**
 * The entities of one group that are asked for: each representation once, each with the objects that it is of. Target
 * number n is the object `objects[n]`, asked for by `fetches[n]` as representation number `indexes[n]`.
 */
export class AskedEntities {
  readonly group: FetchGroup;
  readonly representations: string[] = [];
  readonly objects: JsonObject[] = [];
  readonly indexes: number[] = [];
  readonly fetches: Fetch[] = [];
  readonly #byText = new Map<string, number>();
  /** Shortcut to most of them: by the first value of the representation, which is nearly always the key. */
  readonly #byValue = new Map<RepresentationForm, Map<unknown, Written>>();

  constructor(group: FetchGroup) {
    this.group = group;
  }

  /** Asks for those of the objects that a fetch is for. Returns those of which something is missing to ask. */
  add(fetch: Fetch, objects: readonly JsonObject[]): readonly JsonObject[] {
    const missing: JsonObject[] = [];
    let typeName: unknown;
    let form: RepresentationForm | null = null;
    let ownKeys: readonly string[] = [];
    for (const object of objects) {
      if (object.__typename !== typeName) {
        typeName = object.__typename;
        form = fetch.representation?.formOf(typeName) ?? null;
        ownKeys = form === null ? [] : fetch.ownKeys(String(typeName));
      }
      if (form === null) continue;
      const index = this.#indexOf(object, form);
      if (index === undefined) {
        missing.push(object);
        continue;
      }
      for (const key of ownKeys) {
        // Sent by a subgraph that was not asked for it.
        if (object[key] !== undefined && Object.hasOwn(object, key)) delete object[key];
      }
      this.objects.push(object);
      this.indexes.push(index);
      this.fetches.push(fetch);
    }
    return missing;
  }

  /** Number of an object's representation; undefined when it cannot be written. */
  #indexOf(object: JsonObject, form: RepresentationForm): number | undefined {
    const value = form.first === null ? undefined : object[form.first];
    let byValue = this.#byValue.get(form);
    const known = byValue?.get(value);
    if (known !== undefined && form.isSame(object, known.object)) return known.index;
    const text = form.write(object);
    if (text === undefined) return undefined;
    let index = this.#byText.get(text);
    if (index === undefined) {
      index = this.representations.push(text) - 1;
      this.#byText.set(text, index);
    }
    if (byValue === undefined) {
      byValue = new Map();
      this.#byValue.set(form, byValue);
    }
    byValue.set(value, { object, index });
    return index;
  }
}
