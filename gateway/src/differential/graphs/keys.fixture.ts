import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

const brands = { b1: { __typename: 'Brand', code: 'ACME' }, b2: { __typename: 'Brand', code: 'Umbrella' } };

function product(id: string, brand: { __typename: string; code: string }, maker: string, similar: string[]) {
  return {
    __typename: 'Product',
    id,
    sku: `sku-${id}`,
    upc: `upc-${id}`,
    brand,
    name: `Product ${id}`,
    stock: id.length + Number(id.slice(1)),
    price: 10 * Number(id.slice(1)) + 0.5,
    margin: Number(id.slice(1)) / 10,
    maker: new Ref(maker),
    similar: similar.map((name) => new Ref(name)),
    reviews: [new Ref(`r${id.slice(1)}`)],
    shelf: { __typename: 'Shelf', row: Number(id.slice(1)), level: 2, products: [new Ref(id)] },
  };
}

/** Entities with one key, several, compound and nested ones, ones with lists; a key that must be fetched on the way. */
export const keysGraph: TestGraph = {
  name: 'keys',
  subgraphs: {
    catalog: `${link}
      type Query { products: [Product!]!  product(id: ID!): Product  makers: [Maker!]!  sets: [Set!]! }
      type Product @key(fields: "id") @key(fields: "sku brand { code }") {
        id: ID!  sku: String!  brand: Brand!  name: String!  maker: Maker!
      }
      type Brand @shareable { code: String! }
      type Maker @key(fields: "id") { id: ID!  name: String @shareable }
      type Set @key(fields: "parts { id } code") { code: String!  parts: [Part!]! }
      type Part @shareable { id: ID! }`,
    stock: `${link}
      type Query { shelves: [Shelf!]! }
      type Product @key(fields: "sku brand { code }") { sku: String!  brand: Brand!  stock: Int!  shelf: Shelf }
      type Brand @shareable { code: String! }
      type Shelf { row: Int!  level: Int!  products: [Product!] }`,
    identity: `${link}
      type Product @key(fields: "id") @key(fields: "upc") { id: ID!  upc: String!  similar: [Product!] }`,
    pricing: `${link}
      type Query { cheapest: Product }
      type Product @key(fields: "upc") { upc: String!  price: Float! }
      type Maker @key(fields: "id") @key(fields: "vat { country number }") {
        id: ID!  vat: Vat!  name: String @shareable
      }
      type Vat @shareable { country: String!  number: Int! }`,
    tax: `${link}
      type Maker @key(fields: "vat { country number }") { vat: Vat!  rate: Float  best: Product }
      type Vat @shareable { country: String!  number: Int! }
      type Product @key(fields: "upc", resolvable: false) { upc: String! }`,
    reviews: `${link}
      type Query { reviews(ids: [ID!]): [Review]! }
      type Review @key(fields: "id") { id: ID!  text: String  about: Product! }
      type Product @key(fields: "id") { id: ID!  reviews: [Review!] }`,
    margins: `${link}
      type Product @key(fields: "sku brand { code }") @key(fields: "upc") {
        sku: String!  brand: Brand!  upc: String!  margin: Float
      }
      type Brand @shareable { code: String! }
      type Review @key(fields: "id", resolvable: false) { id: ID! }
      type Query { newest: Review }
      type Set @key(fields: "parts { id } code") { code: String!  parts: [Part!]!  total: Int }
      type Part @shareable { id: ID! }`,
  },
  rows: {
    p1: product('p1', brands.b1, 'm1', ['p2', 'p3']),
    p2: product('p2', brands.b1, 'm2', []),
    p3: product('p3', brands.b2, 'm1', ['p1']),
    m1: {
      __typename: 'Maker',
      id: 'm1',
      name: 'Maker 1',
      vat: { __typename: 'Vat', country: 'CH', number: 1 },
      rate: 7.7,
      best: new Ref('p3'),
    },
    m2: {
      __typename: 'Maker',
      id: 'm2',
      name: null,
      vat: { __typename: 'Vat', country: 'CH', number: 2 },
      rate: null,
      best: null,
    },
    s1: {
      __typename: 'Set',
      code: 'S',
      parts: [
        { __typename: 'Part', id: 'a' },
        { __typename: 'Part', id: 'b' },
      ],
      total: 2,
    },
    s2: { __typename: 'Set', code: 'S', parts: [{ __typename: 'Part', id: 'a' }], total: 1 },
    s3: { __typename: 'Set', code: 'S', parts: [], total: 0 },
    r1: { __typename: 'Review', id: 'r1', text: 'Good', about: new Ref('p1') },
    r2: { __typename: 'Review', id: 'r2', text: null, about: new Ref('p2') },
    r3: { __typename: 'Review', id: 'r3', text: 'Bad', about: new Ref('p3') },
  },
  fields: {
    'Query.products': ({ world }) => world.all('Product'),
    'Query.product': ({ world, args }) => world.find('Product', 'id', args.id),
    'Query.makers': ({ world }) => world.all('Maker'),
    'Query.sets': ({ world }) => world.all('Set'),
    'Query.shelves': ({ world }) => world.all('Product').map((ref) => world.row(ref).shelf ?? null),
    'Query.cheapest': () => new Ref('p1'),
    'Query.newest': () => new Ref('r3'),
    'Query.reviews': ({ world, args }) =>
      Array.isArray(args.ids) ? args.ids.map((id) => world.find('Review', 'id', id)) : world.all('Review'),
  },
  values: {
    declared: '$id: ID!, $ids: [ID!] = ["r2", "r1"]',
    of: {
      ID: ['"p1"', '"p3"', '"nothing"', '$id'],
      '[ID!]': ['["r1", "nothing", "r3"]', '[]', '$ids', 'null'],
    },
    aliases: ['id', 'sku', 'upc', 'brand', 'vat', 'code'],
  },
  variables: { id: 'p2', yes: true },
};
