import { type DocumentNode, parse } from 'graphql';
import type { ArgumentValues } from '../random-operation.fixture.js';
import type { Compute, Row } from './world.fixture.js';

/** A supergraph of the test bed, as text and data. */
export interface TestGraph {
  readonly name: string;
  /** SDL by subgraph, with their `@link`. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, Row>>;
  /** By `Type.field`; what is not here stands in the rows. */
  readonly fields: Readonly<Record<string, Compute>>;
  /** Rows that a subgraph does not know, though others refer to them there. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  /** What random operations give as arguments. */
  readonly values: ArgumentValues;
  /** What random operations send as variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether mutations are asked, too. */
  readonly mutations?: true;
}

/** Imports all of Federation 2 that the planner of 2.14 knows. */
export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@tag",
  "@interfaceObject", "@composeDirective", "@context", "@fromContext", "ContextFieldValue", "FieldSet"
])`;

export function documentsOf(graph: TestGraph): ReadonlyMap<string, DocumentNode> {
  return new Map(Object.entries(graph.subgraphs).map(([name, sdl]) => [name, parse(sdl)]));
}
