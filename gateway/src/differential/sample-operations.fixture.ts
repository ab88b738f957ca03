import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { randomOperation } from '../random-operation.fixture.js';
import type { Operation } from './answers.fixture.js';
import type { OpenGraph } from './open-graph.fixture.js';

/** So many valid operations over a supergraph, always the same for a seed; with mutations, every second one. */
export function* sampleOperations(
  { graph, schema }: OpenGraph,
  { seed, count }: { readonly seed: number; readonly count: number },
): Generator<Operation> {
  const { aliases: _, ...unaliased } = graph.values;
  // The planner's known faults are about conditions, introspection and aliases: with few of them, others show.
  const plain = { ...unaliased, conditions: 2, introspection: 1 };
  const kinds = [plain, unaliased, plain, plain, graph.values];
  let found = 0;
  for (let round = 0; found < count; round += 1) {
    const kind = graph.mutations === true && round % 2 === 0 ? 'mutation' : 'query';
    const values = kinds[round % kinds.length] ?? plain;
    const texts = fc.sample(randomOperation(schema, values, kind), {
      seed: seed + round,
      numRuns: 20,
    });
    for (const text of texts) {
      if (found === count) return;
      const document = parse(text);
      // Aliases may collide, and variables may stand where they do not fit.
      if (validate(schema, document).length > 0) continue;
      found += 1;
      yield { document, variables: graph.variables };
    }
  }
}
