import { gatewayClient } from '../load/client.js';
import type { Identity } from '../load/identity.js';
import { type Machine, machine } from '../machine.js';
import type { PlantedDelay } from '../processes/gateway-process.js';
import { startMeasuredBank } from '../processes/measured-bank.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import type { Progress } from '../progress.js';
import { compareLatencies, type Equivalence } from '../statistics/equivalence.js';
import type { Pair } from '../statistics/paired-difference.js';
import { askTwins, twinQuestions } from './ask-twins.js';
import { type TwinOperation, twinOperations, twins, unclearedRoles } from './twins.js';

/** The largest difference, as a share of the time of an answer, that counts as none. */
export const margin = 0.05;

/** So narrow has the interval of a difference to be, from its middle, before asking ends. */
const halfWidth = margin / 2;

/** How the twins compare for one role, by operation; the reported one is the first. */
export interface RoleLatencies {
  readonly role: string;
  readonly purpose: string | null;
  readonly operations: Readonly<Record<TwinOperation, Equivalence>>;
}

/** A difference that was made on purpose: every question to core banking about the reported twin waits. */
export interface Control {
  readonly role: string;
  readonly operation: TwinOperation;
  readonly plantedMs: number;
  readonly comparison: Equivalence;
  /** The comparison says what it has to: different, and not equivalent. */
  readonly found: boolean;
}

/** What `bench -- tipping-off` prints. */
export interface TippingOffReport {
  readonly benchmark: 'tipping-off';
  /** The twins take the same time for every role and operation, and each planted difference was found. */
  readonly equivalent: boolean;
  /** As a share of the time of an answer. */
  readonly margin: number;
  readonly roles: readonly RoleLatencies[];
  readonly controls: readonly Control[];
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

type Asker = Pick<Identity, 'role' | 'purpose'>;

const controlAsker: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };

/** How often to ask. */
interface Effort {
  /** Pairs of one batch. */
  readonly pairs: Readonly<Record<TwinOperation, number>>;
  /** Batches until the interval is narrow enough; on a quiet machine one is. */
  readonly mostBatches: number;
  /** Before what counts, of each role and operation. */
  readonly warmUpPairs: number;
  /** Before anything else, of each gateway. */
  readonly firstPairs: number;
}

/**
 * Measures whether the time of an answer tells an uncleared role which of the twins is reported.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measureTippingOff(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<TippingOffReport> {
  const effort: Effort = quick
    ? { pairs: { everything: 2, 'reports only': 4 }, mostBatches: 1, warmUpPairs: 0, firstPairs: 0 }
    : { pairs: { everything: 60, 'reports only': 200 }, mostBatches: 4, warmUpPairs: 20, firstPairs: 100 };
  const placement = quick ? anywhere : placeProcesses();
  try {
    progress.step('Starting a bank and a gateway');
    await using bank = await startMeasuredBank(placement);
    const { issuerUrl } = bank.ready;
    const open = async (planted: PlantedDelay | null): Promise<TwinComparison> => {
      const gateway = await bank.gateway({ planted });
      const comparison = new TwinComparison(gateway.ready.url, issuerUrl, effort, progress);
      await comparison.warmUp();
      return comparison;
    };
    const roles = await compareRoles(await open(null));
    const controls = await compareControls(open, roles);
    const same = roles.every(({ operations }) =>
      Object.values(operations).every(({ equivalent }) => equivalent),
    );
    return {
      benchmark: 'tipping-off',
      equivalent: same && controls.every(({ found }) => found),
      margin,
      roles,
      controls,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
  }
}

/** Compares how long one gateway takes about either twin. */
class TwinComparison {
  readonly #url: string;
  readonly #issuerUrl: string;
  readonly #effort: Effort;
  readonly #progress: Progress;
  #seed = 0;

  constructor(url: string, issuerUrl: string, effort: Effort, progress: Progress) {
    this.#progress = progress;
    this.#url = url;
    this.#issuerUrl = issuerUrl;
    this.#effort = effort;
  }

  /** Asks until code is compiled and caches are filled. */
  async warmUp(): Promise<void> {
    await this.#ask(controlAsker, 'everything', this.#effort.firstPairs);
  }

  /**
   * Asks in batches until the interval is narrow enough, whatever it says (a sequential interval of fixed width: Chow and
   * Robbins, Ann. Math. Statist. 36, 1965, 457–462), so that a noisy machine takes longer instead of showing nothing.
   */
  async compare(asker: Asker, operation: TwinOperation): Promise<Equivalence> {
    const { pairs, mostBatches, warmUpPairs } = this.#effort;
    this.#progress.step(`The twins as ${asker.role}, ${operation}`);
    await this.#ask(asker, operation, warmUpPairs);
    const asked: Pair[] = [];
    for (let batch = 1; ; batch += 1) {
      asked.push(...(await this.#ask(asker, operation, pairs[operation])));
      this.#progress.at(batch, mostBatches);
      const comparison = compareLatencies(asked, margin);
      const { from, to } = comparison.difference;
      if (to - from <= 2 * halfWidth || batch >= mostBatches) return comparison;
    }
  }

  async #ask(asker: Asker, operation: TwinOperation, count: number): Promise<readonly Pair[]> {
    this.#seed += 1;
    const client = gatewayClient(this.#url);
    try {
      return await askTwins(
        client,
        await twinQuestions(this.#issuerUrl, asker, operation),
        count,
        this.#seed,
      );
    } finally {
      await client.close();
    }
  }
}

async function compareRoles(comparison: TwinComparison): Promise<readonly RoleLatencies[]> {
  const compareAll = async (operation: TwinOperation): Promise<readonly Equivalence[]> => {
    const compared: Equivalence[] = [];
    for (const asker of unclearedRoles) compared.push(await comparison.compare(asker, operation));
    return compared;
  };
  const everything = await compareAll('everything');
  // Short answers last: their many questions would make the list of who looked long for the others.
  const reportsOnly = await compareAll('reports only');
  return unclearedRoles.map(({ role, purpose = null }, at) => {
    const [whole, part] = [everything[at], reportsOnly[at]];
    if (whole === undefined || part === undefined) throw new Error(`${role} was not measured.`);
    return { role, purpose, operations: { everything: whole, 'reports only': part } };
  });
}

/** Plants a difference of twice the margin in each operation of one role, and compares again. */
async function compareControls(
  open: (planted: PlantedDelay) => Promise<TwinComparison>,
  roles: readonly RoleLatencies[],
): Promise<readonly Control[]> {
  const controls: Control[] = [];
  for (const operation of Object.keys(twinOperations) as TwinOperation[]) {
    const seen = roles.find(({ role }) => role === controlAsker.role)?.operations[operation];
    // Timers count whole milliseconds.
    const plantedMs = Math.max(1, Math.ceil(2 * margin * (seen?.medianSecond ?? 0)));
    const slowed = await open({ customerId: twins.reported, milliseconds: plantedMs });
    const comparison = await slowed.compare(controlAsker, operation);
    const found = comparison.different && !comparison.equivalent;
    controls.push({ role: controlAsker.role, operation, plantedMs, comparison, found });
  }
  return controls;
}
