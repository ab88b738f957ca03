import { createHash } from 'node:crypto';
import { type GraphQLError, graphql } from 'graphql';
import { request } from 'undici';
import type { FederationOrder, ReadyFederation } from '../federation/gateway-order.js';
import type { RecordedAnswers } from '../federation/gateways/bankgraph-process.js';
import { bankgraph } from '../federation/measured-gateway.js';
import { monolithSchema } from '../federation/monolith.js';
import { productFlags } from '../federation/product-flags.js';
import type { ReadySubgraphs } from '../federation/subgraphs/subgraphs-process.js';
import { shopSupergraph } from '../federation/supergraph.js';
import { startTokenIssuer } from '../federation/token-issuer.js';
import { askEach } from '../load/ask-many.js';
import { gatewayClient, type Question, type Timed } from '../load/client.js';
import { type Machine, machine } from '../machine.js';
import type { Memory } from '../processes/messages.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';
import { differentOperation } from './different-operations.js';

/** The most that the heap may be after all operations, over what it was after half of them. */
export const operationsTarget = 1.1;

/** What the gateway needed after so many different operations. */
export interface AfterOperations extends Memory {
  readonly operations: number;
  /** Processor time of the gateway for one of the operations since the point before, planning included, in milliseconds. */
  readonly processorMs: number;
}

/** What `bench -- operations` prints. */
export interface OperationsReport {
  readonly benchmark: 'operations';
  /** After each part of the operations. */
  readonly after: readonly AfterOperations[];
  /** Heap after all of them over that after half of them. */
  readonly growth: number;
  readonly target: number;
  readonly reached: boolean;
  /** Answers, every one of them compared with the right one. */
  readonly checked: number;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/** Clients that ask at once. */
const clientsAtOnce = 20;
/** Answers that are made before they are asked for. */
const batch = 1_000;
/** Tokens that the operations are sent with. */
const tokensInUse = 100;

/**
 * Measures whether the memory of our gateway is bounded, whatever is asked of it: sends it operations of which each is
 * another one, with its id, so that each is parsed, validated, planned and registered.
 *
 * @throws Error when an answer is not the right one
 */
export async function measureOperations(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<OperationsReport> {
  const points = quick ? [100, 500, 1_000] : [10_000, 50_000, 100_000];
  const started: StartedProcess<unknown>[] = [];
  try {
    const placement = quick ? anywhere : placeProcesses('subgraphs and load');
    await using issuer = await startTokenIssuer();
    progress.step('Starting subgraphs and a gateway');
    const subgraphs = await startProcess<null, ReadySubgraphs>(
      '../federation/subgraphs/subgraphs-process.js',
      null,
      placement.others,
    );
    started.push(subgraphs);
    const { urls } = subgraphs.ready;
    const gateway = await startProcess<FederationOrder, ReadyFederation>(
      bankgraph.script,
      { supergraphSdl: shopSupergraph(urls), urls, issuer: issuer.options, questions: [], answer: '' },
      placement.gateway,
      [...productFlags(), '--expose-gc'],
    );
    started.push(gateway);
    const tokens = await issuer.tokens(tokensInUse);
    const after: AfterOperations[] = [];
    let asked = 0;
    for (const operations of points) {
      progress.step(`${operations.toLocaleString('en')} different operations`);
      const before = await gateway.processorSeconds();
      const from = asked;
      while (asked < operations) {
        const count = Math.min(batch, operations - asked);
        await askDifferent(gateway.ready.url, { from: asked, count, tokens });
        asked += count;
        progress.at(asked, operations);
      }
      const seconds = (await gateway.processorSeconds()) - before;
      after.push({ operations, ...(await gateway.memory()), processorMs: (1000 * seconds) / (asked - from) });
    }
    const { body } = await request(gateway.ready.recordUrl ?? '');
    const { entries } = (await body.json()) as RecordedAnswers;
    if (entries !== asked)
      throw new Error(`Our record is not whole: ${entries} entries for ${asked} answers.`);
    const [half, all] = after.slice(-2);
    const growth = (all?.heapMb ?? Number.NaN) / (half?.heapMb ?? Number.NaN);
    return {
      benchmark: 'operations',
      after,
      growth,
      target: operationsTarget,
      reached: growth <= operationsTarget,
      checked: asked,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
    for (const one of started.reverse()) await one.stop();
  }
}

/** Asks for a part of the operations, and compares each answer with that of one server that has everything. */
async function askDifferent(
  url: string,
  part: { readonly from: number; readonly count: number; readonly tokens: readonly string[] },
): Promise<void> {
  const texts = Array.from({ length: part.count }, (_, at) => differentOperation(part.from + at));
  const right = await Promise.all(
    texts.map((source) => graphql({ schema: monolithSchema, source }).then(rightAnswer)),
  );
  const clients = Array.from({ length: clientsAtOnce }, () => gatewayClient(url));
  const examine = ({ status, bytes }: Timed, at: number) => {
    const found = bytes.toString();
    if (status === 200 && found === right[at]) return;
    throw new Error(
      `A wrong answer to ${texts[at]}: ${status} ${found.slice(0, 300)}, right is ${right[at]}`,
    );
  };
  try {
    await askEach(
      clients,
      (at): Question => ({
        token: part.tokens[at % part.tokens.length] ?? '',
        body: registering(texts[at] ?? ''),
      }),
      examine,
      part.count,
    );
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

/** As those may see it who ask: no birthdays. */
function rightAnswer({
  data,
  errors,
}: {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
}): string {
  if (errors !== undefined) throw new AggregateError(errors, 'The monolith does not answer.');
  return JSON.stringify({ data }).replaceAll(/"birthday":\d+/g, '"birthday":null');
}

/** A body that has the text registered under its id. */
function registering(query: string): string {
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  return JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
}
