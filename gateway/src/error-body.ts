import { BankgraphError, formatError } from '@bankgraph/errors';
import type { GraphQLFormattedError } from 'graphql';

/** Longest message that leaves; what is longer quotes the request, and nobody needs their own text back. */
const maxMessageLength = 300;
/** Errors told about a request that was not carried out at all; the rest would be more of the same. */
const maxRequestErrors = 3;

/** Body of an answer that consists of one error only. */
export function errorBody(error: unknown, requestId: string): string {
  return JSON.stringify({ errors: [forRequest(formatError(error, requestId), requestId)] });
}

/** HTTP status of an answer that consists of one error only. */
export function statusOf(error: unknown): number {
  return error instanceof BankgraphError ? error.status : 500;
}

/** Ties formatted errors to the request that they belong to. */
export function errorsForRequest(
  errors: readonly GraphQLFormattedError[],
  requestId: string,
  executed: boolean,
): GraphQLFormattedError[] {
  return (executed ? errors : errors.slice(0, maxRequestErrors)).map((error) => forRequest(error, requestId));
}

function forRequest(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const message =
    error.message.length > maxMessageLength ? `${error.message.slice(0, maxMessageLength)}…` : error.message;
  return { ...error, message, extensions: { ...error.extensions, requestId } };
}
