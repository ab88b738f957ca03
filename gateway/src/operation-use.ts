import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AgreedReference } from './exchange.js';
import { fragmentsOf } from './selected-fields.js';

/** That a client has used an operation, without any value. */
export interface OperationUse {
  readonly clientId: string;
  /** Null: a text that the client wrote itself. */
  readonly operation: AgreedReference | null;
  /** Coordinates of the fields that it selects (`Type.field`), each once. */
  readonly fields: readonly string[];
}

/** Is told of an operation that is about to be carried out. */
export type NoteUse = (use: OperationUse) => void;

/** Found once for a document, which Apollo Server keeps as long as it is asked for. */
const known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, readonly string[]>>();

/**
 * Coordinates of the fields that an operation selects, whatever its conditions come to. A field of an interface counts for
 * each type that has the interface too: it cannot be taken from any of them without breaking this operation.
 *
 * @param document valid against the schema
 */
export function usedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const ofDocument = known.get(document) ?? new Map<OperationDefinitionNode, readonly string[]>();
  known.set(document, ofDocument);
  let fields = ofDocument.get(operation);
  if (fields === undefined) {
    fields = findFields(schema, document, operation);
    ofDocument.set(operation, fields);
  }
  return fields;
}

function findFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const fragments = fragmentsOf(document);
  const found = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode, typeName: string): void => {
    const type = schema.getType(typeName);
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined || spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
        collect(fragment.selectionSet, fragment.typeCondition.name.value);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const name = selection.name.value;
        const field = type.getFields()[name];
        // What is asked about the schema is no field of it.
        if (field === undefined) continue;
        found.add(`${typeName}.${name}`);
        if (isAbstractType(type)) {
          for (const { name: possible } of schema.getPossibleTypes(type)) found.add(`${possible}.${name}`);
        }
        if (selection.selectionSet) collect(selection.selectionSet, getNamedType(field.type).name);
      }
    }
  };
  const root = schema.getRootType(operation.operation);
  if (root != null) collect(operation.selectionSet, root.name);
  return [...found].sort();
}
