import type { BankOrder, ReadyBank } from './bank-process.js';
import type { GatewayOrder, ReadyGateway } from './gateway-process.js';
import type { Placement } from './placement.js';
import { type StartedProcess, startProcess } from './start-process.js';

/** A bank that is measured, with what was started over it. Disposing of it ends all of that, the bank last. */
export interface MeasuredBank extends AsyncDisposable {
  readonly ready: ReadyBank;
  /** Starts a gateway over it: with policies, records and no cache, unless the order says otherwise. */
  gateway(order: Partial<Omit<GatewayOrder, keyof ReadyBank>>): Promise<StartedProcess<ReadyGateway>>;
  /** Starts another program on the gateways' cores. @param script as `startProcess` takes it */
  program<Order>(script: string, order: Order): Promise<StartedProcess<ReadyGateway>>;
}

/** Starts a bank of 60 customers. @throws Error with the process's own reason when it cannot start */
export async function startMeasuredBank(placement: Placement): Promise<MeasuredBank> {
  const order: BankOrder = { customers: 60 };
  const bank = await startProcess<BankOrder, ReadyBank>('./bank-process.js', order, placement.others);
  const started: StartedProcess<unknown>[] = [bank];
  const program = async <Order>(script: string, given: Order) => {
    const opened = await startProcess<Order, ReadyGateway>(script, given, placement.gateway);
    started.push(opened);
    return opened;
  };
  return {
    ready: bank.ready,
    program,
    gateway: (given) =>
      program<GatewayOrder>('./gateway-process.js', {
        ...bank.ready,
        ...{ policies: 'on', audit: 'records', keptIn: null, planted: null },
        ...given,
      }),
    async [Symbol.asyncDispose]() {
      for (const one of started.reverse()) await one.stop();
    },
  };
}
