import { askMany, type Load } from '../load/ask-many.js';
import { type GatewayClient, gatewayClient, type Question, type QuestionForm } from '../load/client.js';
import { type Identity, tokenOf } from '../load/identity.js';
import type { ReadyGateway } from '../processes/gateway-process.js';
import type { StartedProcess } from '../processes/start-process.js';
import { inTurns, type Ratio, ratioOf } from '../statistics/rounds.js';
import { type CaseSide, caseSide, processorMsOf, type Round, throughputOf } from './case-side.js';
import { differenceInShape } from './same-shape.js';

/** One operation in somebody's name, asked of two servers. */
export interface ComparedCase {
  readonly name: string;
  readonly identity: Identity;
  /** The operation, or its id, and the customer's number as `id`. */
  readonly sent: QuestionForm;
  /** Transactions that the answer must have. */
  readonly rows: number;
  /** How many clients ask at once: enough that the gateway never waits, few enough that no deadline passes. */
  readonly clients: number;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  readonly warmUpSeconds: number;
  /** How long a round of the slower side takes, about. */
  readonly roundSeconds: number;
}

/** What was found for one case. */
export interface CaseResult {
  readonly name: string;
  /** Throughput of the gateway `on` over that of the other. */
  readonly throughput: Ratio;
  /** Answers that one second of the gateway's processor makes, `on` over `off`. */
  readonly processor: Ratio;
  readonly on: CaseSide;
  readonly off: CaseSide;
  readonly answers: { readonly checked: number; readonly bytes: number; readonly rows: number };
}

/** The gateways that are compared. */
export type Gateways = Readonly<Record<'on' | 'off', StartedProcess<ReadyGateway>>>;

/**
 * Measures one case on both gateways in turns. Every answer is compared with one that was examined first.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measureCase(
  chosen: ComparedCase,
  gateways: Gateways,
  issuerUrl: string,
  effort: Effort,
  onProgress: (done: number, of: number) => void,
): Promise<CaseResult> {
  const question: Question = {
    token: await tokenOf(issuerUrl, chosen.identity),
    ...chosen.sent,
  };
  const clients = { on: clientsOf(gateways.on, chosen), off: clientsOf(gateways.off, chosen) };
  try {
    const expected = {
      on: await examinedAnswer(clients.on, question, chosen),
      off: await examinedAnswer(clients.off, question, chosen),
    };
    const difference = differenceInShape(JSON.parse(`${expected.on}`), JSON.parse(`${expected.off}`));
    if (difference !== null) throw new Error(`${chosen.name}: the two gateways differ: ${difference}.`);
    let checked = 0;
    const ask = async (side: 'on' | 'off', count: number): Promise<Load> => {
      const load = await askMany(clients[side], question, expected[side], count);
      checked += load.answers;
      return load;
    };
    const rates = [await warmUp(ask, 'on', chosen, effort), await warmUp(ask, 'off', chosen, effort)];
    const count = Math.max(chosen.clients, Math.round(effort.roundSeconds * Math.min(...rates)));
    const round = async (side: 'on' | 'off'): Promise<Round> => {
      const before = await gateways[side].processorSeconds();
      const load = await ask(side, count);
      return { load, processorSeconds: (await gateways[side].processorSeconds()) - before };
    };
    const rounds = await inTurns(effort.rounds, { on: () => round('on'), off: () => round('off') }, (done) =>
      onProgress(done, effort.rounds),
    );
    return {
      name: chosen.name,
      throughput: ratioOf(rounds.on.map(throughputOf), rounds.off.map(throughputOf)),
      processor: ratioOf(rounds.off.map(processorMsOf), rounds.on.map(processorMsOf)),
      on: caseSide(rounds.on),
      off: caseSide(rounds.off),
      answers: { checked, bytes: expected.on.length, rows: chosen.rows },
    };
  } finally {
    await Promise.all([...clients.on, ...clients.off].map((client) => client.close()));
  }
}

function clientsOf(
  { ready }: StartedProcess<ReadyGateway>,
  { clients }: ComparedCase,
): readonly GatewayClient[] {
  return Array.from({ length: clients }, () => gatewayClient(ready.url));
}

/** Asks once and examines the answer: no error, and as many rows as there have to be. */
async function examinedAnswer(
  [client]: readonly GatewayClient[],
  question: Question,
  { name, rows }: ComparedCase,
): Promise<Buffer> {
  if (client === undefined) throw new Error('A case needs a client.');
  const { status, bytes } = await client.ask(question);
  const answer = JSON.parse(bytes.toString()) as {
    errors?: unknown;
    data?: { customer?: { accounts?: { nodes: { transactions: { nodes: object[] } }[] } } };
  };
  const accounts = answer.data?.customer?.accounts?.nodes ?? [];
  const found = accounts.reduce((sum, { transactions }) => sum + transactions.nodes.length, 0);
  if (status !== 200 || answer.errors !== undefined || found !== rows) {
    throw new Error(
      `${name}: status ${status}, ${found} of ${rows} rows, errors ${JSON.stringify(answer.errors)}.`,
    );
  }
  return bytes;
}

/** Asks until code is compiled and caches are filled; resolves with the answers a second at the end of it. */
async function warmUp(
  ask: (side: 'on' | 'off', count: number) => Promise<Load>,
  side: 'on' | 'off',
  { clients }: ComparedCase,
  { warmUpSeconds }: Effort,
): Promise<number> {
  const until = performance.now() + warmUpSeconds * 1000;
  for (;;) {
    const { answers, seconds } = await ask(side, 2 * clients);
    if (performance.now() >= until) return answers / seconds;
  }
}
