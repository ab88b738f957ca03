import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref, type Row } from '../world.fixture.js';

const money = (amount: number) => ({ __typename: 'Money', amount, unit: 'CHF' });
const point = (x: number) => ({ __typename: 'Point', x, y: -x });

/** Value types, unions whose members differ, merged enums and inputs, scalars, lists of lists. */
export const valuesGraph: TestGraph = {
  name: 'values',
  subgraphs: {
    left: `${link}
      type Query {
        items(filter: Filter, colours: [Colour!] = [RED]): [Item!]!
        echo(value: JSON, deep: [[Int!]]): JSON
        shared: Money @shareable
        shapes(unit: Unit = KILO): [Shape!]!
        hue: Hue @shareable
      }
      scalar JSON
      type Item @key(fields: "id") {
        id: ID!  price: Money  grid: [[Point!]]!  colour: Colour!  shape: Shape  any: Any  meta: JSON  nodes: [Node]
      }
      type Money @shareable { amount: Int!  unit: String }
      type Point { x: Int!  y: Int! }
      union Any = Money | Point
      interface Shape { area: Int! }
      type Square implements Shape { area: Int!  side: Int! }
      type Disc implements Shape { area: Int!  radius: Int }
      enum Colour { RED GREEN }
      enum Unit { KILO GRAM TON }
      enum Hue { COLD MILD }
      input Filter { colour: Colour  text: String = "any"  inner: Filter  only: Int }
      interface Node { id: ID! }
      type Leaf implements Node @key(fields: "id") { id: ID!  green: Boolean }
      type Twig implements Node @key(fields: "id") { id: ID!  length: Int }`,
    right: `${link}
      type Query { shared: Money @shareable  other(colour: Colour!): [Any2!]  trees(first: Int!, unit: Unit): [Named]  hue: Hue @shareable }
      type Item @key(fields: "id") { id: ID!  costs: [Money!]  matrix: [[[String]!]!]  union: Any2  day(in: Zone = UTC): Date }
      scalar Date
      type Money @shareable { amount: Int!  unit: String }
      union Any2 = Money | Item | Leaf
      enum Colour { RED GREEN }
      enum Unit { KILO GRAM }
      enum Hue { WARM COLD }
      enum Zone { UTC CET }
      input Filter { colour: Colour  text: String = "any"  extra: Int }
      interface Named { name: String! }
      type Leaf implements Named @key(fields: "id") { id: ID!  name: String! }
      type Twig implements Named @key(fields: "id") { id: ID!  name: String!  leaves: [Leaf!] }`,
    third: `${link}
      type Item @key(fields: "id") { id: ID!  pick: Pick  nodes2: [Node!] }
      union Pick = Leaf | Stone
      type Stone { kilos: Float }
      interface Node { id: ID! }
      type Leaf implements Node @key(fields: "id") { id: ID!  veins: Int }
      type Query { picks: [Pick!]! }`,
  },
  rows: {
    i1: {
      __typename: 'Item',
      id: 'i1',
      price: money(3),
      grid: [[point(1), point(2)], null, []],
      colour: 'RED',
      shape: { __typename: 'Square', area: 4, side: 2 },
      any: point(3),
      meta: { key: 'value', n: 1 },
      nodes: [new Ref('l1'), null, new Ref('t1')],
      costs: [money(1), money(2)],
      matrix: [[['a', null], []], []],
      union: new Ref('l1'),
      pick: new Ref('l2'),
      nodes2: [new Ref('l1')],
    },
    i2: {
      __typename: 'Item',
      id: 'i2',
      price: null,
      grid: [],
      colour: 'GREEN',
      shape: { __typename: 'Disc', area: 3, radius: null },
      any: money(9),
      meta: null,
      nodes: null,
      costs: null,
      matrix: null,
      union: new Ref('i1'),
      pick: { __typename: 'Stone', kilos: 1.5 },
      nodes2: null,
    },
    l1: { __typename: 'Leaf', id: 'l1', green: true, name: 'Leaf 1', veins: 3 },
    l2: { __typename: 'Leaf', id: 'l2', green: null, name: 'Leaf 2', veins: null },
    t1: { __typename: 'Twig', id: 't1', length: 7, name: 'Twig', leaves: [new Ref('l1'), new Ref('l2')] },
  },
  fields: {
    'Query.items': ({ world, args }) => {
      const filter = (args.filter ?? {}) as { colour?: string; text?: string };
      const colours = (args.colours ?? []) as string[];
      return world
        .all('Item')
        .filter(
          (ref) =>
            filter.colour === undefined || filter.colour === world.row(ref).colour || colours.length > 1,
        );
    },
    'Query.echo': ({ args }) => JSON.stringify(args),
    'Query.hue': () => 'COLD',
    'Query.shared': () => money(42),
    'Query.shapes': () => [
      { __typename: 'Square', area: 1, side: 1 } as Row,
      { __typename: 'Disc', area: 3, radius: 1 } as Row,
    ],
    'Query.other': ({ args }) => [money(String(args.colour).length), new Ref('i2'), new Ref('l2')],
    'Query.trees': ({ world, args }) => world.all('Twig', 'Leaf').slice(0, Number(args.first)),
    'Query.picks': () => [new Ref('l1'), { __typename: 'Stone', kilos: null }],
    'Item.day': ({ row, args }) => `${row.id} in ${args.in}`,
  },
  values: {
    declared:
      '$filter: Filter = { colour: RED }, $colour: Colour!, $colours: [Colour!], $json: JSON, $deep: [[Int!]], $first: Int! = 2, $zone: Zone',
    of: {
      Filter: ['{ colour: GREEN }', '$filter', 'null', '{ text: "b" }', '{ colour: $colour }'],
      'Colour!': ['RED', '$colour'],
      '[Colour!]': ['[RED, GREEN]', 'GREEN', '[$colour]', '$colours'],
      JSON: ['{ a: [1, "b", null, { c: true }] }', '$json', '"text"', '1.5'],
      '[[Int!]]': ['[[1, 2], null, []]', '$deep', '3'],
      'Int!': ['1', '3', '$first'],
      Zone: ['CET', '$zone', 'null'],
    },
    aliases: ['id', 'x', 'name'],
  },
  variables: { colour: 'GREEN', json: { a: { b: [1] } }, deep: [[4], [5]], yes: true },
};
