import { expect, it } from '@jest/globals';
import { type Difference, differences } from './compare-answers.fixture.js';
import { allGraphs } from './graphs/all-graphs.fixture.js';
import { knownFaults } from './known-faults.fixture.js';
import { openGraph } from './open-graph.fixture.js';
import { ourAnswers } from './our-answers.fixture.js';
import { sampleOperations } from './sample-operations.fixture.js';
import type { TestGraph } from './test-graph.fixture.js';
import { textOf } from './text-of.fixture.js';

/** How many operations each supergraph is asked here; `run.js` asks thousands. */
const operations = 100;
const seed = 20;

/** Of these a supergraph is refused: nobody carries out `@fromContext`. */
const refused: readonly string[] = ['contexts'];

for (const graph of allGraphs) {
  const test = refused.includes(graph.name) ? it.failing : it;
  test(`random operations over ${graph.name} are answered as one schema would`, () =>
    expectRightAnswers(graph));
}

async function expectRightAnswers(graph: TestGraph): Promise<void> {
  const open = openGraph(graph);
  const answers = await ourAnswers(open.supergraphSdl, open.subgraphs());
  const wrong: (Difference & { operation: string })[] = [];
  let compared = 0;
  for (const operation of sampleOperations(open, { seed, count: operations })) {
    const { document } = operation;
    if (knownFaults.some((fault) => fault.occursIn(document, open))) continue;
    compared += 1;
    const found = differences(await open.monolith.rightAnswer(operation), await answers(operation));
    wrong.push(...found.map((difference) => ({ ...difference, operation: textOf(document) })));
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(operations / 4);
}
