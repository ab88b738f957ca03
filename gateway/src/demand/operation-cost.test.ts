import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { costRules } from './cost-rules.js';
import { documentCost } from './operation-cost.js';

const sdl = `
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"]) { query: Query mutation: Mutation }
  directive @cost(weight: Int!) on FIELD_DEFINITION | OBJECT | SCALAR | ENUM
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  type Query {
    item: Item
    page(first: Int = 25): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
    some(first: Int): [Item] @listSize(assumedSize: 7, slicingArguments: ["first"], requireOneSlicingArgument: false)
    one(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
    unknown: [Item]
    names: [String]
    heavy: Heavy
    any: [Any]
  }
  type Mutation { change: Item }
  type Page { nodes: [Item] edges: [Edge] total: Int }
  type Edge { node: Item }
  type Item { id: ID price: Int @cost(weight: 5) few: [Item] @listSize(assumedSize: 2) unknown: [Item] }
  type Heavy @cost(weight: 30) { id: ID }
  union Any = Item | Heavy
  type constructor { toString: Int }
  extend type Query { odd: constructor }
`;
const schema = buildSchema(sdl);
const rules = costRules(parse(sdl));
const cost = (text: string, variables: object = {}) =>
  documentCost(parse(text), schema, rules).largest(variables as Record<string, unknown>);

describe('the estimated cost of an operation', () => {
  it.each([
    ['an object weighs one, a leaf nothing', '{ item { id } names }', 1],
    ['a weight that the schema gives', '{ heavy { id } item { price } }', 36],
    ['a type of any name', '{ odd { toString } }', 1],
    ['a list of which nothing is said has twenty', '{ unknown { id } }', 20],
    ['a list of assumed size', '{ item { few { id } } }', 3],
    ['an argument that is not given leaves the assumed size', '{ some { id } }', 7],
    ['a page is as long as it is asked to be', '{ some(first: 3) { id } }', 3],
    ['the default of the schema counts', '{ page { nodes { id } total } }', 26],
    [
      'sized fields, also through a fragment',
      '{ page(first: 3) { ...P edges { node { id } } } } fragment P on Page { nodes { id } }',
      10,
    ],
    ['lists in lists multiply', '{ page(first: 4) { nodes { few { price } } } }', 1 + 4 * (1 + 2 * 6)],
    ['a mutation weighs ten', 'mutation { change { id } }', 11],
    [
      'fragments count wherever they are spread',
      '{ item { ...I ...I } } fragment I on Item { few { id } }',
      5,
    ],
    ['each type that a row may be of', '{ any { ... on Item { price } ... on Heavy { id } } }', 20 * (1 + 5)],
    ['what is skipped costs nothing', '{ heavy @skip(if: true) { id } item { id } }', 1],
    ['what describes the schema costs nothing', '{ __typename __schema { types { name } } }', 0],
    [
      'the most expensive operation, also when it is not selected',
      'query A { item { id } } query B { heavy { id } }',
      30,
    ],
  ])('%s', (_what, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('depends on variables, and on their defaults', () => {
    const text =
      'query ($n: Int = 5, $with: Boolean!) { page(first: $n) { nodes { id } } heavy @include(if: $with) { id } }';
    expect(cost(text, { with: false })).toBe(6);
    expect(cost(text, { n: 50, with: true })).toBe(81);
    // An explicit null leaves the default of the schema, as the specification has it for a variable of this type.
    expect(cost(text, { n: null, with: false })).toBe(26);
    expect(cost(text, { n: 'many', with: false })).toBe(26);
  });

  it.each([
    ['{ page(first: 99999999) { total } }', {}],
    ['{ page(first: -1) { total } }', {}],
    ['query ($n: Int) { page(first: $n) { total } }', { n: 101 }],
    ['query ($n: Int) { page(first: $n) { total } }', { n: -1 }],
    ['query ($n: Int = 1000) { page(first: $n) { total } }', {}],
    [
      'query ($n: Int) { a: page(first: 0) { nodes { few { id } } } item { few { id } } page(first: $n) { total } }',
      { n: 1e9 },
    ],
    ['query A { item { id } } query B { page(first: 101) { total } }', {}],
  ])('is refused with a page out of bounds: %s %o', (text, variables) => {
    expect(() => cost(text, variables)).toThrow('"first" has to be a number from 0 to 100.');
  });

  it('is not refused for a page that is skipped, and for the largest that there is', () => {
    expect(cost('{ page(first: 101) @skip(if: true) { total } item { id } }')).toBe(1);
    expect(cost('{ page(first: 100) { nodes { id } } }')).toBe(101);
    expect(cost('{ page(first: 0) { nodes { id } } }')).toBe(1);
  });

  it('needs exactly one slicing argument where the schema says so', () => {
    expect(() => cost('{ one { id } }')).toThrow('exactly one of these arguments: first, last');
    expect(() => cost('{ one(first: 1, last: 2) { id } }')).toThrow('exactly one');
    expect(cost('{ one(last: 2) { id } }')).toBe(2);
  });
});

describe('the names of the cost directives', () => {
  it('are those by which the supergraph links them', () => {
    const text = (link: string, size: string, weight: string) =>
      costRules(
        parse(`schema @link(url: "https://specs.apollo.dev/cost/v0.1", ${link}) { query: Query }
               type Query { a: [Int] @${size}(assumedSize: 3) b: Int @${weight}(weight: 4) }`),
      );
    const expected = {
      weights: { 'Query.b': 4 },
      listSizes: { 'Query.a': expect.objectContaining({ assumedSize: 3 }) },
    };
    expect(text('import: ["@cost", "@listSize"]', 'listSize', 'cost')).toEqual(expected);
    expect(text('import: [{ name: "@listSize", as: "@size" }]', 'size', 'cost')).toEqual(expected);
    expect(text('as: "price"', 'price__listSize', 'price')).toEqual(expected);
    expect(text('import: []', 'listSize', 'other')).toEqual({ weights: {}, listSizes: {} });
  });
});
