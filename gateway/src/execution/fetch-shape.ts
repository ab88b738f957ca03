import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { responseKey } from '../selected-fields.js';
import type { TypeConditions } from './type-conditions.js';

/** One key of the objects that a fetch brings. */
export interface ShapeField {
  readonly key: string;
  readonly isTypename: boolean;
  /** What it brings of the objects there; null for values without a selection. */
  readonly shape: FetchShape | null;
}

/**
 * What a fetch brings of the objects at one place: the keys that it asked for, whatever type the objects are of.
 * Whatever else a subgraph sends under other keys is never looked at.
 */
export class FetchShape {
  readonly fields: readonly ShapeField[];
  /** Keys of objects and lists of objects. */
  readonly objectKeys: readonly string[];
  readonly #selectionSets: readonly SelectionSetNode[];
  readonly #types: TypeConditions;
  readonly #keysByType = new Map<string, ReadonlySet<string>>();

  constructor(selectionSets: readonly SelectionSetNode[], types: TypeConditions) {
    this.#selectionSets = selectionSets;
    this.#types = types;
    const byKey = new Map<string, FieldNode[]>();
    for (const selectionSet of selectionSets) collect(selectionSet, () => true, byKey);
    this.fields = [...byKey].map(([key, nodes]) => {
      const inside = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      return {
        key,
        isTypename: nodes[0]?.name.value === '__typename' && key === '__typename',
        shape: inside.length === 0 ? null : new FetchShape(inside, types),
      };
    });
    this.objectKeys = this.fields.filter(({ shape }) => shape !== null).map(({ key }) => key);
  }

  /** What it brings of the objects at a path from here (keys, `@` for lists), or null when it brings nothing there. */
  at(path: readonly string[]): FetchShape | null {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    if (key === '@') return this.at(rest);
    return this.fields.find((field) => field.key === key)?.shape?.at(rest) ?? null;
  }

  /** Whether it brings what stands under the last of these keys. */
  has([key, ...rest]: readonly string[]): boolean {
    const field = this.fields.find((each) => each.key === key);
    return field !== undefined && (rest.length === 0 || (field.shape?.has(rest) ?? false));
  }

  /** Keys that are asked for of objects of one type. */
  keysOf(typeName: string): ReadonlySet<string> {
    let keys = this.#keysByType.get(typeName);
    if (keys === undefined) {
      const byKey = new Map<string, FieldNode[]>();
      const applies = (condition: string) => this.#types.applies(condition, typeName);
      for (const selectionSet of this.#selectionSets) collect(selectionSet, applies, byKey);
      keys = new Set(byKey.keys());
      if (this.#types.knows(typeName)) this.#keysByType.set(typeName, keys);
    }
    return keys;
  }
}

/** Planned fetches have no fragments with names, and `@skip` and `@include` only take away. */
function collect(
  { selections }: SelectionSetNode,
  applies: (condition: string) => boolean,
  byKey: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const same = byKey.get(responseKey(selection));
      if (same === undefined) byKey.set(responseKey(selection), [selection]);
      else same.push(selection);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || applies(condition)) collect(selection.selectionSet, applies, byKey);
    } else throw new TypeError('A planned fetch with a named fragment.');
  }
}
