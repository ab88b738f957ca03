import { startTemporaryPostgres } from '@bankgraph/database';
import { median, quantile } from 'simple-statistics';
import type { Progress } from '../progress.js';
import { inTurns, type Ratio, ratioOf, type Side, sideOf } from '../statistics/rounds.js';
import { fieldsInLeaf, type MeasuredLog, measuredLog } from './measured-log.js';

/** How much to measure. */
export interface GrowthEffort {
  /** Records in the two logs before they are measured. */
  readonly short: number;
  readonly long: number;
  readonly rounds: number;
  /** Records that a round writes and takes in, and proofs that it makes. */
  readonly records: number;
  readonly proofs: number;
}

/** What one of the logs gave. */
export interface GrowthSide {
  /** Records in the tree before the first round. */
  readonly records: number;
  /** Durable field records a second. */
  readonly fieldRecords: Side;
  /** Records a second that are taken into the tree. */
  readonly integrated: Side;
  /** Milliseconds for a proof. */
  readonly proof: Side & { readonly p99: number };
}

/** What was found of the log by itself. */
export interface GrowthResult {
  readonly fieldsInLeaf: number;
  readonly long: GrowthSide;
  readonly short: GrowthSide;
  /** The long log over the short one: above 1 is dearer for proofs, below 1 slower for the others. */
  readonly growth: { readonly fieldRecords: Ratio; readonly integrated: Ratio; readonly proof: Ratio };
  /** Seconds to verify the long log, and its records. */
  readonly verified: { readonly records: number; readonly seconds: number };
}

interface Round {
  readonly fieldRecords: number;
  readonly integrated: number;
  readonly proofs: readonly number[];
}

/**
 * Measures two logs in turns, one a hundred times as long as the other. Writer, integrator, reader and PostgreSQL share the
 * machine.
 *
 * @throws Error when a log is not whole afterwards
 */
export async function measureGrowth(effort: GrowthEffort, progress: Progress): Promise<GrowthResult> {
  const { rounds, records, proofs } = effort;
  progress.step('Writing a short log and a long one');
  const server = await startTemporaryPostgres();
  try {
    const logs = { on: await measuredLog(server), off: await measuredLog(server) };
    await fill(logs.off, effort.short, () => undefined);
    await fill(logs.on, effort.long, progress.at);
    const before = { on: logs.on.size(), off: logs.off.size() };
    const round = async (log: MeasuredLog): Promise<Round> => ({
      fieldRecords: (fieldsInLeaf * records) / (await log.write(records)),
      integrated: records / (await log.integrate()),
      proofs: await log.prove(proofs),
    });
    progress.step('The log by itself, short and long in turns');
    // The first round compiles code and opens connections.
    await round(logs.on);
    await round(logs.off);
    const found = await inTurns(rounds, { on: () => round(logs.on), off: () => round(logs.off) }, (done) =>
      progress.at(done, rounds),
    );
    progress.step('Verifying the long log');
    const seconds = await logs.on.verify(progress.at);
    const verified = { records: logs.on.size(), seconds };
    await Promise.all([logs.on.close(), logs.off.close()]);
    const each = (of: (round: Round) => number) => ratioOf(found.on.map(of), found.off.map(of));
    return {
      fieldsInLeaf,
      long: sideOfLog(before.on, found.on),
      short: sideOfLog(before.off, found.off),
      growth: {
        fieldRecords: each((one) => one.fieldRecords),
        integrated: each((one) => one.integrated),
        proof: each((one) => median([...one.proofs])),
      },
      verified,
    };
  } finally {
    await server.stop();
  }
}

async function fill(
  log: MeasuredLog,
  records: number,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const step = 20_000;
  for (let done = 0; done < records; done += step) {
    onProgress(done, records);
    await log.write(Math.min(step, records - done));
    await log.integrate();
  }
}

function sideOfLog(records: number, rounds: readonly Round[]): GrowthSide {
  return {
    records,
    fieldRecords: sideOf(rounds.map((round) => round.fieldRecords)),
    integrated: sideOf(rounds.map((round) => round.integrated)),
    proof: {
      ...sideOf(rounds.map((round) => median([...round.proofs]))),
      p99: quantile(
        rounds.flatMap((round) => round.proofs),
        0.99,
      ),
    },
  };
}
