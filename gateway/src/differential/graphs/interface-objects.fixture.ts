import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

/** Interfaces with keys, and subgraphs to which they are objects. */
export const interfaceObjectsGraph: TestGraph = {
  name: 'interface objects',
  subgraphs: {
    library: `${link}
      type Query { media: [Media!]!  book(id: ID!): Book  hits: [Hit] }
      interface Media @key(fields: "id") { id: ID!  title: String!  next: Media }
      type Book implements Media @key(fields: "id") { id: ID!  title: String!  pages: Int  next: Media  twin: Film }
      type Film implements Media @key(fields: "id") { id: ID!  title: String!  minutes: Int  next: Media }
      union Hit = Book | Film | Shop
      type Shop @key(fields: "id") { id: ID!  name: String }`,
    reviews: `${link}
      type Query { bestReviewed: [Media!]  latest: Review }
      type Media @interfaceObject @key(fields: "id") { id: ID!  reviews: [Review!]!  stars(scale: Int = 5): Int }
      type Review @key(fields: "id") { id: ID!  text: String  of: Media! }`,
    lending: `${link}
      type Query { lent: [Media] }
      type Media @interfaceObject @key(fields: "id") {
        id: ID!  title: String! @external  lentTo: String  label: String @requires(fields: "title")
      }`,
    shops: `${link}
      type Shop @key(fields: "id") { id: ID!  sells: [Media!]!  first: Media }
      type Media @interfaceObject @key(fields: "id", resolvable: false) { id: ID! }
      type Query { shops: [Shop!]! }`,
    films: `${link}
      type Film @key(fields: "id") { id: ID!  director: String }`,
  },
  rows: {
    b1: {
      __typename: 'Book',
      id: 'b1',
      title: 'Book 1',
      pages: 100,
      next: new Ref('f1'),
      twin: new Ref('f2'),
      reviews: [new Ref('r1'), new Ref('r2')],
      lentTo: 'Ada',
    },
    b2: {
      __typename: 'Book',
      id: 'b2',
      title: 'Book 2',
      pages: null,
      next: null,
      twin: null,
      reviews: [],
      lentTo: null,
    },
    f1: {
      __typename: 'Film',
      id: 'f1',
      title: 'Film 1',
      minutes: 90,
      next: new Ref('b2'),
      reviews: [new Ref('r3')],
      lentTo: 'Bob',
      director: 'Agnes',
    },
    f2: {
      __typename: 'Film',
      id: 'f2',
      title: 'Film 2',
      minutes: null,
      next: new Ref('f1'),
      reviews: [],
      lentTo: null,
      director: null,
    },
    r1: { __typename: 'Review', id: 'r1', text: 'Long', of: new Ref('b1') },
    r2: { __typename: 'Review', id: 'r2', text: null, of: new Ref('b1') },
    r3: { __typename: 'Review', id: 'r3', text: 'Short', of: new Ref('f1') },
    s1: {
      __typename: 'Shop',
      id: 's1',
      name: 'Shop 1',
      sells: [new Ref('b1'), new Ref('f2')],
      first: new Ref('f2'),
    },
    s2: { __typename: 'Shop', id: 's2', name: 'Shop 2', sells: [], first: null },
  },
  fields: {
    'Query.media': ({ world }) => world.all('Book', 'Film'),
    'Query.book': ({ world, args }) => world.find('Book', 'id', args.id),
    'Query.hits': () => [new Ref('s1'), new Ref('f1'), null, new Ref('b2')],
    'Query.bestReviewed': () => [new Ref('f1'), new Ref('b1')],
    'Query.latest': () => new Ref('r3'),
    'Query.lent': () => [new Ref('b1'), null, new Ref('f1')],
    'Query.shops': ({ world }) => world.all('Shop'),
    'Media.stars': ({ row, args }) =>
      args.scale == null ? null : String(row.id).length * Number(args.scale),
    'Media.label': ({ needed }) => JSON.stringify(needed),
  },
  values: {
    declared: '$id: ID!, $scale: Int = 3',
    of: { ID: ['"b1"', '"f1"', '$id'], Int: ['10', '$scale', 'null'] },
    aliases: ['id', 'title'],
  },
  variables: { id: 'b2', yes: true },
};
