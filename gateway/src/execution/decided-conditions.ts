import { type DirectiveNode, type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { isIncluded } from '../selected-fields.js';

/** Stands where everything was left out: that the object is there is still to be known. */
const onlyTypename: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

/**
 * A document without `@skip` and `@include`, as it is for some values of its variables: what they leave out is left out.
 * Planners differ in what they make of conditions, above all inside of each other and beside `@requires`; of a document
 * without any there is but one understanding.
 */
export function decideConditions(
  document: DocumentNode,
  conditions: Readonly<Record<string, unknown>>,
): DocumentNode {
  let decided = false;
  const left = visit(document, {
    SelectionSet: {
      enter(selectionSet) {
        const selections = selectionSet.selections.filter(({ directives }) =>
          isIncluded(directives, conditions),
        );
        if (selections.length === selectionSet.selections.length) return undefined;
        decided = true;
        return selections.length === 0 ? onlyTypename : { ...selectionSet, selections };
      },
    },
    Directive(directive) {
      if (!isCondition(directive)) return undefined;
      decided = true;
      return null;
    },
  });
  return decided ? left : document;
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}
