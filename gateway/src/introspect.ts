import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { FetchDocument } from './selected-fields.js';

/** Whether a field asks for the schema itself. */
export function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

/**
 * Answers what an operation asks about the schema, under its own keys; whatever else it asks is left out.
 *
 * @param schemaOf the schema as the caller may know it; called only when it is asked about
 */
export function introspect(
  { operation, fragments }: FetchDocument,
  variables: Readonly<Record<string, unknown>>,
  schemaOf: () => GraphQLSchema,
): ExecutionResult {
  const selections = introspectionOf(operation.selectionSet, fragments);
  if (selections.length === 0) return {};
  const schema = schemaOf();
  const question: OperationDefinitionNode = {
    ...operation,
    // Variables of other types than these belong to what is left out.
    variableDefinitions: operation.variableDefinitions?.filter(({ type }) => isKnown(type, schema)) ?? [],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [question, ...fragments.values()] };
  // Nothing of a schema has to be waited for.
  return execute({ schema, document, variableValues: variables }) as ExecutionResult;
}

function isKnown(type: TypeNode, schema: GraphQLSchema): boolean {
  return type.kind === Kind.NAMED_TYPE
    ? schema.getType(type.name.value) !== undefined
    : isKnown(type.type, schema);
}

/** @param spread fragments that are in it already, whatever the variables are */
function introspectionOf(
  { selections }: SelectionSetNode,
  fragments: FetchDocument['fragments'],
  spread: Set<string> = new Set(),
): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isIntrospection(selection) ? [selection] : [];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const always = !selection.directives?.length;
    if (always && selection.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(selection.name.value)) return [];
      spread.add(selection.name.value);
    }
    const inside = introspectionOf(fragment.selectionSet, fragments, always ? spread : new Set());
    if (inside.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(selection.directives === undefined ? {} : { directives: selection.directives }),
        selectionSet: { kind: Kind.SELECTION_SET, selections: inside },
      },
    ];
  });
}
