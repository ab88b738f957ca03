import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../selected-fields.js';

/** What objects are selected from: the type that the text says, and those objects of it that can stand there. */
interface Place {
  readonly type: GraphQLCompositeType;
  readonly objects: ReadonlySet<string>;
}

/** That an object is there is still to be known where nothing is selected of it. */
const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A document whose fragments say no more than they can mean where they stand; it asks for the same. Apollo's planner
 * narrows abstract types by the fragments around, and fails on what is left inside for objects that are none of those:
 * such fragments are left out, and named ones written out where they narrow.
 *
 * @param byMembers whether a fragment on a union, where an interface is selected from, becomes one on each of the objects
 *   that are both: the planner does not find its way to a union from an interface that a subgraph knows as an object
 *   (`@interfaceObject`)
 */
export function narrowFragments(
  document: DocumentNode,
  schema: GraphQLSchema,
  { byMembers }: { readonly byMembers: boolean },
): DocumentNode {
  const fragments = fragmentsOf(document);

  function objectsOf(type: GraphQLCompositeType): ReadonlySet<string> {
    return new Set(
      isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name],
    );
  }

  function inside(selectionSet: SelectionSetNode, place: Place): SelectionSetNode {
    const selections = selectionSet.selections.flatMap((selection) => narrowed(selection, place));
    return { ...selectionSet, selections: selections.length === 0 ? [typename] : selections };
  }

  function narrowed(selection: SelectionNode, { type: parent, objects }: Place): readonly SelectionNode[] {
    if (selection.kind === Kind.FIELD) {
      if (selection.selectionSet === undefined || isUnionType(parent)) return [selection];
      const field = parent.getFields()[selection.name.value];
      const type = field && getNamedType(field.type);
      if (!isCompositeType(type)) return [selection];
      return [
        { ...selection, selectionSet: inside(selection.selectionSet, { type, objects: objectsOf(type) }) },
      ];
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const condition = fragment?.typeCondition;
    const type = condition === undefined ? parent : schema.getType(condition.name.value);
    if (fragment === undefined || !isCompositeType(type)) return [selection];
    const own = objectsOf(type);
    const both = [...own].filter((name) => objects.has(name));
    if (both.length === 0) return [];
    if (byMembers && isUnionType(type) && isInterfaceType(parent)) {
      return both.flatMap((name) => {
        const object = schema.getType(name);
        return isCompositeType(object) ? [on(object, fragment.selectionSet, new Set([name]))] : [];
      });
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const selectionSet = inside(selection.selectionSet, { type, objects: new Set(both) });
      return [{ ...selection, selectionSet }];
    }
    return both.length === own.size ? [selection] : [on(type, fragment.selectionSet, new Set(both))];
  }

  function on(
    type: GraphQLCompositeType,
    selectionSet: SelectionSetNode,
    objects: ReadonlySet<string>,
  ): SelectionNode {
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
      selectionSet: inside(selectionSet, { type, objects }),
    };
  }

  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      const type =
        definition.kind === Kind.OPERATION_DEFINITION
          ? schema.getRootType(definition.operation)
          : definition.kind === Kind.FRAGMENT_DEFINITION
            ? schema.getType(definition.typeCondition.name.value)
            : undefined;
      if (!isCompositeType(type) || !('selectionSet' in definition)) return definition;
      const selectionSet = inside(definition.selectionSet, { type, objects: objectsOf(type) });
      return { ...definition, selectionSet };
    }),
  };
}
