import type { GraphQLSchema } from 'graphql';
import { compose } from '../gateway.fixture.js';
import { Monolith } from './monolith.fixture.js';
import { SubgraphOfWorld } from './subgraph-of-world.fixture.js';
import { documentsOf, type TestGraph } from './test-graph.fixture.js';
import { Truth } from './truth.fixture.js';
import { World } from './world.fixture.js';

/** A supergraph with its reference, ready to be asked. */
export interface OpenGraph {
  readonly graph: TestGraph;
  readonly supergraphSdl: string;
  /** The API schema, without resolvers of anybody else. */
  readonly schema: GraphQLSchema;
  readonly monolith: Monolith;
  /** What the subgraphs' texts say, by subgraph and type. */
  readonly contracts: Truth['contracts'];
  /** Subgraphs of their own for each runner: what mutations write is theirs. */
  subgraphs(): Subgraphs;
}

/** The subgraphs of one supergraph, by name. */
export type Subgraphs = Readonly<Record<string, SubgraphOfWorld>>;

/** Composes and starts a supergraph. @throws what is wrong with it */
export function openGraph(graph: TestGraph): OpenGraph {
  const supergraphSdl = compose(graph.subgraphs);
  const truth = new Truth(graph, supergraphSdl, new World(graph.rows));
  const monolith = new Monolith(supergraphSdl, truth);
  return {
    graph,
    supergraphSdl,
    schema: monolith.schema,
    monolith,
    contracts: truth.contracts,
    subgraphs() {
      const truth = new Truth(graph, supergraphSdl, new World(graph.rows));
      return Object.fromEntries(
        [...documentsOf(graph)].map(([name, document]) => [
          name,
          new SubgraphOfWorld(name, graph, document, truth),
        ]),
      );
    },
  };
}

/** Forgets what mutations have written: each operation finds the world as it was. */
export function forget(subgraphs: Subgraphs): void {
  for (const subgraph of Object.values(subgraphs)) subgraph.forget();
}
