import { setTimeout as sleep } from 'node:timers/promises';
import { median, quantile } from 'simple-statistics';
import { request } from 'undici';
import { AnswerCheck } from '../federation/answer-check.js';
import type { FederationOrder, ReadyFederation } from '../federation/gateway-order.js';
import { bankgraph } from '../federation/measured-gateway.js';
import { monolithAnswer } from '../federation/monolith.js';
import { productFlags } from '../federation/product-flags.js';
import type { ReadySubgraphs } from '../federation/subgraphs/subgraphs-process.js';
import { shopSupergraph } from '../federation/supergraph.js';
import { startTokenIssuer } from '../federation/token-issuer.js';
import { askAtRate, type RatedAnswer } from '../load/ask-at-rate.js';
import { askEach } from '../load/ask-many.js';
import { gatewayClient, type Question } from '../load/client.js';
import { readOperation } from '../load/operation.js';
import { type Machine, machine } from '../machine.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';

/** What a client waited for an answer, in milliseconds. */
export interface Waited {
  readonly answers: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What `bench -- reload` prints. */
export interface ReloadReport {
  readonly benchmark: 'reload';
  readonly reloads: number;
  /** Seconds from the order until the new supergraph was served, each. */
  readonly seconds: readonly number[];
  /** Answers a second when the gateway has all that it can do, and requests a second that were sent to it. */
  readonly rate: { readonly most: number; readonly sent: number };
  /** Different operations that are asked for in turns, all of which are planned anew. */
  readonly operations: number;
  readonly requests: number;
  /** Requests that were not answered rightly, and why the first was not. */
  readonly failed: number;
  readonly firstFault: string | null;
  /** From each order until the new supergraph was served and half a second longer, and as long before each order. */
  readonly around: Waited;
  readonly without: Waited;
  /** No request failed. */
  readonly reached: boolean;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/** Share of what the gateway can do at most that is asked of it. */
const load = 0.4;
/** How long a window goes on after the new supergraph is served, in milliseconds. */
const afterwardsMs = 500;
/** Requests have tokens in turns: each is another one than the one before. */
const tokensInUse = 500;

/**
 * Measures what clients notice when our gateway takes over another supergraph: loads it at a fixed rate that it can well
 * do, and has it reload one time after the other. Every answer is compared with the right one.
 *
 * @throws Error when it cannot be reloaded, or does not serve the new supergraph
 */
export async function measureReload(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<ReloadReport> {
  const effort = quick
    ? { reloads: 2, operations: 3, saturatedMs: 200, pauseMs: 500, connections: 2 }
    : { reloads: 8, operations: 30, saturatedMs: 5_000, pauseMs: 3_000, connections: 20 };
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
    const [small, large] = [shopSupergraph(urls), shopSupergraph(urls, withOneMoreField)];
    const gateway = await startProcess<FederationOrder, ReadyFederation>(
      bankgraph.script,
      { supergraphSdl: small, urls, issuer: issuer.options, questions: [], answer: '' },
      placement.gateway,
      productFlags(),
    );
    started.push(gateway);
    const { url, recordUrl = '' } = gateway.ready;
    const text = readOperation('test-query');
    const bodies = Array.from({ length: effort.operations }, (_, at) =>
      JSON.stringify({ query: text.replace('query TestQuery', `query TestQuery${at}`) }),
    );
    const check = new AnswerCheck(await monolithAnswer(text));
    const tokens = await issuer.tokens(tokensInUse);
    const question = (at: number): Question => ({
      token: tokens[at % tokens.length] ?? '',
      body: bodies[at % bodies.length] ?? '',
    });

    progress.step('How much it can do');
    const most = await saturated(url, question, check, effort);
    const sent = load * most;
    progress.step('Reloading under load');
    const rated = askAtRate(url, sent, question, (answer) => check.examine(answer));
    const orders: { readonly at: number; readonly milliseconds: number }[] = [];
    try {
      await sleep(effort.pauseMs);
      for (let reloads = 0; reloads < effort.reloads; reloads += 1) {
        // As long as it takes to compare: nothing of the reload before is in what comes before this one.
        await sleep(effort.pauseMs + (orders.at(-1)?.milliseconds ?? 0));
        const isLarge = reloads % 2 === 0;
        const at = performance.now();
        await reload(recordUrl, isLarge ? large : small);
        orders.push({ at, milliseconds: performance.now() - at });
        await sleep(afterwardsMs);
        if ((await hasNewField(url, question(0))) !== isLarge) {
          throw new Error('The gateway does not serve the supergraph that it has taken over.');
        }
        progress.at(reloads + 1, effort.reloads);
      }
    } finally {
      await rated.end();
    }
    const failed = rated.answers.filter(({ fault }) => fault !== null);
    const within = (shift: (length: number) => number) =>
      waited(
        orders.flatMap(({ at, milliseconds }) => {
          const length = milliseconds + afterwardsMs;
          const from = at - shift(length);
          return rated.answers.filter(({ dueAt }) => dueAt >= from && dueAt < from + length);
        }),
      );
    return {
      benchmark: 'reload',
      reloads: orders.length,
      seconds: orders.map(({ milliseconds }) => milliseconds / 1000),
      rate: { most, sent },
      operations: bodies.length,
      requests: rated.answers.length,
      failed: failed.length,
      firstFault: failed[0]?.fault ?? null,
      around: within(() => 0),
      without: within((length) => length),
      reached: failed.length === 0,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
    for (const one of started.reverse()) await one.stop();
  }
}

/** Answers a second when connections ask as soon as they have their answers. */
async function saturated(
  url: string,
  question: (at: number) => Question,
  check: AnswerCheck,
  effort: { readonly connections: number; readonly operations: number; readonly saturatedMs: number },
): Promise<number> {
  const clients = Array.from({ length: effort.connections }, () => gatewayClient(url));
  const ask = (asking: typeof clients, count: number) =>
    askEach(asking, question, (answer) => check.examine(answer), count);
  try {
    // Each is planned once, one after the other.
    await ask(clients.slice(0, 1), effort.operations);
    const until = performance.now() + effort.saturatedMs;
    for (;;) {
      const { answers, seconds } = await ask(clients, 10 * effort.connections);
      if (performance.now() >= until) return answers / seconds;
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

async function reload(address: string, supergraphSdl: string): Promise<void> {
  const { statusCode, body } = await request(address, {
    method: 'POST',
    body: supergraphSdl,
    headersTimeout: 60_000,
  });
  const told = await body.text();
  if (statusCode !== 204) throw new Error(`The gateway was not reloaded: ${told}`);
}

const newField = 'madeIn';

function withOneMoreField(sdl: string): string {
  return sdl.replace('price: Int\n', `price: Int\n  ${newField}: String\n`);
}

/** Whether the gateway knows the field; nobody may see it, since there is no policy for it. */
async function hasNewField(url: string, { token }: Question): Promise<boolean> {
  const client = gatewayClient(url);
  try {
    const body = JSON.stringify({ query: `{ topProducts(first: 1) { ${newField} } }` });
    const { status } = await client.ask({ token, body });
    return status === 200;
  } finally {
    await client.close();
  }
}

function waited(answers: readonly RatedAnswer[]): Waited {
  const all = answers.map(({ milliseconds }) => milliseconds);
  if (all.length === 0) throw new Error('Nothing was asked.');
  return { answers: all.length, p50: median(all), p99: quantile(all, 0.99), max: Math.max(...all) };
}
