import { type CaseResult, type Effort, measureCase } from '../compare/measure-case.js';
import { type Machine, machine } from '../machine.js';
import { startMeasuredBank } from '../processes/measured-bank.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import type { Progress } from '../progress.js';
import { type EngineResult, measureEngine } from './measure-engine.js';
import { policyCases } from './policy-case.js';

/** The least that throughput with policies may be of throughput without. */
export const policyTarget = 0.9;

/** What `bench -- policy` prints. */
export interface PolicyReport {
  readonly benchmark: 'policy';
  /** Throughput with policies over throughput without: the worst of all cases. */
  readonly ratio: number;
  readonly target: number;
  readonly reached: boolean;
  readonly cases: readonly CaseResult[];
  readonly engine: EngineResult;
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/**
 * Measures what policies cost: the whole gateway with policies against the same without, over one bank.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measurePolicy(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<PolicyReport> {
  const effort: Effort = quick
    ? { rounds: 2, warmUpSeconds: 0, roundSeconds: 0 }
    : { rounds: 13, warmUpSeconds: 5, roundSeconds: 2 };
  const placement = quick ? anywhere : placeProcesses();
  try {
    progress.step('The engine alone');
    const engine = await measureEngine(
      quick ? { rounds: 2, answers: 2 } : { rounds: 15, answers: 40 },
      progress.at,
    );
    progress.step('Starting a bank and two gateways');
    await using bank = await startMeasuredBank(placement);
    const gateways = {
      on: await bank.gateway({ policies: 'on' }),
      off: await bank.gateway({ policies: 'off' }),
    };
    const cases: CaseResult[] = [];
    for (const chosen of policyCases()) {
      progress.step(chosen.name);
      cases.push(await measureCase(chosen, gateways, bank.ready.issuerUrl, effort, progress.at));
    }
    const ratio = Math.min(...cases.map(({ throughput }) => throughput.ratio));
    return {
      benchmark: 'policy',
      ratio,
      target: policyTarget,
      reached: ratio >= policyTarget,
      cases,
      engine,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
  }
}
