import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { askedText } from './asked-text.js';
import type { IsCut } from './cut-rules.js';
import { isIntrospection } from './introspect.js';
import { appliesTo, type FetchDocument, responseKey } from './selected-fields.js';

/** An operation without what the gateway answers itself. */
export interface CutOperation {
  /** What the subgraphs are asked for; null when nothing is left but names of types. */
  readonly rest: {
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
    /** SHA-256 of the text, hex: equal rests have equal plans, whatever they were cut from. */
    readonly queryHash: string;
  } | null;
  /** Fields of the original in whose selections something was cut, however deep. */
  readonly changed: ReadonlySet<FieldNode>;
}

/** What is left of a selection set at one place. */
interface CutSelections {
  readonly left: readonly SelectionNode[];
  readonly cuts: number;
}

/**
 * Takes the fields out of an operation that are cut, and introspection. Fragments are written out where they are
 * spread, since what is cut depends on the place; once in a selection, and cut once for all places that are alike, so
 * that fragments that spread each other twice cost no more than their text. Inside a selection on an interface or union nothing is cut: only the
 * answer tells the types there. Variable definitions stay, so that a wrong variable is refused as ever.
 *
 * @returns null when there is nothing to take out
 */
export function cutOperation(asked: FetchDocument, schema: GraphQLSchema, isCut: IsCut): CutOperation | null {
  const { operation, fragments } = asked;
  const root = schema.getRootType(operation.operation);
  if (root == null) return null;
  const changed = new Set<FieldNode>();
  const placeholder = placeholderFor(asked);
  const known = new Map<SelectionSetNode, Map<string, CutSelections>>();
  let cuts = 0;
  const selections = cutOnce(operation.selectionSet, root, '');
  if (cuts === 0) return null;
  if (!selections.some(asksUpstream)) return { rest: null, changed };
  const rest = { ...operation, selectionSet: selectionSetOf(selections) };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [rest] };
  return { rest: askedText(document, rest), changed };

  /**
   * Cuts a selection set that is answered, or left out, on its own.
   *
   * @param parent type of the objects that are selected from; null inside an interface or union
   */
  function cutOnce(
    selectionSet: SelectionSetNode,
    parent: GraphQLObjectType | null,
    reachedBy: string,
  ): readonly SelectionNode[] {
    const places = known.get(selectionSet) ?? new Map<string, CutSelections>();
    known.set(selectionSet, places);
    const place = `${parent?.name} ${reachedBy}`;
    let made = places.get(place);
    if (made === undefined) {
      const before = cuts;
      const left = cut(selectionSet, parent, reachedBy, new Set());
      made = { left, cuts: cuts - before };
      places.set(place, made);
    } else cuts += made.cuts;
    return made.left;
  }

  /** @param spread fragments that are selected already, whatever the object is and the variables are */
  function cut(
    selectionSet: SelectionSetNode,
    parent: GraphQLObjectType | null,
    reachedBy: string,
    spread: Set<string>,
  ): readonly SelectionNode[] {
    return selectionSet.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return cutField(selection, parent, reachedBy);
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) return [];
      const { typeCondition } = fragment;
      const always = !selection.directives?.length;
      if (always && selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) return [];
        spread.add(selection.name.value);
      }
      const applies =
        typeCondition === undefined ||
        (parent !== null && appliesTo(parent, typeCondition.name.value, schema));
      const inside =
        always && applies
          ? cut(fragment.selectionSet, parent, reachedBy, spread)
          : cutOnce(fragment.selectionSet, parent, reachedBy);
      if (inside.length === 0) return [];
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          ...(typeCondition === undefined ? {} : { typeCondition }),
          ...(selection.directives === undefined ? {} : { directives: selection.directives }),
          selectionSet: selectionSetOf(inside),
        },
      ];
    });
  }

  function cutField(
    field: FieldNode,
    parent: GraphQLObjectType | null,
    reachedBy: string,
  ): readonly SelectionNode[] {
    const definition = parent?.getFields()[field.name.value];
    if (isIntrospection(field) || (parent && definition && isCut(parent, definition, reachedBy))) {
      cuts += 1;
      return [];
    }
    if (field.selectionSet === undefined) return [field];
    const returned = definition && getNamedType(definition.type);
    const before = cuts;
    const inside = isObjectType(returned)
      ? cutOnce(field.selectionSet, returned, `${parent?.name}.${field.name.value}`)
      : cutOnce(field.selectionSet, null, '');
    if (cuts > before) changed.add(field);
    return [{ ...field, selectionSet: selectionSetOf(inside.length > 0 ? inside : [placeholder]) }];
  }
}

/** What is selected of an object of which nothing but its being there is to be known, under a key of its own. */
function placeholderFor({ operation, fragments }: FetchDocument): FieldNode {
  const taken = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) taken.add(responseKey(selection));
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) collect(selection.selectionSet);
    }
  };
  collect(operation.selectionSet);
  for (const { selectionSet } of fragments.values()) collect(selectionSet);
  let key = 'there';
  while (taken.has(key)) key += '_';
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: key },
    name: { kind: Kind.NAME, value: '__typename' },
  };
}

function asksUpstream(selection: SelectionNode): boolean {
  if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
  return selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.some(asksUpstream);
}

function selectionSetOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
