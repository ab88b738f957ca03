import { describe, expect, it } from '@jest/globals';
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import { absentValue, isConnection } from './absent.js';

const objectNamed = (name: string) =>
  new GraphQLObjectType({ name, fields: { totalCount: { type: GraphQLString } } });

describe('what is absent', () => {
  it('is null for a value or an object, and an empty list for a list, whether or not they may be null', () => {
    for (const type of [GraphQLString, objectNamed('Person'), new GraphQLNonNull(GraphQLString)]) {
      expect(absentValue(type)).toBeNull();
    }
    const list = new GraphQLList(objectNamed('PersonConnection'));
    expect(absentValue(list)).toEqual([]);
    expect(absentValue(new GraphQLNonNull(list))).toEqual([]);
  });

  it('is a connection without rows for a connection, which nobody can fill afterwards', () => {
    const connection = objectNamed('PersonConnection');
    for (const type of [connection, new GraphQLNonNull(connection)]) {
      expect(isConnection(type)).toBe(true);
      expect(absentValue(type)).toEqual({
        edges: [],
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        totalCount: 0,
      });
    }
    const empty = absentValue(connection);
    expect(
      empty !== null &&
        'pageInfo' in empty &&
        [empty, empty.edges, empty.nodes, empty.pageInfo].every(Object.isFrozen),
    ).toBe(true);
    expect(isConnection(objectNamed('ConnectionOfPersons'))).toBe(false);
    expect(isConnection(GraphQLString)).toBe(false);
  });
});
