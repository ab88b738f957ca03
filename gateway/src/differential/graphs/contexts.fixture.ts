import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

/** Arguments that come from an object further up, by `@context` and `@fromContext`. */
export const contextsGraph: TestGraph = {
  name: 'contexts',
  subgraphs: {
    users: `${link}
      type Query { users: [User!]! }
      type User @key(fields: "id") @context(name: "user") {
        id: ID!  currency: String!  cards: [Card!]!  main: Card
      }
      type Card @key(fields: "id") {
        id: ID!
        limit(in: String @fromContext(field: "$user { currency }"), factor: Int = 1): String
      }`,
    cards: `${link}
      type Card @key(fields: "id") { id: ID!  number: String }`,
  },
  rows: {
    u1: {
      __typename: 'User',
      id: 'u1',
      currency: 'CHF',
      cards: [new Ref('c1'), new Ref('c2')],
      main: new Ref('c1'),
    },
    u2: { __typename: 'User', id: 'u2', currency: 'EUR', cards: [new Ref('c2')], main: null },
    c1: { __typename: 'Card', id: 'c1', number: '1' },
    c2: { __typename: 'Card', id: 'c2', number: null },
  },
  fields: {
    'Query.users': ({ world }) => world.all('User'),
    'Card.limit': ({ row, args }) => `${row.id} ${args.in} ${args.factor}`,
  },
  values: { declared: '$factor: Int', of: { Int: ['2', '$factor', 'null'] }, aliases: ['id', 'currency'] },
  variables: { yes: true },
};
