import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

const say = (needed: unknown) => JSON.stringify(needed);

/** `@requires` of plain and nested fields, of several subgraphs, in chains, through interfaces, unions and lists. */
export const requiresGraph: TestGraph = {
  name: 'requires',
  subgraphs: {
    products: `${link}
      type Query { products: [Product!]!  things: [Thing!]!  parcels: [Parcel!]! }
      type Product @key(fields: "id") {
        id: ID!  price: Int  weight: Int!  size: Size!  parts: [Part!]!  cover: Cover  extra: Extra
        sizes: [[Size]!]
      }
      type Size @shareable { height: Int!  width: Int }
      type Part @key(fields: "id") { id: ID!  grams: Int }
      interface Cover { title: String }
      type Book implements Cover { title: String  pages: Int }
      type Film implements Cover { title: String  minutes: Int }
      union Extra = Book | Note
      type Note { text: String }
      interface Thing { id: ID! }
      type Box implements Thing @key(fields: "id") { id: ID!  side: Int! }
      type Tube implements Thing @key(fields: "id") { id: ID!  radius: Int! }
      union Parcel = Box | Product`,
    owners: `${link}
      type Product @key(fields: "id") { id: ID!  owner: Owner }
      type Owner @key(fields: "id") { id: ID!  city: String  zone: Int! }`,
    shipping: `${link}
      type Product @key(fields: "id") {
        id: ID!
        price: Int @external
        weight: Int! @external
        size: Size! @external
        sizes: [[Size]!] @external
        parts: [Part!]! @external
        owner: Owner @external
        tax: Int @external
        cover: Cover @external
        extra: Extra @external
        estimate: String @requires(fields: "price weight")
        room: String! @requires(fields: "size { height width }")
        route: String @requires(fields: "owner { city zone } weight")
        packing: String @requires(fields: "parts { grams }")
        gross: String @requires(fields: "price tax")
        label: String @requires(fields: "cover { title ... on Book { pages } ... on Film { minutes } }")
        insert: String @requires(fields: "extra { ... on Book { pages } ... on Note { text } }")
        layers: String @requires(fields: "sizes { height }")
        days: Int
      }
      type Size { height: Int! @external  width: Int @external }
      type Part @key(fields: "id") { id: ID!  grams: Int @external }
      type Owner @key(fields: "id") { id: ID!  city: String @external  zone: Int! @external  letter: String @requires(fields: "city") }
      interface Cover { title: String }
      type Book implements Cover { title: String @external  pages: Int @external }
      type Film implements Cover { title: String @external  minutes: Int @external }
      union Extra = Book | Note
      type Note { text: String @external }
      type Box @key(fields: "id") { id: ID!  side: Int! @external  volume: String @requires(fields: "side") }
      type Tube @key(fields: "id") { id: ID!  radius: Int! @external  volume: String @requires(fields: "radius") }`,
    taxes: `${link}
      type Product @key(fields: "id") {
        id: ID!  price: Int @external  estimate: String @external
        tax: Int @requires(fields: "price")
        insured: String @requires(fields: "estimate")
      }`,
  },
  rows: {
    p1: {
      __typename: 'Product',
      id: 'p1',
      price: 100,
      weight: 5,
      days: 2,
      size: { __typename: 'Size', height: 1, width: 2 },
      sizes: [[{ __typename: 'Size', height: 1, width: 2 }, null], []],
      parts: [new Ref('a'), new Ref('b')],
      owner: new Ref('o1'),
      cover: { __typename: 'Book', title: 'Book', pages: 10 },
      extra: { __typename: 'Note', text: 'note' },
    },
    p2: {
      __typename: 'Product',
      id: 'p2',
      price: null,
      weight: 0,
      days: null,
      size: { __typename: 'Size', height: 3, width: null },
      sizes: null,
      parts: [],
      owner: null,
      cover: { __typename: 'Film', title: null, minutes: 90 },
      extra: { __typename: 'Book', title: 'Extra', pages: null },
    },
    p3: {
      __typename: 'Product',
      id: 'p3',
      price: 7,
      weight: 9,
      days: 1,
      size: { __typename: 'Size', height: 3, width: 3 },
      sizes: [[{ __typename: 'Size', height: 9, width: 9 }]],
      parts: [new Ref('b')],
      owner: new Ref('o2'),
      cover: null,
      extra: null,
    },
    a: { __typename: 'Part', id: 'a', grams: 3 },
    b: { __typename: 'Part', id: 'b', grams: null },
    o1: { __typename: 'Owner', id: 'o1', city: 'Bern', zone: 3 },
    o2: { __typename: 'Owner', id: 'o2', city: null, zone: 0 },
    x: { __typename: 'Box', id: 'x', side: 2 },
    y: { __typename: 'Tube', id: 'y', radius: 3 },
  },
  fields: {
    'Query.products': ({ world }) => world.all('Product'),
    'Query.things': ({ world }) => world.all('Box', 'Tube'),
    'Query.parcels': ({ world }) => world.all('Product', 'Box'),
    'Product.estimate': ({ needed }) => say(needed),
    'Product.room': ({ needed }) => say(needed),
    'Product.route': ({ needed }) => say(needed),
    'Product.packing': ({ needed }) => say(needed),
    'Product.gross': ({ needed }) => say(needed),
    'Product.label': ({ needed }) => say(needed),
    'Product.insert': ({ needed }) => say(needed),
    'Product.layers': ({ needed }) => say(needed),
    'Product.tax': ({ needed }) => (typeof needed.price === 'number' ? needed.price * 2 : null),
    'Product.insured': ({ needed }) => say(needed),
    'Owner.letter': ({ needed }) => say(needed),
    'Box.volume': ({ needed }) => say(needed),
    'Tube.volume': ({ needed }) => say(needed),
  },
  values: { declared: '', of: {}, aliases: ['id', 'price', 'weight', 'size', 'owner', 'cover'] },
  variables: { yes: true },
};
