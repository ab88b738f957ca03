import { type CaseSide, caseSide, processorMsOf, type Round, throughputOf } from '../compare/case-side.js';
import { askEach, type Load } from '../load/ask-many.js';
import { gatewayClient } from '../load/client.js';
import type { StartedProcess } from '../processes/start-process.js';
import { inTurns, type Ratio, ratioOf } from '../statistics/rounds.js';
import type { AnswerCheck } from './answer-check.js';
import type { ReadyFederation } from './gateway-order.js';
import type { MeasuredGateway } from './measured-gateway.js';
import { peakMemoryMb } from './peak-memory.js';
import type { AskedSubgraphs } from './subgraphs/subgraphs-process.js';
import type { TokenIssuer } from './token-issuer.js';

/** How long to measure. */
export interface FederationEffort {
  readonly rounds: number;
  readonly connections: number;
  readonly warmUpSeconds: number;
  /** How long a gateway's turn takes, about. */
  readonly roundSeconds: number;
}

/** A gateway that has been started. */
export interface StartedGateway extends MeasuredGateway {
  readonly process: Pick<StartedProcess<ReadyFederation>, 'ready' | 'pid' | 'processorSeconds'>;
  readonly check: AnswerCheck;
  /** What it asked the subgraphs for one answer while nothing else was asked of it. */
  readonly alone: AskedSubgraphs;
}

/** What was found for a gateway. */
export interface GatewayResult extends CaseSide {
  readonly name: string;
  readonly title: string;
  /** Our throughput over that of this gateway. */
  readonly ratio: Ratio;
  /** The same for the answers that one second of the gateway's processor makes. */
  readonly processorRatio: Ratio;
  /** Calls to subgraphs for an answer. */
  readonly subgraphCalls: number;
  /** Calls of all rounds whose answers the subgraphs had not made before: next to none, or they were not canned for it. */
  readonly computedCalls: number;
  /** Most memory that it had resident, in MiB; null where the system does not tell. */
  readonly peakMb: number | null;
  /** Answers, every one of them compared with the right one. */
  readonly checked: number;
}

interface FederationRound extends Round {
  readonly asked: AskedSubgraphs;
}

/**
 * A gateway under load may join calls of one operation that become ready together, and so make a call or two less for an
 * answer than it makes alone. One that shares calls between callers makes a fraction of them.
 */
const leastOfAlone = 0.75;

/** What the rounds need beside the gateways. */
export interface FederationLoad {
  /** JSON text with `query`. */
  readonly body: string;
  readonly issuer: Pick<TokenIssuer, 'tokens'>;
  /** What the subgraphs were asked since the last time. */
  asked(): Promise<AskedSubgraphs>;
}

/**
 * Loads the gateways in turns, ours first. Each request of a round has a token of its own; the gateways of a round get
 * the same ones, and none gets one twice.
 *
 * @throws Error at the first answer that is not the right one, and when a gateway asked less for all answers than it
 *   asks for each: it then shared calls between callers
 */
export async function measureGateways(
  gateways: readonly [StartedGateway, ...StartedGateway[]],
  load: FederationLoad,
  effort: FederationEffort,
  progress: { step(text: string): void; at(done: number, of: number): void },
): Promise<readonly GatewayResult[]> {
  const counts = new Map<string, number>();
  for (const gateway of gateways) {
    progress.step(`Warming up ${gateway.title}`);
    const rate = await warmUp(gateway, load, effort, progress);
    counts.set(gateway.name, Math.max(effort.connections, Math.round(rate * effort.roundSeconds)));
  }
  progress.step('Rounds');
  const most = Math.max(...counts.values());
  let ofRound = { round: -1, tokens: [] as readonly string[] };
  const turn = async (gateway: StartedGateway, round: number): Promise<FederationRound> => {
    if (ofRound.round !== round) ofRound = { round, tokens: await load.issuer.tokens(most) };
    const before = await gateway.process.processorSeconds();
    await load.asked();
    const brought = await ask(gateway, load, effort, ofRound.tokens.slice(0, counts.get(gateway.name)));
    const processorSeconds = (await gateway.process.processorSeconds()) - before;
    return { load: brought, processorSeconds, asked: await load.asked() };
  };
  const rounds = await inTurns(
    effort.rounds,
    Object.fromEntries(
      gateways.map((gateway) => [gateway.name, (round: number) => turn(gateway, round)] as const),
    ),
    (done) => progress.at(done, effort.rounds),
  );
  const roundsOf = ({ name }: MeasuredGateway) => rounds[name] ?? [];
  const [ours] = gateways;
  return Promise.all(gateways.map((gateway) => gatewayResult(gateway, roundsOf(gateway), roundsOf(ours))));
}

async function gatewayResult(
  { name, title, process, check, alone }: StartedGateway,
  rounds: readonly FederationRound[],
  ours: readonly FederationRound[],
): Promise<GatewayResult> {
  const sum = (each: (round: FederationRound) => number) =>
    rounds.reduce((total, round) => total + each(round), 0);
  const answers = sum(({ load }) => load.answers);
  const calls = sum(({ asked }) => asked.calls);
  if (calls < alone.calls * answers * leastOfAlone) {
    throw new Error(
      `${title} made ${calls} calls for ${answers} answers, but ${alone.calls} for one: it shares calls between callers.`,
    );
  }
  return {
    name,
    title,
    ...caseSide(rounds),
    ratio: ratioOf(ours.map(throughputOf), rounds.map(throughputOf)),
    processorRatio: ratioOf(rounds.map(processorMsOf), ours.map(processorMsOf)),
    subgraphCalls: calls / answers,
    computedCalls: sum(({ asked }) => asked.computed),
    peakMb: await peakMemoryMb(process.pid),
    checked: check.checked,
  };
}

/** Asks until code is compiled and caches are filled; resolves with the answers a second at the end of it. */
async function warmUp(
  gateway: StartedGateway,
  load: FederationLoad,
  effort: FederationEffort,
  progress: { at(done: number, of: number): void },
): Promise<number> {
  const began = performance.now();
  let count = effort.connections;
  for (;;) {
    const { answers, seconds } = await ask(gateway, load, effort, await load.issuer.tokens(count));
    const passed = (performance.now() - began) / 1000;
    if (passed >= effort.warmUpSeconds) return answers / seconds;
    progress.at(Math.round(passed), effort.warmUpSeconds);
    // About a second's worth, so that the last rate is one.
    count = Math.max(effort.connections, Math.round(answers / seconds));
  }
}

/** One request a token, over connections that are opened for it: idle ones would be closed by some of the servers. */
async function ask(
  gateway: StartedGateway,
  { body }: FederationLoad,
  { connections }: FederationEffort,
  tokens: readonly string[],
): Promise<Load> {
  const clients = Array.from({ length: connections }, () => gatewayClient(gateway.process.ready.url));
  try {
    return await askEach(
      clients,
      (at) => ({ token: tokens[at] ?? '', body }),
      (answer) => gateway.check.examine(answer),
      tokens.length,
    );
  } catch (error) {
    throw new Error(`${gateway.title}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}
