import { createHash } from 'node:crypto';
import { type DocumentNode, type OperationDefinitionNode, print } from 'graphql';

/** One operation of a document. */
export interface AskedText {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document, hex: equal ones are planned once. */
  readonly queryHash: string;
}

/** An operation of a document that was changed, with the hash of its new text. */
export function askedText(document: DocumentNode, operation: OperationDefinitionNode): AskedText {
  return { document, operation, queryHash: textHash(print(document)) };
}

/** SHA-256 of the text of a document, hex, as Apollo makes it. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
