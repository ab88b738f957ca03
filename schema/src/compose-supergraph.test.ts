import { describe, expect, it } from '@jest/globals';
import { type Composition, composeSupergraph } from './compose-supergraph.js';
import { describeProblem } from './contract-problem.js';
import { routingUrl, subgraphOfRoutingUrl } from './routing-url.js';
import { SUBGRAPH_NAMES, type SubgraphName } from './subgraph-names.js';
import { InvalidContract, parseSubgraph, readSubgraph } from './subgraph-sdl.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

/** Composes subgraphs that are written here. */
function compose(...written: readonly (readonly [SubgraphName, string])[]): Composition {
  return composeSupergraph(written.map(([name, sdl]) => parseSubgraph(name, `${link}\n${sdl}`)));
}

function problemsOf(composition: Composition): string[] {
  return composition.composed ? [] : composition.problems.map(describeProblem);
}

describe('composition', () => {
  it('joins every subgraph, and gives the same text each time', () => {
    const once = composeSupergraph();
    expect(once).toEqual({
      composed: true,
      supergraphSdl: expect.stringContaining('type Customer'),
      apiSdl: expect.not.stringContaining('join__'),
    });
    expect(composeSupergraph()).toEqual(once);
    expect(composeSupergraph(SUBGRAPH_NAMES.toReversed().map(readSubgraph))).toEqual(once);
  });

  it('gives every subgraph a placeholder for its address', () => {
    const composition = composeSupergraph();
    const urls = composition.composed
      ? [...composition.supergraphSdl.matchAll(/url: "(http:[^"]+)"\)/g)]
      : [];
    const named = urls.map(([, url = '']) => subgraphOfRoutingUrl(url)).sort();
    expect(named).toEqual([...SUBGRAPH_NAMES].sort());
  });

  it('says in which subgraph and line a field clashes', () => {
    const composition = compose(
      [
        'core-banking',
        'type Query { customer: Customer }\ntype Customer @key(fields: "id") { id: ID! name: String }',
      ],
      ['kyc', 'type Customer @key(fields: "id") {\n  id: ID!\n  name: String\n}'],
    );
    expect(problemsOf(composition)).toEqual([
      'core-banking.graphql:3 INVALID_FIELD_SHARING: Non-shareable field "Customer.name" is resolved from multiple subgraphs: it is resolved from subgraphs "core-banking" and "kyc" and defined as non-shareable in all of them',
    ]);
  });

  it('refuses two descriptions of one type', () => {
    const composition = compose(
      ['core-banking', 'type Query { rate: Decimal }\n"Exact number."\nscalar Decimal'],
      ['kyc', 'type Query { score: Decimal }\n"A number."\nscalar Decimal'],
    );
    expect(problemsOf(composition)).toEqual([
      expect.stringMatching(
        /^(core-banking|kyc)\.graphql:\d INCONSISTENT_DESCRIPTION: Element "Decimal" has inconsistent/,
      ),
    ]);
  });

  it('refuses directives by which a subgraph would trust what it is handed, under whatever name', () => {
    const banking =
      'type Query { customer: Customer }\ntype Customer @key(fields: "id") { id: ID! name: String }';
    const risk = (directives: string, name: string) =>
      composeSupergraph([
        parseSubgraph('core-banking', `${link}\n${banking}`),
        parseSubgraph(
          'kyc',
          `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"${directives}])
type Customer @key(fields: "id") {
  id: ID!
  name: String @federation__external
  risk: String @${name}(fields: "name")
}`,
        ),
      ]);
    const because =
      'A subgraph trusts nothing of a representation but its key, and decides by itself for what it shows.';
    const external = `kyc.graphql:4 REFUSED_DIRECTIVE: @external names a field of another subgraph. ${because}`;
    const requires = (line: number) =>
      `kyc.graphql:${line} REFUSED_DIRECTIVE: @requires hands a subgraph values of another one. ${because}`;
    expect(problemsOf(risk(', "@requires"', 'requires'))).toEqual([requires(1), external, requires(5)]);
    expect(problemsOf(risk('', 'federation__requires'))).toEqual([external, requires(5)]);
    expect(problemsOf(risk(', { name: "@requires", as: "@needs" }', 'needs'))).toEqual([
      requires(1),
      external,
    ]);
    for (const directive of ['provides', 'fromContext', 'interfaceObject']) {
      const [first = ''] = problemsOf(risk(`, "@${directive}"`, 'federation__key'));
      expect(first).toMatch(new RegExp(`^kyc\\.graphql:1 REFUSED_DIRECTIVE: @${directive} `));
    }
    // The same graph without them composes, so it is they that are refused.
    expect(
      problemsOf(
        compose(
          ['core-banking', banking],
          ['kyc', 'type Customer @key(fields: "id") { id: ID! risk: String }'],
        ),
      ),
    ).toEqual([]);
  });

  it('refuses a field that no query could reach', () => {
    const composition = compose(
      [
        'core-banking',
        'type Query { customer: Customer }\ntype Customer @key(fields: "id", resolvable: false) { id: ID! }',
      ],
      ['kyc', 'type Customer @key(fields: "number") { number: ID! status: String }'],
    );
    expect(problemsOf(composition)).toContainEqual(expect.stringContaining('SATISFIABILITY_ERROR'));
  });
});

describe('reading a subgraph', () => {
  it('gives its SDL, also parsed', () => {
    const { name, sdl, document } = readSubgraph('kyc');
    expect({ name, sdl: sdl.includes('type KycProfile'), kind: document.kind }).toEqual({
      name: 'kyc',
      sdl: true,
      kind: 'Document',
    });
  });

  it('says in which line it does not parse', () => {
    const parsing = () => parseSubgraph('aml', 'type Query {\n  ok: ID\n}\ntype Broken {');
    expect(parsing).toThrow(InvalidContract);
    expect(parsing).toThrow('aml.graphql:4 INVALID_GRAPHQL: Syntax Error: Expected Name, found <EOF>.');
  });
});

describe('routing placeholders', () => {
  it('name the subgraph, and nothing but a placeholder does', () => {
    expect(routingUrl('core-banking')).toBe('http://core-banking.subgraph.invalid/graphql');
    const urls = [
      'http://kyc.subgraph.invalid/graphql',
      'http://kyc.example.com/graphql',
      'http://other.subgraph.invalid/graphql',
      'kyc',
    ];
    expect(urls.map(subgraphOfRoutingUrl)).toEqual(['kyc', undefined, undefined, undefined]);
  });
});
