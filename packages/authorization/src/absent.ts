import { type GraphQLOutputType, getNullableType, isListType, isObjectType } from 'graphql';

/** A Relay connection without rows, field by field; what a connection has beside these fields is null in it. */
export interface EmptyConnection {
  readonly edges: readonly never[];
  readonly nodes: readonly never[];
  readonly pageInfo: {
    readonly hasNextPage: false;
    readonly hasPreviousPage: false;
    readonly startCursor: null;
    readonly endCursor: null;
  };
  readonly totalCount: 0;
}

const emptyConnection: EmptyConnection = Object.freeze({
  edges: Object.freeze([]),
  nodes: Object.freeze([]),
  pageInfo: Object.freeze({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }),
  totalCount: 0,
});

/** Whether a type is a Relay connection. */
export function isConnection(type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type);
  return isObjectType(nullable) && nullable.name.endsWith('Connection');
}

/** What "nothing there" looks like for a type, and so what a refusal looks like: an empty connection, an empty list, or null. */
export function absentValue(type: GraphQLOutputType): EmptyConnection | readonly never[] | null {
  const nullable = getNullableType(type);
  if (isConnection(nullable)) return emptyConnection;
  return isListType(nullable) ? [] : null;
}
