import { link, type TestGraph } from '../test-graph.fixture.js';

const say = (needed: unknown) => JSON.stringify(needed);

/** `@requires` of fields with arguments, beside the same fields with what the client gives. */
export const requiredArgumentsGraph: TestGraph = {
  name: 'required arguments',
  subgraphs: {
    products: `${link}
      type Query { products: [Product!]! }
      type Product @key(fields: "id") {
        id: ID!  price(currency: Currency! = CHF, round: Boolean): Int!  names(first: Int): [Name!]!
      }
      type Name { text(upper: Boolean = false): String! }
      enum Currency { CHF EUR USD }`,
    shipping: `${link}
      type Product @key(fields: "id") {
        id: ID!
        price(currency: Currency! = CHF, round: Boolean): Int! @external
        names(first: Int): [Name!]! @external
        inEuros: String @requires(fields: "price(currency: EUR)")
        rounded: String @requires(fields: "price(currency: EUR, round: true)")
        plain: String @requires(fields: "price")
        title: String @requires(fields: "names(first: 1) { text(upper: true) }")
      }
      type Name { text(upper: Boolean = false): String! @external }
      enum Currency { CHF EUR USD }`,
  },
  rows: {
    p1: { __typename: 'Product', id: 'p1', own: ['one', 'eins'] },
    p2: { __typename: 'Product', id: 'p2', own: ['two'] },
  },
  fields: {
    'Query.products': ({ world }) => world.all('Product'),
    'Product.price': ({ row, args }) =>
      (({ CHF: 100, EUR: 90, USD: 110 })[String(args.currency)] ?? 0) +
      Number(String(row.id).slice(1)) +
      (args.round === true ? 1000 : 0),
    'Product.names': ({ row, args }) =>
      (row.own as string[])
        .slice(0, typeof args.first === 'number' ? args.first : 9)
        .map((own) => ({ __typename: 'Name', own })),
    'Name.text': ({ row, args }) => (args.upper ? String(row.own).toUpperCase() : (row.own ?? null)),
    'Product.inEuros': ({ needed }) => say(needed),
    'Product.rounded': ({ needed }) => say(needed),
    'Product.plain': ({ needed }) => say(needed),
    'Product.title': ({ needed }) => say(needed),
  },
  values: {
    declared: '$currency: Currency! = USD, $first: Int, $upper: Boolean',
    of: {
      'Currency!': ['EUR', 'USD', 'CHF', '$currency'],
      Boolean: ['true', 'false', '$upper', 'null'],
      Int: ['1', '2', '0', '$first'],
    },
    aliases: ['price', 'names', 'text'],
  },
  variables: { yes: true, first: 1, upper: true },
};
