import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'simple-statistics';
import { productFlags } from '../federation/product-flags.js';
import { askMany } from '../load/ask-many.js';
import { gatewayClient, type Question, type Timed } from '../load/client.js';
import { tokenOf } from '../load/identity.js';
import { readOperation } from '../load/operation.js';
import { type Machine, machine } from '../machine.js';
import type { BankOrder, ReadyBank } from '../processes/bank-process.js';
import { busyCustomer } from '../processes/busy-customer.js';
import type { GatewayOrder, ReadyGateway, SubgraphUrls } from '../processes/gateway-process.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import { type CpuProfile, type ProfileGroup, profileGroups } from '../profile/profile-groups.js';
import type { Progress } from '../progress.js';
import { inTurns } from '../statistics/rounds.js';

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

/** The largest answers take long on a busy machine; that is not what is measured. */
const deadlines = { deadlineMs: 60_000, subgraphDeadlineMs: 50_000 };

/**
 * Measures how processor time grows with the rows of an answer: the bank's own lists, under its policies and on record, as the
 * customer asks for them, over subgraphs in the gateway's process and over HTTP.
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
    const placement = quick ? anywhere : placeProcesses();
    progress.step('Starting a bank, its subgraphs and two gateways');
    const bank = await startProcess<BankOrder, ReadyBank>(
      './bank-process.js',
      { customers: 60, busyAccounts: Math.max(...sizes.map(({ accounts }) => accounts)) },
      placement.others,
    );
    started.push(bank);
    const subgraphs = await startProcess<object, { readonly urls: SubgraphUrls }>(
      './subgraphs-process.js',
      bank.ready,
      placement.gateway,
      { flags: productFlags() },
    );
    started.push(subgraphs);
    const openGateway = async (reached: Pick<GatewayOrder, 'subgraphUrls'>) => {
      const order: GatewayOrder = {
        ...bank.ready,
        ...reached,
        deadlines,
        policies: 'on',
        audit: 'records',
        keptIn: null,
        planted: null,
      };
      const gateway = await startProcess<GatewayOrder, ReadyGateway>(
        './gateway-process.js',
        order,
        placement.gateway,
        { flags: productFlags() },
      );
      started.push(gateway);
      return gateway;
    };
    const alone = await openGateway({});
    const overHttp = await openGateway({ subgraphUrls: subgraphs.ready.urls });
    const token = await tokenOf(bank.ready.issuerUrl, { role: 'customer', customerId: busyCustomer });
    const cases: GrowthCase[] = [];
    let checked = 0;
    for (const { name, processes } of [
      { name: 'subgraphs in the process of the gateway', processes: [alone] },
      { name: 'subgraphs over HTTP', processes: [overHttp, subgraphs] },
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
  processes: readonly Pick<StartedProcess<unknown>, 'processorSeconds'>[],
  token: string,
  effort: { readonly sizes: readonly Size[]; readonly rounds: number },
  progress: Progress,
): Promise<{ readonly sizes: readonly RowsResult[]; readonly checked: number }> {
  const [gateway] = processes as readonly [StartedProcess<ReadyGateway>];
  const processorSeconds = async () => {
    const each = await Promise.all(processes.map((one) => one.processorSeconds()));
    return each.reduce((sum, one) => sum + one, 0);
  };
  let checked = 0;
  const askers = await Promise.all(
    effort.sizes.map(async (size) => ({ ...size, ...(await sizeAsker(gateway.ready.url, token, size)) })),
  );
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
async function sizeAsker(
  url: string,
  token: string,
  { accounts, transactions }: Pick<Size, 'accounts' | 'transactions'>,
) {
  const client = gatewayClient(url);
  const rows = accounts * transactions;
  const variables = { id: busyCustomer, accounts, transactions };
  const question: Question = { token, body: JSON.stringify({ query: readOperation('rows'), variables }) };
  const bytes = await examinedAnswer(() => client.ask(question), rows);
  return {
    rows,
    bytes: bytes.length,
    ask: async (count: number) => (await askMany([client], question, bytes, count)).milliseconds,
    close: () => client.close(),
  };
}

/** Tries that the first answer may take: a cold process on a busy machine may not keep the deadlines of the bank's systems. */
const firstTries = 5;

/** @returns the bytes of an answer without errors that has so many rows */
async function examinedAnswer(ask: () => Promise<Timed>, rows: number): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    const { status, bytes } = await ask();
    const { data, errors } = JSON.parse(bytes.toString()) as {
      errors?: unknown;
      data?: { customer?: { accounts?: { nodes: { transactions: { nodes: object[] } }[] } } };
    };
    const accounts = data?.customer?.accounts?.nodes ?? [];
    const found = accounts.reduce((sum, { transactions }) => sum + transactions.nodes.length, 0);
    if (status === 200 && errors === undefined && found === rows) return bytes;
    if (tries === firstTries) {
      const told = JSON.stringify(errors)?.slice(0, 500);
      throw new Error(`Status ${status}, ${found} of ${rows} rows, errors ${told}.`);
    }
  }
}

function growthOf(found: readonly RowsResult[]): number {
  const [third, second, largest] = found.slice(-3);
  if (third === undefined || second === undefined || largest === undefined) return Number.NaN;
  const perRow = (from: RowsResult, to: RowsResult) =>
    (to.processorMs - from.processorMs) / (to.rows - from.rows);
  return perRow(second, largest) / perRow(third, second);
}
