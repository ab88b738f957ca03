import { channelContext } from '../compare/channel-context.js';
import { type CaseResult, type Effort, measureCase } from '../compare/measure-case.js';
import { type Machine, machine } from '../machine.js';
import { startMeasuredBank } from '../processes/measured-bank.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import type { Progress } from '../progress.js';
import { type GrowthEffort, type GrowthResult, measureGrowth } from './measure-growth.js';

/** What the audit log may cost at most, and what it has to do at least. */
export const auditTargets = { ratio: 0.9, fieldRecords: 50_000, proofMs: 10 } as const;

/** What `bench -- audit` prints. */
export interface AuditReport {
  readonly benchmark: 'audit';
  /** Throughput of the channel context with the audit log over throughput without. */
  readonly ratio: number;
  readonly targets: typeof auditTargets;
  readonly reached: boolean;
  readonly channelContext: CaseResult;
  readonly log: GrowthResult;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/**
 * Measures what the audit log costs, and what it can do: by itself, and behind the whole gateway.
 *
 * @throws Error when an answer is not what it has to be, or a log is not whole
 */
export async function measureAudit(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<AuditReport> {
  const effort: Effort & GrowthEffort = quick
    ? { rounds: 2, warmUpSeconds: 0, roundSeconds: 0, short: 100, long: 1_000, records: 300, proofs: 5 }
    : { rounds: 13, warmUpSeconds: 5, roundSeconds: 2, short: 1e4, long: 1e6, records: 5_000, proofs: 200 };
  try {
    // Before anything is kept on a core: writer and PostgreSQL share the machine as they like.
    const log = await measureGrowth(effort, progress);
    const placement = quick ? anywhere : placeProcesses();
    progress.step('Starting a bank and two gateways');
    await using bank = await startMeasuredBank(placement);
    const gateways = {
      on: await bank.gateway({ audit: 'records and tree' }),
      off: await bank.gateway({ audit: 'none' }),
    };
    progress.step(channelContext.name);
    const { issuerUrl } = bank.ready;
    const context = await measureCase(channelContext, gateways, issuerUrl, effort, progress.at);
    const { ratio } = context.throughput;
    return {
      benchmark: 'audit',
      ratio,
      targets: auditTargets,
      reached:
        ratio >= auditTargets.ratio &&
        log.long.fieldRecords.median >= auditTargets.fieldRecords &&
        log.long.proof.median < auditTargets.proofMs,
      channelContext: context,
      log,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
  }
}
