import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isJsonObject, type JsonObject } from './json-object.js';
import type { TypeConditions } from './type-conditions.js';

/** One key of a representation. */
interface WrittenField {
  /** The key and all that stands before its value, as JSON. */
  readonly prefix: string;
  readonly key: string;
  /** JSON that is written whatever the object has; null: what it has. */
  readonly constant: string | null;
  readonly inside: RepresentationWriter | null;
}

/** A rewrite at a place of a representation, its path read. */
interface Rewrite {
  readonly path: readonly string[];
  readonly rewrite: FetchDataRewrite;
}

/**
 * Writes the representations of entities (Apollo Federation subgraph specification, `_Any`) as JSON text: from what
 * was fetched of them before, by the planner's `requires`. The text is both the key by which equal ones are found and a
 * part of the request's body.
 */
export class RepresentationWriter {
  readonly #selections: readonly QueryPlanSelectionNode[];
  readonly #rewrites: readonly Rewrite[];
  readonly #types: TypeConditions;
  readonly #byType = new Map<string, RepresentationForm | null>();

  private constructor(
    selections: readonly QueryPlanSelectionNode[],
    rewrites: readonly Rewrite[],
    types: TypeConditions,
  ) {
    this.#selections = selections;
    this.#rewrites = rewrites;
    this.#types = types;
  }

  /** @param rewrites the planner's `inputRewrites` */
  static for(
    requires: readonly QueryPlanSelectionNode[],
    rewrites: readonly FetchDataRewrite[] | undefined,
    types: TypeConditions,
  ): RepresentationWriter {
    const read = (rewrites ?? []).map((rewrite) => ({ path: rewrite.path, rewrite }));
    return new RepresentationWriter(requires, read, types);
  }

  /** How objects of a type are represented; null when the fetch is not for objects of this type. */
  formOf(typeName: unknown): RepresentationForm | null {
    if (typeof typeName !== 'string') return null;
    const form = this.#formOf(typeName);
    return form?.hasTypename ? form : null;
  }

  #formOf(typeName: string): RepresentationForm | null {
    let form = this.#byType.get(typeName);
    if (form === undefined) {
      form = new RepresentationForm(this.#collect(typeName));
      // Any other name was made up by a subgraph, and there may be any number of them.
      if (typeName === '' || this.#types.knows(typeName)) this.#byType.set(typeName, form);
    }
    return form;
  }

  #collect(typeName: string): readonly WrittenField[] {
    const applies = (condition: string) => this.#types.applies(condition, typeName);
    const byKey = new Map<string, QueryPlanSelectionNode[] | null>();
    const collect = (selections: readonly QueryPlanSelectionNode[]): void => {
      for (const selection of selections) {
        if (selection.kind === 'Field') {
          const key = selection.alias ?? selection.name;
          const same = byKey.get(key);
          byKey.set(
            key,
            selection.selections === undefined ? null : [...(same ?? []), ...selection.selections],
          );
        } else if (selection.typeCondition === undefined || applies(selection.typeCondition)) {
          collect(selection.selections);
        }
      }
    };
    collect(this.#selections);
    const here = this.#rewrites.flatMap(({ path, rewrite }): readonly Rewrite[] => {
      let rest = path;
      while (rest[0]?.startsWith('... on ')) {
        if (!applies(rest[0].slice('... on '.length))) return [];
        rest = rest.slice(1);
      }
      return [{ path: rest, rewrite }];
    });
    return [...byKey].map(([key, inside], index) => {
      const own = here.find(({ path }) => path.length === 1 && path[0] === key)?.rewrite;
      const written = own?.kind === 'KeyRenamer' ? own.renameKeyTo : key;
      const deeper = here.filter(({ path }) => path.length > 1 && path[0] === key);
      return {
        prefix: `${index === 0 ? '' : ','}${JSON.stringify(written)}:`,
        key,
        constant: own?.kind === 'ValueSetter' ? JSON.stringify(own.setValueTo) : null,
        inside: inside === null ? null : this.#within(inside, deeper),
      };
    });
  }

  #within(selections: readonly QueryPlanSelectionNode[], rewrites: readonly Rewrite[]): RepresentationWriter {
    const below = rewrites.map(({ path, rewrite }) => ({ path: path.slice(1), rewrite }));
    return new RepresentationWriter(selections, below, this.#types);
  }

  /** A part of a representation; undefined when something in it is missing. */
  writeInside(value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (value === null) return 'null';
    if (Array.isArray(value)) {
      const items: string[] = [];
      for (const item of value) {
        const written = this.writeInside(item);
        if (written === undefined) return undefined;
        items.push(written);
      }
      return `[${items.join(',')}]`;
    }
    if (!isJsonObject(value)) return undefined;
    const typeName = typeof value.__typename === 'string' ? value.__typename : '';
    return this.#formOf(typeName)?.write(value);
  }
}

/** How objects of one type are represented. */
export class RepresentationForm {
  readonly hasTypename: boolean;
  /** Key whose value tells most objects apart; null when there is none. */
  readonly first: string | null;
  readonly #fields: readonly WrittenField[];
  readonly #keys: readonly string[];

  constructor(fields: readonly WrittenField[]) {
    this.#fields = fields;
    this.#keys = fields.filter(({ constant }) => constant === null).map(({ key }) => key);
    this.hasTypename = fields.some(({ key }) => key === '__typename');
    this.first = this.#keys.find((key) => key !== '__typename') ?? null;
  }

  /** Whether two objects are represented the same, as far as that is seen at once. */
  isSame(one: JsonObject, other: JsonObject): boolean {
    for (const key of this.#keys) {
      if (one[key] !== other[key] || one[key] === undefined) return false;
    }
    return true;
  }

  /** The representation of an object, JSON; undefined when something is missing in it. */
  write(object: JsonObject): string | undefined {
    let text = '{';
    for (const field of this.#fields) {
      const value = object[field.key];
      let written: string | undefined;
      if (field.constant !== null) written = field.constant;
      else if (field.inside !== null) written = field.inside.writeInside(value);
      else written = JSON.stringify(value);
      if (written === undefined) return undefined;
      text += field.prefix + written;
    }
    return `${text}}`;
  }
}
