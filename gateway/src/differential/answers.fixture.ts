import { type DocumentNode, type ExecutionResult, Kind, type OperationDefinitionNode } from 'graphql';

/** An operation as a client sends it, parsed. */
export interface Operation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Whatever answers operations. */
export type Answers = (operation: Operation) => Promise<ExecutionResult>;

/** The operation of a document that has one. */
export function operationOf({ document, operationName }: Operation): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || definition.name?.value === operationName)
    ) {
      return definition;
    }
  }
  throw new Error('No such operation in the document.');
}
