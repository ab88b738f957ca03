import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
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
  /** Whether some subgraph knows an interface as an object (`@interfaceObject`). */
  readonly hasInterfaceObjects: boolean;
}

/**
 * Keys under which the fields of an operation are fetched. They are the client's own, except where those would get in the
 * way of what the planner fetches beside them, keys of entities above all: a client may call `kyc` by the name `id`. An
 * alias that is a field's name, a field that is required with arguments of its own somewhere (`@requires`), and any name
 * that JavaScript objects have by themselves, is fetched under another name. So is what stands under one key with other
 * arguments, for objects of other types, where a subgraph knows their interface as an object (`@interfaceObject`): to it they are
 * of one type.
 */
export class FetchedKeys {
  readonly #byAlias: ReadonlyMap<string, string>;
  /** By key and question, where one key stands for several. */
  readonly #byQuestion: ReadonlyMap<string, string>;
  readonly #byFetched: ReadonlyMap<string, string>;
  readonly #required: ReadonlySet<string>;

  private constructor(
    byAlias: ReadonlyMap<string, string>,
    byQuestion: ReadonlyMap<string, string>,
    required: ReadonlySet<string>,
  ) {
    this.#byAlias = byAlias;
    this.#byQuestion = byQuestion;
    this.#required = required;
    const aliases = [...byAlias].map(([alias, fetched]) => [fetched, alias] as const);
    const keys = [...byQuestion].map(([question, fetched]) => [fetched, keyIn(question)] as const);
    this.#byFetched = new Map([...aliases, ...keys]);
  }

  static of(
    document: DocumentNode,
    { all, requiredWithArguments, hasInterfaceObjects }: FieldNames,
  ): FetchedKeys {
    const used = new Set<string>(all);
    const clashing = new Set<string>();
    const questions = new Map<string, Set<string>>();
    visit(document, {
      Field(field) {
        const key = responseKey(field);
        used.add(key);
        if (hasInterfaceObjects) questions.set(key, (questions.get(key) ?? new Set()).add(questionOf(field)));
        const isRenamed = key !== field.name.value;
        if (
          key in Object.prototype ||
          requiredWithArguments.has(key) ||
          (isRenamed && (all.has(key) || key === '__typename'))
        )
          clashing.add(key);
      },
    });
    const free = (key: string): string => {
      let fetched = `${key.replace(/^_+/, '')}_`;
      while (used.has(fetched)) fetched += '_';
      used.add(fetched);
      return fetched;
    };
    const several = [...questions.values()].flatMap((ofKey) => (ofKey.size > 1 ? [...ofKey] : []));
    return new FetchedKeys(
      new Map([...clashing].map((alias) => [alias, free(alias)])),
      new Map(several.map((question) => [question, free(keyIn(question))])),
      requiredWithArguments,
    );
  }

  /** Key under which a field's value is fetched. */
  of(field: FieldNode): string {
    const key = responseKey(field);
    const isPlain = key === field.name.value && field.arguments?.length === 0;
    const ownName =
      isPlain || this.#byQuestion.size === 0 ? undefined : this.#byQuestion.get(questionOf(field));
    if (ownName !== undefined) return ownName;
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
    if (this.#byFetched.size === 0) return document;
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

/** What is asked under a key: the key first, then the field with its arguments. */
function questionOf({ name, arguments: given = [], ...field }: FieldNode): string {
  return `${field.alias?.value ?? name.value} ${name.value}(${given.map((argument) => print(argument)).join()})`;
}

function keyIn(question: string): string {
  return question.slice(0, question.indexOf(' '));
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
