import { describe } from '@jest/globals';
import { answersRightly } from './minimal-case.fixture.js';
import { Fault, Ref } from './world.fixture.js';

// What Apollo's executor gets wrong although the plan is right, and ours does not. Each case is the smallest that random
// operations were reduced to. `failing` is what ours does not do either.

answersRightly('__typename is that of the object, not of the interface object that added fields to it', {
  rows: { b1: { __typename: 'Book', id: 'b1', title: 'Title', stars: 3 } },
  fields: { 'Query.book': () => new Ref('b1') },
  subgraphs: {
    library: `type Query { book: Book }
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID!  title: String }`,
    reviews: 'type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int }',
  },
  operation: '{ book { stars __typename } }',
  data: { book: { stars: 3, __typename: 'Book' } },
});

describe('objects of which no type was fetched', () => {
  const places = {
    rows: { p1: { __typename: 'Place', id: 'p1' }, s1: { __typename: 'Shop', id: 's1' } },
    fields: { 'Query.place': () => new Ref('p1') },
    subgraphs: {
      places: `type Query { place: Place  any: Any }
        type Place implements Node { id: ID! }
        type Shop implements Node { id: ID! }
        interface Node { id: ID! }
        union Any = Place | Shop`,
    },
  };

  answersRightly('have what fragments on their type select inside of fragments on a union', {
    ...places,
    operation: '{ place { ... on Any { ... on Place { id } } } }',
    data: { place: { id: 'p1' } },
  });

  answersRightly('have what fragments on their type select inside of fragments on an interface', {
    ...places,
    operation: '{ place { ... on Node { ... on Place { id } } } }',
    data: { place: { id: 'p1' } },
  });
});

answersRightly('keys of an answer come in the order of the operation', {
  rows: { p1: { __typename: 'Place', id: 'p1', name: 'Name' } },
  fields: { 'Query.place': () => new Ref('p1') },
  subgraphs: { places: 'type Query { place: Place }  type Place { id: ID!  name: String }' },
  operation: '{ place { ... { __typename } id ... { name } } }',
  data: { place: { __typename: 'Place', id: 'p1', name: 'Name' } },
});

describe('an entity that a subgraph does not know', () => {
  const clients = {
    rows: {
      c1: { __typename: 'Client', id: 'c1', score: 1, rank: 1 },
      c2: { __typename: 'Client', id: 'c2', score: 2, rank: 2 },
      c3: { __typename: 'Client', id: 'c3', score: new Fault('no score'), rank: null },
    },
    fields: { 'Query.clients': () => [new Ref('c1'), new Ref('c2'), new Ref('c3')] },
    absent: { scores: ['c2'] },
    subgraphs: {
      clients: 'type Query { clients: [Client] }  type Client @key(fields: "id") { id: ID! }',
      scores: 'type Client @key(fields: "id") { id: ID!  score: Int!  rank: Int }',
    },
  };

  answersRightly('has null for what may be null, without an error', {
    ...clients,
    operation: '{ clients { rank } }',
    data: { clients: [{ rank: 1 }, { rank: null }, { rank: null }] },
  });

  answersRightly('has an error where nothing may be null, also when others have errors of their own', {
    ...clients,
    operation: '{ clients { id score } }',
    data: { clients: [{ id: 'c1', score: 1 }, null, null] },
    errors: ['clients.1.score', 'clients.2.score'],
  });

  answersRightly('does not move the errors of those behind it', {
    ...clients,
    rows: { ...clients.rows, c3: { __typename: 'Client', id: 'c3', score: 3, rank: new Fault('no rank') } },
    operation: '{ clients { id rank } }',
    data: {
      clients: [
        { id: 'c1', rank: 1 },
        { id: 'c2', rank: null },
        { id: 'c3', rank: null },
      ],
    },
    errors: ['clients.2.rank'],
  });

  answersRightly('which was null already moves no error', {
    ...clients,
    fields: { 'Query.clients': () => [null, new Ref('c1'), null, new Ref('c3')] },
    operation: '{ clients { id score } }',
    data: { clients: [null, { id: 'c1', score: 1 }, null, null] },
    errors: ['clients.3.score'],
  });
});

answersRightly('errors of entities are told where they stand, also behind members of other types', {
  rows: {
    b1: { __typename: 'Book', id: 'b1' },
    f1: { __typename: 'Film', id: 'f1', minutes: 90 },
    f2: { __typename: 'Film', id: 'f2', minutes: new Fault('no minutes') },
  },
  fields: { 'Query.found': () => [new Ref('b1'), new Ref('f1'), new Ref('f2')] },
  subgraphs: {
    library: `type Query { found: [Hit] }  union Hit = Book | Film
      type Book { id: ID! }  type Film @key(fields: "id") { id: ID! }`,
    films: 'type Film @key(fields: "id") { id: ID!  minutes: Int }',
  },
  operation: '{ found { ... on Film { minutes } } }',
  data: { found: [{}, { minutes: 90 }, { minutes: null }] },
  errors: ['found.2.minutes'],
});

answersRightly.failing('arguments come from the object further up that sets their context', {
  rows: {
    u1: { __typename: 'User', id: 'u1', currency: 'CHF', card: new Ref('c1') },
    u2: { __typename: 'User', id: 'u2', currency: 'EUR', card: new Ref('c1') },
    c1: { __typename: 'Card', id: 'c1' },
  },
  fields: {
    'Query.users': ({ world }) => world.all('User'),
    'Card.limit': ({ args }) => `100 ${args.in}`,
  },
  subgraphs: {
    users: `type Query { users: [User!] }
        type User @key(fields: "id") @context(name: "user") { id: ID!  currency: String!  card: Card! }
        type Card @key(fields: "id") {
          id: ID!  limit(in: String @fromContext(field: "$user { currency }")): String
        }`,
    cards: 'type Card @key(fields: "id") { id: ID!  number: Int }',
  },
  operation: '{ users { card { limit } } }',
  data: { users: [{ card: { limit: '100 CHF' } }, { card: { limit: '100 EUR' } }] },
});

answersRightly('representations have lists of lists as they are', {
  rows: {
    p1: {
      __typename: 'Product',
      id: 'p1',
      sizes: [[{ __typename: 'Size', height: 1 }, null], [], null],
    },
  },
  fields: {
    'Query.product': () => new Ref('p1'),
    'Product.room': ({ needed }) => JSON.stringify(needed.sizes),
  },
  subgraphs: {
    products: `type Query { product: Product }
      type Product @key(fields: "id") { id: ID!  sizes: [[Size]] }
      type Size @shareable { height: Int! }`,
    shipping: `type Product @key(fields: "id") {
        id: ID!  sizes: [[Size]] @external  room: String @requires(fields: "sizes { height }")
      }
      type Size { height: Int! @external }`,
  },
  operation: '{ product { room } }',
  data: { product: { room: '[[{"height":1},null],[],null]' } },
});
