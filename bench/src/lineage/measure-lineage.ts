import { startTemporaryPostgres } from '@bankgraph/database';
import { median, quantile } from 'simple-statistics';
import { type Machine, machine } from '../machine.js';
import { anywhere } from '../processes/placement.js';
import type { Progress } from '../progress.js';
import { type LedgerSize, measuredLedger } from './measured-ledger.js';

/** What either may take at most, in milliseconds, half of the times. */
export const lineageTargets = { lineageMs: 50, timelineMs: 50 } as const;

/** Milliseconds of many questions. */
export interface Milliseconds {
  readonly questions: number;
  readonly median: number;
  readonly p99: number;
}

/** What `bench -- lineage` prints. */
export interface LineageReport {
  readonly benchmark: 'lineage';
  readonly ledger: LedgerSize;
  /** Ten steps from a decision, causes and consequences. */
  readonly lineage: Milliseconds;
  /** 50 of the entries of one timeline: how many there are of what sort, where the page begins, and its rows. */
  readonly timeline: Milliseconds;
  readonly targets: typeof lineageTargets;
  readonly reached: boolean;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/**
 * Measures what the ledger takes at the database, the way there and back included.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measureLineage(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<LineageReport> {
  const size: LedgerSize = quick
    ? { decisions: 2_000, timeline: 500 }
    : { decisions: 100_000, timeline: 10_000 };
  const questions = quick ? 10 : 1_000;
  const server = await startTemporaryPostgres();
  try {
    progress.step(`Filling a ledger of ${size.decisions} decisions`);
    const ledger = await measuredLedger(server, size, progress.at);
    try {
      progress.step('Asking for lineage');
      // What is read first has to be fetched from disk: that is not what is measured.
      await ledger.lineage(Math.ceil(questions / 10));
      const lineage = summary(await ledger.lineage(questions));
      progress.step('Asking for pages of a timeline');
      await ledger.timeline(Math.ceil(questions / 10));
      const timeline = summary(await ledger.timeline(questions));
      return {
        benchmark: 'lineage',
        ledger: size,
        lineage,
        timeline,
        targets: lineageTargets,
        reached: lineage.median < lineageTargets.lineageMs && timeline.median < lineageTargets.timelineMs,
        quick,
        machine: machine(anywhere.text),
      };
    } finally {
      await ledger.close();
    }
  } finally {
    progress.end();
    await server.stop();
  }
}

function summary(milliseconds: readonly number[]): Milliseconds {
  const all = [...milliseconds];
  return { questions: all.length, median: median(all), p99: quantile(all, 0.99) };
}
