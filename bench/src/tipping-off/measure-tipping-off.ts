import { gatewayClient } from '../load/client.js';
import type { Identity } from '../load/identity.js';
import { type Machine, machine } from '../machine.js';
import type { BankOrder, ReadyBank } from '../processes/bank-process.js';
import type { GatewayOrder, PlantedDelay, ReadyGateway } from '../processes/gateway-process.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';
import { compareLatencies, type Equivalence } from '../statistics/equivalence.js';
import { askTwins, twinQuestions } from './ask-twins.js';
import { type TwinOperation, twinOperations, twins, unclearedRoles } from './twins.js';

/** The largest difference of the medians, as a share of the median, that counts as none. */
export const marginShare = 0.05;

/** A planted difference counts as found when chance would bring it about more seldom than this. */
const detectionLevel = 0.001;

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
  /** The comparison says what it has to: not equivalent, and no chance. */
  readonly found: boolean;
}

/** What `bench -- tipping-off` prints. */
export interface TippingOffReport {
  readonly benchmark: 'tipping-off';
  /** The twins take the same time for every role and operation, and each planted difference was found. */
  readonly equivalent: boolean;
  /** As a share of the median. */
  readonly margin: number;
  readonly roles: readonly RoleLatencies[];
  readonly controls: readonly Control[];
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

type Asker = Pick<Identity, 'role' | 'purpose'>;

const controlAsker: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };

/**
 * Measures whether the time of an answer tells an uncleared role which of the twins is reported.
 *
 * @throws Error when an answer is not what it has to be
 */
export async function measureTippingOff(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<TippingOffReport> {
  const pairs: Readonly<Record<TwinOperation, number>> = quick
    ? { everything: 2, 'reports only': 4 }
    : { everything: 200, 'reports only': 600 };
  const warmUpPairs = quick ? 0 : 30;
  const placement = quick ? anywhere : placeProcesses();
  const started: StartedProcess<unknown>[] = [];
  try {
    progress.step('Starting a bank and a gateway');
    const bank = await startProcess<BankOrder, ReadyBank>(
      './bank-process.js',
      { customers: 60 },
      placement.others,
    );
    started.push(bank);
    const open = async (planted: PlantedDelay | null) => {
      const { connections, contextSecret } = bank.ready;
      const order: GatewayOrder = { connections, contextSecret, policies: 'on', planted };
      return startProcess<GatewayOrder, ReadyGateway>('./gateway-process.js', order, placement.gateway);
    };
    let seed = 0;
    const compare = async (
      url: string,
      asker: Asker,
      operation: TwinOperation,
      warmUp: number,
    ): Promise<Equivalence> => {
      seed += 1;
      const questions = await twinQuestions(bank.ready.issuerUrl, asker, operation);
      const client = gatewayClient(url);
      try {
        await askTwins(client, questions, warmUp, seed);
        return compareLatencies(await askTwins(client, questions, pairs[operation], -seed), marginShare);
      } finally {
        await client.close();
      }
    };

    const gateway = await open(null);
    started.push(gateway);
    const { url } = gateway.ready;
    progress.step('Warming up');
    await compare(url, controlAsker, 'everything', 4 * warmUpPairs);
    progress.step('The twins, role by role');
    const roles: RoleLatencies[] = [];
    for (const asker of unclearedRoles) {
      const everything = await compare(url, asker, 'everything', warmUpPairs);
      const reportsOnly = await compare(url, asker, 'reports only', 2 * warmUpPairs);
      roles.push({
        role: asker.role,
        purpose: asker.purpose ?? null,
        operations: { everything, 'reports only': reportsOnly },
      });
      progress.at(roles.length, unclearedRoles.length);
    }

    progress.step('A difference that is planted has to be found');
    const controls: Control[] = [];
    for (const operation of Object.keys(twinOperations) as TwinOperation[]) {
      const seen = roles.find(({ role }) => role === controlAsker.role)?.operations[operation];
      // Timers count whole milliseconds; twice the margin has to be found, whatever the operation takes.
      const plantedMs = Math.max(1, Math.ceil(2 * marginShare * (seen?.medianSecond ?? 0)));
      const slowed = await open({ customerId: twins.reported, milliseconds: plantedMs });
      started.push(slowed);
      const comparison = await compare(slowed.ready.url, controlAsker, operation, 4 * warmUpPairs);
      await slowed.stop();
      controls.push({
        role: controlAsker.role,
        operation,
        plantedMs,
        comparison,
        found: !comparison.equivalent && comparison.mannWhitney.p < detectionLevel,
      });
      progress.at(controls.length, Object.keys(twinOperations).length);
    }
    const same = roles.every(({ operations }) =>
      Object.values(operations).every(({ equivalent }) => equivalent),
    );
    return {
      benchmark: 'tipping-off',
      equivalent: same && controls.every(({ found }) => found),
      margin: marginShare,
      roles,
      controls,
      quick,
      machine: machine(placement.text),
    };
  } finally {
    progress.end();
    for (const one of started.reverse()) await one.stop();
  }
}
