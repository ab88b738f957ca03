import { type CaseResult, type Effort, measureCase } from '../compare/measure-case.js';
import { type Machine, machine } from '../machine.js';
import type { ReadyGateway } from '../processes/gateway-process.js';
import { startMeasuredBank } from '../processes/measured-bank.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import type { StartedProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';
import type { BffOrder } from './bff-process.js';
import { persistedContext } from './persisted-context.js';

/** The least that the gateway's throughput may be of that of a program written by hand. */
export const contextTarget = 0.7;

/** What `bench -- context` prints. */
export interface ContextReport {
  readonly benchmark: 'context';
  /** Throughput of the gateway, with policies, audit log and its cache warm, over that of the program written by hand. */
  readonly ratio: number;
  readonly target: number;
  readonly reached: boolean;
  /** With the cache, as it is started, and without: then the gateway asks the systems as often as the program does. */
  readonly cases: { readonly warm: CaseResult; readonly withoutCache: CaseResult };
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

/**
 * Measures the channel context, sent by its id, against the same question asked of a program written by hand over the same
 * bank.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measureContext(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<ContextReport> {
  const effort: Effort = quick
    ? { rounds: 2, warmUpSeconds: 0, roundSeconds: 0 }
    : { rounds: 13, warmUpSeconds: 5, roundSeconds: 2 };
  const placement = quick ? anywhere : placeProcesses();
  try {
    progress.step('Starting a bank, two gateways and a program written by hand');
    await using bank = await startMeasuredBank(placement);
    const warm = await bank.gateway({ audit: 'records and tree', keptIn: 'memory' });
    const cold = await bank.gateway({ audit: 'records and tree' });
    const { connections, issuerUrl } = bank.ready;
    const byHand = await bank.program<BffOrder>('../context/bff-process.js', { connections });
    const chosen = persistedContext();
    const measure = (what: string, on: StartedProcess<ReadyGateway>) => {
      const name = `${chosen.name}, ${what}`;
      progress.step(name);
      return measureCase({ ...chosen, name }, { on, off: byHand }, issuerUrl, effort, progress.at);
    };
    const cases = {
      warm: await measure('cache warm', warm),
      withoutCache: await measure('without cache', cold),
    };
    const { ratio } = cases.warm.throughput;
    return {
      benchmark: 'context',
      ratio,
      target: contextTarget,
      reached: ratio >= contextTarget,
      cases,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
  }
}
