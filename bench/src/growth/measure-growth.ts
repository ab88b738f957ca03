import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'simple-statistics';
import { productFlags } from '../federation/product-flags.js';
import { askMany } from '../load/ask-many.js';
import { gatewayClient, type Question } from '../load/client.js';
import { tokenOf } from '../load/identity.js';
import { readOperation } from '../load/operation.js';
import { type Machine, machine } from '../machine.js';
import type { BankOrder, ReadyBank } from '../processes/bank-process.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import { type CpuProfile, type ProfileGroup, profileGroups } from '../profile/profile-groups.js';
import type { Progress } from '../progress.js';
import { inTurns } from '../statistics/rounds.js';
import type { RowsGatewayOrder } from './rows-gateway-process.js';
import type { RowsSubgraphOrder } from './rows-subgraph-process.js';

/** The most that a row may cost of those beyond the first thousand, over one of those up to there. */
export const growthTarget = 1.25;

/** What an answer of so many rows costs. */
export interface RowsResult {
  readonly rows: number;
  readonly bytes: number;
  /** Processor time of gateway and subgraphs for an answer, in milliseconds: median of all rounds. */
  readonly processorMs: number;
  readonly rounds: readonly number[];
  /** The same for each of its rows, in microseconds. */
  readonly microsecondsPerRow: number;
  /** From question to last byte, in milliseconds: median. */
  readonly latencyMs: number;
}

/** One way in which subgraphs are reached. */
export interface GrowthCase {
  readonly name: string;
  readonly sizes: readonly RowsResult[];
  /**
   * What a row costs of those by which the largest answer is larger than the second largest, over one of those by which
   * that is larger than the third. 1: it grows linearly.
   */
  readonly growth: number;
}

/** What `bench -- growth` prints. */
export interface GrowthReport {
  readonly benchmark: 'growth';
  readonly cases: readonly GrowthCase[];
  readonly target: number;
  readonly reached: boolean;
  /** Where the time goes of the process that has gateway and subgraphs in it, asked for 1,000 rows. */
  readonly profile: readonly ProfileGroup[];
  /** Answers, every one of them compared byte by byte with one whose rows were counted. */
  readonly checked: number;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/** Who asks. */
const customerId = 'C-1001';

/** Accounts, transactions of each, and answers in a round. */
interface Size {
  readonly accounts: number;
  readonly transactions: number;
  readonly answers: number;
}

/** The size whose answers are profiled. */
const profiledSize: Size = { accounts: 10, transactions: 100, answers: 8 };

const sizes: readonly Size[] = [
  { accounts: 1, transactions: 10, answers: 100 },
  { accounts: 10, transactions: 10, answers: 40 },
  profiledSize,
  { accounts: 100, transactions: 100, answers: 1 },
];

/**
 * Measures how processor time grows with the rows of an answer: the bank's own lists as the customer asks for them, under its
 * policies and on record, over a subgraph in the gateway's process and over HTTP. Its rows are in memory: what a bank system takes is not measured.
 *
 * @param profile file for the CPU profile; null: it is only summed up
 * @throws Error when an answer is not what it has to be
 */
export async function measureGrowth(
  { quick, profile }: { readonly quick: boolean; readonly profile: string | null },
  progress: Progress,
): Promise<GrowthReport> {
  const effort = quick
    ? { sizes: sizes.slice(0, 3).map((size) => ({ ...size, answers: 1 })), rounds: 2, profiled: 2 }
    : { sizes, rounds: 9, profiled: 60 };
  const started: StartedProcess<unknown>[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-bench-'));
  try {
    const placement = quick ? anywhere : placeProcesses('PostgreSQL and load');
    progress.step('Starting an audit log, a subgraph and two gateways');
    const bank = await startProcess<BankOrder, ReadyBank>(
      '../processes/bank-process.js',
      { customers: 60 },
      placement.others,
    );
    started.push(bank);
    const start = async <Order>(script: string, order: Order) => {
      const one = await startProcess<Order, { readonly url: string }>(
        script,
        order,
        placement.gateway,
        productFlags(),
      );
      started.push(one);
      return one;
    };
    const { connections, contextSecret, auditLogKey } = bank.ready;
    const subgraph = await start<RowsSubgraphOrder>('../growth/rows-subgraph-process.js', { contextSecret });
    const startGateway = (coreBankingUrl: string | null) =>
      start<RowsGatewayOrder>('../growth/rows-gateway-process.js', {
        connections,
        contextSecret,
        auditLogKey,
        coreBankingUrl,
      });
    const alone = await startGateway(null);
    const overHttp = await startGateway(subgraph.ready.url);
    const token = await tokenOf(bank.ready.issuerUrl, { role: 'customer', customerId });
    const cases: GrowthCase[] = [];
    let checked = 0;
    for (const { name, processes } of [
      { name: 'subgraph in the process of the gateway', processes: [alone] },
      { name: 'subgraph over HTTP', processes: [overHttp, subgraph] },
    ]) {
      progress.step(name);
      const found = await measureSizes(processes, token, effort, progress);
      checked += found.checked;
      cases.push({ name, sizes: found.sizes, growth: growthOf(found.sizes) });
    }
    progress.step('Where the time goes');
    const file = profile ?? join(folder, 'growth.cpuprofile');
    const asked = await sizeAsker(alone.ready.url, token, profiledSize);
    await alone.profiled(file, () => asked.ask(effort.profiled));
    await asked.close();
    return {
      benchmark: 'growth',
      cases,
      target: growthTarget,
      reached: cases.every(({ growth }) => growth <= growthTarget),
      profile: profileGroups(JSON.parse(await readFile(file, 'utf8')) as CpuProfile),
      checked: checked + effort.profiled,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
    for (const one of started.reverse()) await one.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Asks for answers of all sizes in turns. */
async function measureSizes(
  processes: readonly StartedProcess<{ readonly url: string }>[],
  token: string,
  effort: { readonly sizes: readonly Size[]; readonly rounds: number },
  progress: Progress,
): Promise<{ readonly sizes: readonly RowsResult[]; readonly checked: number }> {
  const [gateway] = processes;
  if (gateway === undefined) throw new Error('Nothing to ask.');
  const processorSeconds = async () => {
    const each = await Promise.all(processes.map((one) => one.processorSeconds()));
    return each.reduce((sum, one) => sum + one, 0);
  };
  let checked = 0;
  const askers: (Size & SizeAsker)[] = [];
  for (const size of effort.sizes) {
    askers.push({ ...size, ...(await sizeAsker(gateway.ready.url, token, size)) });
  }
  try {
    // Code is compiled by what is asked for first.
    for (const { ask, answers } of askers) await ask(2 * answers);
    const rounds = await inTurns(
      effort.rounds,
      Object.fromEntries(
        askers.map(({ rows, answers, ask }) => [
          `${rows} rows`,
          async () => {
            const before = await processorSeconds();
            const milliseconds = await ask(answers);
            checked += answers;
            const seconds = (await processorSeconds()) - before;
            return { milliseconds, processorMs: (1000 * seconds) / answers };
          },
        ]),
      ),
      (done) => progress.at(done, effort.rounds),
    );
    const found = askers.map(({ rows, bytes }): RowsResult => {
      const own = rounds[`${rows} rows`] ?? [];
      const processorMs = median(own.map((round) => round.processorMs));
      return {
        rows,
        bytes,
        processorMs,
        rounds: own.map((round) => round.processorMs),
        microsecondsPerRow: (1000 * processorMs) / rows,
        latencyMs: median(own.flatMap(({ milliseconds }) => milliseconds)),
      };
    });
    return { sizes: found, checked };
  } finally {
    await Promise.all(askers.map(({ close }) => close()));
  }
}

/** Somebody who asks for so many rows again and again, one answer after the other. */
interface SizeAsker {
  readonly rows: number;
  readonly bytes: number;
  /** @returns how long each took, in milliseconds. @throws Error at the first answer that is another than the one whose rows were counted */
  ask(count: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

async function sizeAsker(
  url: string,
  token: string,
  { accounts, transactions }: Pick<Size, 'accounts' | 'transactions'>,
): Promise<SizeAsker> {
  const client = gatewayClient(url);
  const rows = accounts * transactions;
  const variables = { id: customerId, accounts, transactions };
  const question: Question = { token, body: JSON.stringify({ query: readOperation('rows'), variables }) };
  const { status, bytes } = await client.ask(question);
  const { data, errors } = JSON.parse(bytes.toString()) as {
    errors?: unknown;
    data?: { customer?: { accounts?: { nodes: { transactions: { nodes: object[] } | null }[] } | null } };
  };
  const found = (data?.customer?.accounts?.nodes ?? []).reduce(
    (sum, account) => sum + (account.transactions?.nodes.length ?? 0),
    0,
  );
  if (status !== 200 || errors !== undefined || found !== rows) {
    throw new Error(
      `Status ${status}, ${found} of ${rows} rows, errors ${JSON.stringify(errors)?.slice(0, 500)}.`,
    );
  }
  return {
    rows,
    bytes: bytes.length,
    ask: async (count) => (await askMany([client], question, bytes, count)).milliseconds,
    close: () => client.close(),
  };
}

function growthOf(found: readonly RowsResult[]): number {
  const [third, second, largest] = found.slice(-3);
  if (third === undefined || second === undefined || largest === undefined) return Number.NaN;
  const perRow = (from: RowsResult, to: RowsResult) =>
    (to.processorMs - from.processorMs) / (to.rows - from.rows);
  return perRow(second, largest) / perRow(third, second);
}
