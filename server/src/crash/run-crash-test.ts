import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Identities, keyFile } from '@bankgraph/audit-log';
import { verifyLog } from '@bankgraph/audit-verifier';
import { connect, databaseUrl } from '@bankgraph/database';
import { startTopology, type Topology } from '../topology.fixture.js';
import { openClient, type Question } from './ask.js';
import { Journal } from './journal.js';
import { type KillablePostgres, startKillablePostgres } from './killable-postgres.js';
import { startLoad } from './load.js';
import { readLeaves } from './logged-leaf.js';
import { type Matching, matchLog, type Violation } from './match-log.js';
import { allQuestions } from './questions.js';
import { openSlowLine } from './slow-line.js';
import { treeOfWholeLog } from './tree-of-whole-log.js';
import { type KeptVictim, keepUp, type Victim } from './victim.js';

/** How often to kill. */
export interface CrashTestOptions {
  readonly kills: number;
  /** On average; each pause is random between none and twice as long. */
  readonly secondsBetween: number;
  /** Told what happens, line by line. */
  onProgress(line: string): void;
}

/** What was killed, and what became of the promise. */
export interface CrashReport extends Matching {
  /** By name of the process. */
  readonly kills: Readonly<Record<string, number>>;
  /** Under load, without start and comparison. */
  readonly seconds: number;
}

/** Longer than a writer waits for its COMMIT: some answers are withheld, and their records may be written later. */
const longestOutageMs = 4_000;
const clientsOnFastLine = 3;
const clientsOnSlowLine = 3;

/**
 * Starts the services of docker-compose.yml as processes, puts clients to work, kills processes at random moments and
 * lets them come up again, then compares every byte that clients received with the log.
 *
 * @throws Error when something does not come up again by itself after a start
 */
export async function runCrashTest(options: CrashTestOptions): Promise<CrashReport> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    return await killAndCompare(options, stops);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function killAndCompare(
  options: CrashTestOptions,
  stops: (() => Promise<unknown>)[],
): Promise<CrashReport> {
  options.onProgress('Starting PostgreSQL, the bank and the services');
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-crash-journal-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startKillablePostgres();
  stops.push(() => postgres[Symbol.asyncDispose]());
  const topology = await startTopology(postgres.adminUrl);
  stops.push(() => topology[Symbol.asyncDispose]());
  const { gatewayUrl, issuerUrl } = topology;
  const slowLine = await openSlowLine(gatewayUrl);
  stops.push(() => slowLine.close());
  const questions = await allQuestions(issuerUrl);
  const journal = new Journal(join(folder, 'received.jsonl'));

  const began = performance.now();
  const lines = [
    ...Array.from({ length: clientsOnFastLine }, () => gatewayUrl),
    ...Array.from({ length: clientsOnSlowLine }, () => slowLine.url),
  ];
  const load = startLoad(lines, questions, journal);
  stops.push(() => load.stop());
  const victims = victimsOf(postgres, topology).map(keepUp);
  const kills = await killAtRandom(victims, options, () => load.answered);
  await Promise.all(victims.map((victim) => victim.up()));
  await load.stop();
  const seconds = Math.round((performance.now() - began) / 1000);
  options.onProgress('Everything is up again: a last question, then the comparison');
  await askUntilAnswered(gatewayUrl, questions, journal);

  const log = connect(databaseUrl(postgres.adminUrl, { database: 'bankgraph' }), {
    applicationName: 'crash test',
    poolMax: 1,
    readOnly: true,
  });
  stops.push(() => log.destroy());
  await treeOfWholeLog(log, patienceMs);
  const matching = await matchLog(
    journal.read(),
    readLeaves(log, new Identities(log, keyFile(topology.auditKeys))),
  );
  const { faults } = await verifyLog(log, {
    verifiers: await readFile(topology.auditVerifiers, 'utf8'),
    witnessed: await readFile(join(topology.witnessFolder, 'latest'), 'utf8'),
  });
  const notWhole = faults.map(({ kind, writer, sequence, message }): Violation => {
    const detail = `${kind}: ${writer === null ? '' : `writer ${writer} sequence ${sequence}: `}${message}`;
    return { kind: 'log not whole', requestId: null, detail };
  });
  return { kills, seconds, ...matching, violations: [...matching.violations, ...notWhole] };
}

function victimsOf(postgres: KillablePostgres, topology: Topology): readonly Victim[] {
  const service = (name: Parameters<Topology['restart']>[0]): Victim => ({
    name,
    kill: async () => {
      const running = topology.processes.get(name);
      if (running === undefined || !isRunning(running.pid)) return false;
      await running.end('SIGKILL');
      return true;
    },
    start: () => topology.restart(name),
  });
  return [
    service('gateway'),
    service('core-banking'),
    service('integrator'),
    service('witness'),
    {
      name: 'postgres',
      kill: () => postgres.kill(),
      start: async () => {
        await sleep(Math.random() * longestOutageMs);
        await postgres.start();
      },
    },
  ];
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Each victim as often as any other, in random order. */
async function killAtRandom(
  victims: readonly KeptVictim[],
  { kills, secondsBetween, onProgress }: CrashTestOptions,
  answered: () => number,
): Promise<Record<string, number>> {
  const counts = Object.fromEntries(victims.map(({ name }) => [name, 0]));
  let round: KeptVictim[] = [];
  for (let done = 0; done < kills; ) {
    // Mostly while clients get answers, now and then whatever is up.
    if (Math.random() < 0.75) await anotherAnswer(answered, victims);
    await sleep(Math.random() * 2 * secondsBetween * 1000);
    if (round.length === 0) round = [...victims];
    const victim = round[Math.floor(Math.random() * round.length)];
    if (victim === undefined) throw new RangeError('There is nothing to kill.');
    if (!(await victim.kill())) continue;
    round = round.filter((other) => other !== victim);
    done += 1;
    counts[victim.name] = (counts[victim.name] ?? 0) + 1;
    onProgress(`${done} of ${kills} kills: ${victim.name}; ${answered()} whole answers so far`);
  }
  return counts;
}

/** The time that everything together may take to come up, each waiting for what it needs. */
const patienceMs = 90_000;

async function anotherAnswer(answered: () => number, victims: readonly KeptVictim[]): Promise<void> {
  const before = answered();
  for (const deadline = Date.now() + patienceMs; answered() === before; await sleep(20)) {
    if (Date.now() < deadline) continue;
    // What does not come up says why.
    await Promise.all(victims.map((victim) => victim.up()));
    throw new Error('Clients get no answers any more.');
  }
}

/** What was killed and started again has to answer again, without further help. */
async function askUntilAnswered(
  url: string,
  [question]: readonly Question[],
  journal: Journal,
): Promise<void> {
  if (question === undefined) throw new RangeError('There is no question.');
  const client = openClient(url);
  try {
    for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
      const received = await client.ask(question);
      journal.append(received);
      if (received.status === 200 && received.complete) return;
      if (Date.now() > deadline) throw new Error('The graph does not answer again after the kills.');
    }
  } finally {
    client.close();
  }
}
