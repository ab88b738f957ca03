import type { FetchDataRewrite } from '@apollo/query-planner';
import { Kind, type SelectionSetNode } from 'graphql';
import { responseKey } from '../selected-fields.js';
import { isJsonObject } from './json-object.js';

/**
 * A key under which a fetch asks for a field because a subgraph would not let it use the client's own: two fragments
 * on different types may use one key for fields of different types. The planner makes it up, so it occurs nowhere else.
 */
export interface RenamedKey {
  /** Keys from the fetched object to the one with the key, without types. */
  readonly path: readonly string[];
  readonly fetched: string;
  readonly renamed: string;
}

/** @throws TypeError for a rewrite that the planner does not make for what is fetched */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] | undefined): readonly RenamedKey[] {
  return (rewrites ?? []).map((rewrite) => {
    const path = rewrite.path.filter((element) => !element.startsWith('... on '));
    const fetched = path.pop();
    if (rewrite.kind !== 'KeyRenamer' || fetched === undefined)
      throw new TypeError('An output rewrite of another kind.');
    return { path, fetched, renamed: rewrite.renameKeyTo };
  });
}

/** The selection as if the keys were named as they are to be. */
export function renameSelected(
  selectionSet: SelectionSetNode,
  { path, fetched, renamed }: RenamedKey,
): SelectionSetNode {
  const [key, ...rest] = path;
  return {
    ...selectionSet,
    selections: selectionSet.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return {
          ...selection,
          selectionSet: renameSelected(selection.selectionSet, { path, fetched, renamed }),
        };
      }
      if (key === undefined) {
        return responseKey(selection) === fetched
          ? { ...selection, alias: { kind: Kind.NAME, value: renamed } }
          : selection;
      }
      if (responseKey(selection) !== key || selection.selectionSet === undefined) return selection;
      return {
        ...selection,
        selectionSet: renameSelected(selection.selectionSet, { path: rest, fetched, renamed }),
      };
    }),
  };
}

/** Renames the key in what came. */
export function renameFetched(value: unknown, renaming: RenamedKey, depth = 0): void {
  if (Array.isArray(value)) {
    for (const item of value) renameFetched(item, renaming, depth);
    return;
  }
  if (!isJsonObject(value)) return;
  const key = renaming.path[depth];
  if (key !== undefined) {
    if (Object.hasOwn(value, key)) renameFetched(value[key], renaming, depth + 1);
  } else if (Object.hasOwn(value, renaming.fetched)) {
    value[renaming.renamed] = value[renaming.fetched];
    delete value[renaming.fetched];
  }
}
