import { type GraphQLError, GraphQLError as GraphQLErrorClass, type GraphQLFormattedError } from 'graphql';
import { BankgraphError } from './bankgraph-error.js';
import { type ErrorCode, errorCatalogue, isErrorCode } from './error-catalogue.js';

/** Codes by which graphql-js and Apollo Server say that the request itself is wrong. Their messages quote only the request. */
const requestFaults: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'PERSISTED_OPERATION_NOT_FOUND',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_OPERATION_REQUIRED',
};

/**
 * The one formatter: turns whatever was thrown into what a client may see. Never throws, and lets no text
 * through that did not come from the catalogue or from checking the client's own request.
 */
export function formatError(error: unknown, requestId: string): GraphQLFormattedError {
  const graphqlError = error instanceof GraphQLErrorClass ? error : asFormatted(error);
  const original = originalOf(error);
  const where = {
    ...(graphqlError?.path === undefined ? {} : { path: graphqlError.path }),
    ...(graphqlError?.locations === undefined ? {} : { locations: graphqlError.locations }),
  };
  if (original instanceof BankgraphError) {
    return formatted(original.code, original.message, where, requestId, original.details);
  }
  const code = graphqlError?.extensions?.code;
  if (isErrorCode(code) && code !== 'BAD_USER_INPUT') {
    return formatted(
      code,
      errorCatalogue[code].message,
      where,
      requestId,
      detailsOf(graphqlError?.extensions),
    );
  }
  const fault = typeof code === 'string' ? requestFaults[code] : undefined;
  if (fault !== undefined && graphqlError !== null) {
    return formatted(fault, withoutSuggestion(graphqlError.message), where, requestId, {});
  }
  return formatted('INTERNAL', errorCatalogue.INTERNAL.message, where, requestId, {});
}

/** The error of the catalogue behind a GraphQL error, if there is one. */
function originalOf(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLErrorClass && current.originalError != null)
    current = current.originalError;
  return current;
}

function asFormatted(
  error: unknown,
): Pick<GraphQLError, 'message' | 'path' | 'locations' | 'extensions'> | null {
  return typeof error === 'object' && error !== null && 'extensions' in error && 'message' in error
    ? (error as GraphQLError)
    : null;
}

/** "Did you mean" tells names of the schema to people who may not see it. */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean [^?]*\?/g, '');
}

function detailsOf(extensions: GraphQLError['extensions'] | undefined): {
  system?: string;
  recordId?: string;
} {
  return {
    ...(typeof extensions?.system === 'string' ? { system: extensions.system } : {}),
    ...(typeof extensions?.recordId === 'string' ? { recordId: extensions.recordId } : {}),
  };
}

function formatted(
  code: ErrorCode,
  message: string,
  where: Pick<GraphQLFormattedError, 'path' | 'locations'>,
  requestId: string,
  details: { system?: string; recordId?: string },
): GraphQLFormattedError {
  return {
    message,
    ...where,
    extensions: {
      code,
      requestId,
      ...(details.system === undefined ? {} : { system: details.system }),
      ...(details.recordId === undefined ? {} : { recordId: details.recordId }),
    },
  };
}
