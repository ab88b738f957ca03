import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** One operation of a document, with what its fragments stand for. */
export interface FetchDocument {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Takes one operation out of its document. */
export function operationOf(document: DocumentNode, operation: OperationDefinitionNode): FetchDocument {
  return { operation, fragments: fragmentsOf(document) };
}

/** The fragments of a document, by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

/** Whether a fragment on this type applies to objects of a type. */
export function appliesTo(
  type: GraphQLObjectType | GraphQLInterfaceType,
  typeCondition: string,
  schema: GraphQLSchema,
): boolean {
  if (typeCondition === type.name) return true;
  const abstract = schema.getType(typeCondition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}

/** Key under which a field's value is answered. */
export function responseKey(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}

/**
 * The fields of a selection that apply to an object, fragments resolved once each, skipped ones left out.
 *
 * @param applies whether a fragment on this type applies to the object
 * @param spread fragments that were resolved already; one set for all selections on the same object
 */
export function* selectedFields(
  selectionSet: SelectionSetNode,
  fetch: FetchDocument,
  variables: Readonly<Record<string, unknown>>,
  applies: (typeCondition: string) => boolean,
  spread: Set<string> = new Set(),
): Generator<FieldNode> {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(selection.directives, variables)) continue;
    if (selection.kind === Kind.FIELD) {
      yield selection;
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(selection.name.value)) continue;
      spread.add(selection.name.value);
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fetch.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    if (fragment.typeCondition === undefined || applies(fragment.typeCondition.name.value)) {
      yield* selectedFields(fragment.selectionSet, fetch, variables, applies, spread);
    }
  }
}

/** Whether `@skip` and `@include` leave a selection in. */
export function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  for (const directive of directives ?? []) {
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    const value =
      condition?.kind === Kind.VARIABLE
        ? variables[condition.name.value]
        : condition?.kind === Kind.BOOLEAN
          ? condition.value
          : undefined;
    if (directive.name.value === 'skip' && value === true) return false;
    if (directive.name.value === 'include' && value === false) return false;
  }
  return true;
}
