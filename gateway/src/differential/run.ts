import { parseArgs } from 'node:util';
import type { DocumentNode } from 'graphql';
import type { Answers, Operation } from './answers.fixture.js';
import { apolloAnswers } from './apollo-answers.fixture.js';
import { type Difference, differences } from './compare-answers.fixture.js';
import { allGraphs } from './graphs/all-graphs.fixture.js';
import { knownFaults } from './known-faults.fixture.js';
import { type OpenGraph, openGraph, type Subgraphs } from './open-graph.fixture.js';
import { ourAnswers } from './our-answers.fixture.js';
import { reduced } from './reduce-operation.fixture.js';
import { sampleOperations } from './sample-operations.fixture.js';
import { textOf } from './text-of.fixture.js';

// Random operations against the monolith, for the record:
//   node gateway/dist/differential/run.js --operations 10000 [--seed 1] [--graph keys] [--who ours|apollo]
//     [--leave-out known|none]
// Ends with 1 when there is a difference.

const runners = { ours: ourAnswers, apollo: apolloAnswers };

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    graph: { type: 'string' },
    who: { type: 'string', default: 'ours' },
    /** Whether operations of the known classes are left out. */
    'leave-out': { type: 'string', default: 'known' },
    /** How many differences of one supergraph are made small. */
    reduce: { type: 'string', default: '20' },
  },
});

const runner = runners[values.who as keyof typeof runners];
if (runner === undefined) throw new Error('--who must be ours or apollo.');
const graphs = allGraphs.filter(({ name }) => values.graph === undefined || values.graph === name);
if (graphs.length === 0) throw new Error(`No supergraph ${values.graph}.`);
const each = Math.ceil(Number(values.operations) / graphs.length);
if (!(each > 0)) throw new Error('--operations must be a number above 0.');

let different = 0;
let refused = 0;
for (const graph of graphs) {
  const open = openGraph(graph);
  const subgraphs = open.subgraphs();
  const answers = await runner(open.supergraphSdl, subgraphs).catch((error: Error) => error);
  if (answers instanceof Error) {
    say(`${graph.name}: refused: ${error(answers)}`);
    refused += 1;
    continue;
  }
  different += await compare(open, answers, subgraphs);
}
say(
  `${each * (graphs.length - refused)} operations, ${different} different; ${refused} of ${graphs.length} supergraphs refused`,
);
process.exitCode = different === 0 ? 0 : 1;

async function compare(open: OpenGraph, answers: Answers, subgraphs: Subgraphs): Promise<number> {
  const classes = new Map<string, number>();
  const started = performance.now();
  let asked = 0;
  let differing = 0;
  let withErrors = 0;
  let calls = 0;
  const left = new Map<string, number>();
  const isKnown = (document: DocumentNode) =>
    values['leave-out'] === 'none'
      ? undefined
      : knownFaults.find((fault) => fault.occursIn(document, open))?.name;
  for (const operation of sampleOperations(open, { seed: Number(values.seed), count: each })) {
    asked += 1;
    if (asked % 250 === 0) say(`  … ${open.graph.name}: ${asked} of ${each}, ${differing} different`);
    const known = isKnown(operation.document);
    if (known !== undefined) {
      left.set(known, (left.get(known) ?? 0) + 1);
      continue;
    }
    const right = await open.monolith.rightAnswer(operation);
    if (right.answer.errors !== undefined) withErrors += 1;
    const before = callsOf(subgraphs);
    const found = differences(right, await answers(operation));
    calls += callsOf(subgraphs) - before;
    if (found.length === 0) continue;
    differing += 1;
    if (differing > Number(values.reduce)) continue;
    for (const kind of new Set(found.map((difference) => difference.kind))) {
      const small = await reduced(
        operation.document,
        open.schema,
        async (document) =>
          isKnown(document) === undefined &&
          (await differ(open, answers, { ...operation, document })).some((one) => one.kind === kind),
      );
      const [what] = (await differ(open, answers, { ...operation, document: small })).filter(
        (one) => one.kind === kind,
      );
      const key = `${kind}: ${textOf(small).replace(/\s+/g, ' ')}`;
      const known = classes.get(key);
      if (known === undefined) say(`  ${key}\n      ${what?.what.slice(0, 400)}`);
      classes.set(key, (known ?? 0) + 1);
    }
  }
  const milliseconds = Math.round(performance.now() - started);
  say(
    `${open.graph.name}: ${asked} operations (${withErrors} with errors) in ${milliseconds} ms, ${calls} subgraph calls, ${differing} different`,
  );
  for (const [name, count] of left) say(`  ${count} left out: ${name}`);
  for (const [key, count] of classes) if (count > 1) say(`  ${count} × ${key}`);
  return differing;
}

async function differ(open: OpenGraph, answers: Answers, operation: Operation): Promise<Difference[]> {
  return differences(await open.monolith.rightAnswer(operation), await answers(operation));
}

function callsOf(subgraphs: Subgraphs): number {
  return Object.values(subgraphs).reduce((sum, { calls }) => sum + calls, 0);
}

function error({ message }: Error): string {
  return message.replace(/\s+/g, ' ').slice(0, 200);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
