import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { fragmentsOf } from '../selected-fields.js';

/**
 * Splits a document where several of its fields require one field, some with arguments (`@requires(fields:
 * "price(currency: EUR)")`): the planner would fetch that field once, under one key, with the arguments of one of them. Each
 * but the first of the requiring fields gets a document of its own, with nothing but the way to it.
 *
 * @param requiring names of fields that require a field which some field requires with arguments
 */
export function splitRequirements(
  document: DocumentNode,
  requiring: ReadonlySet<string>,
): readonly DocumentNode[] {
  const selected = new Set<string>();
  if (requiring.size > 0) {
    visit(document, {
      Field({ name }) {
        if (requiring.has(name.value)) selected.add(name.value);
      },
    });
  }
  const [first, ...others] = selected;
  if (first === undefined || others.length === 0) return [document];
  const apart = new Set(others);
  const parts = [
    selecting(document, ({ name, selectionSet }) => {
      if (apart.has(name.value)) return 'nothing';
      return selectionSet === undefined ? 'all' : 'what is in it';
    }),
    ...others.map((requirer) =>
      selecting(document, ({ name, selectionSet }) => {
        if (name.value === requirer) return 'all';
        return selectionSet === undefined ? 'nothing' : 'what is in it';
      }),
    ),
  ];
  // What is only in a fragment that nothing spreads is nowhere.
  return parts.filter((part) => part !== null);
}

/** A document with what is to be left of its fields, and with what leads there; null when nothing is left. */
function selecting(
  document: DocumentNode,
  left: (field: FieldNode) => 'all' | 'what is in it' | 'nothing',
): DocumentNode | null {
  const fragments = fragmentsOf(document);
  const known = new Map<string, SelectionSetNode | null>();
  const ofFragment = (name: string): SelectionSetNode | null => {
    const fragment = fragments.get(name);
    if (fragment !== undefined && !known.has(name)) known.set(name, filtered(fragment.selectionSet));
    return known.get(name) ?? null;
  };
  function filtered(selectionSet: SelectionSetNode): SelectionSetNode | null {
    const selections = selectionSet.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return ofFragment(selection.name.value) === null ? [] : [selection];
      const here = selection.kind === Kind.FIELD ? left(selection) : 'what is in it';
      if (here !== 'what is in it') return here === 'all' ? [selection] : [];
      const inside = selection.selectionSet && filtered(selection.selectionSet);
      return inside ? [{ ...selection, selectionSet: inside }] : [];
    });
    return selections.length === 0 ? null : { ...selectionSet, selections };
  }
  const definitions = document.definitions.flatMap((definition): readonly DefinitionNode[] => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const selectionSet = ofFragment(definition.name.value);
      return selectionSet === null ? [] : [{ ...definition, selectionSet }];
    }
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
    const selectionSet = filtered(definition.selectionSet);
    return selectionSet === null ? [] : [{ ...definition, selectionSet }];
  });
  return definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    ? { ...document, definitions }
    : null;
}
