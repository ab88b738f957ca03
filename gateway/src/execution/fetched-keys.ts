import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
} from 'graphql';
import { responseKey } from '../selected-fields.js';

/** Names of fields of a supergraph, `@inaccessible` ones included. */
export interface FieldNames {
  readonly all: ReadonlySet<string>;
  /** Those that some field requires with arguments. */
  readonly requiredWithArguments: ReadonlySet<string>;
  /** Those that require one of these. */
  readonly requiring: ReadonlySet<string>;
}

/**
 * Keys under which the fields of an operation are fetched. They are the client's own, except where those would get in the
 * way of what the planner fetches beside them, keys of entities above all: a client may call `kyc` by the name `id`. An
 * alias that is a field's name, a field that is required with arguments of its own somewhere (`@requires`), and any name
 * that JavaScript objects have by themselves, is fetched under another name.
 */
export class FetchedKeys {
  readonly #byAlias: ReadonlyMap<string, string>;
  readonly #byFetched: ReadonlyMap<string, string>;
  readonly #required: ReadonlySet<string>;

  private constructor(byAlias: ReadonlyMap<string, string>, required: ReadonlySet<string>) {
    this.#byAlias = byAlias;
    this.#required = required;
    this.#byFetched = new Map([...byAlias].map(([alias, fetched]) => [fetched, alias]));
  }

  static of(document: DocumentNode, { all, requiredWithArguments }: FieldNames): FetchedKeys {
    const used = new Set<string>(all);
    const clashing = new Set<string>();
    visit(document, {
      Field(field) {
        const key = responseKey(field);
        used.add(key);
        const isRenamed = key !== field.name.value;
        if (
          key in Object.prototype ||
          requiredWithArguments.has(key) ||
          (isRenamed && (all.has(key) || key === '__typename'))
        )
          clashing.add(key);
      },
    });
    const byAlias = new Map<string, string>();
    for (const alias of clashing) {
      let fetched = `${alias.replace(/^_+/, '')}_`;
      while (used.has(fetched)) fetched += '_';
      used.add(fetched);
      byAlias.set(alias, fetched);
    }
    return new FetchedKeys(byAlias, requiredWithArguments);
  }

  /** Key under which a field's value is fetched. */
  of(field: FieldNode): string {
    const key = responseKey(field);
    const fetched = this.#byAlias.get(key);
    if (fetched === undefined) return key;
    // The same key may be an alias in one place and the field's own name in another.
    const isOwn = key === field.name.value && !(key in Object.prototype) && !this.#required.has(key);
    return isOwn ? key : fetched;
  }

  /** The client's key for a key that was fetched. */
  clientKey(fetched: string): string {
    return this.#byFetched.get(fetched) ?? fetched;
  }

  /** The key under which something was fetched that the client knows by this one, if it is an alias. */
  fetchedKey(alias: string): string {
    return this.#byAlias.get(alias) ?? alias;
  }

  /** The document that is fetched. */
  rename(document: DocumentNode): DocumentNode {
    if (this.#byAlias.size === 0) return document;
    return visit(document, {
      Field: (field) => {
        const key = this.of(field);
        return key === responseKey(field)
          ? undefined
          : { ...field, alias: { kind: Kind.NAME, value: key } as const };
      },
    });
  }
}

/** Names of all fields of a schema. */
export function fieldNames(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const name of Object.keys(type.getFields())) names.add(name);
  }
  return names;
}
