import { type GraphQLOutputType, getNullableType, isListType, isObjectType } from 'graphql';
import { emptyConnection } from './paged.js';

/** Whether a type is a Relay connection. */
export function isConnection(type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type);
  return isObjectType(nullable) && nullable.name.endsWith('Connection');
}

/** What "nothing there" looks like for a type: an empty connection, an empty list, or null. */
export function absentValue(type: GraphQLOutputType): unknown {
  const nullable = getNullableType(type);
  if (isConnection(nullable)) return emptyConnection();
  return isListType(nullable) ? [] : null;
}
