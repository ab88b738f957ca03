import { BankgraphError } from '@bankgraph/errors';
import type { Actor } from '@bankgraph/identity';

/** How many subscriptions may be open at a time in one process. */
export interface SubscriptionLimits {
  readonly perActor: number;
  readonly perClient: number;
  readonly perProcess: number;
}

/** Counts the open subscriptions of a process. */
export class SubscriberCounts {
  readonly #limits: SubscriptionLimits;
  readonly #counts = new Map<string, number>();

  constructor(limits: SubscriptionLimits) {
    this.#limits = limits;
  }

  /**
   * Counts one more.
   *
   * @returns what takes it back, once
   * @throws RATE_LIMITED when the actor or the client has as many as it may have, OVERLOADED when the process has
   */
  enter({ id, clientId }: Pick<Actor, 'id' | 'clientId'>): () => void {
    const { perActor, perClient, perProcess } = this.#limits;
    const keys = [
      ['', perProcess],
      [`client ${clientId}`, perClient],
      [`actor ${clientId} ${id}`, perActor],
    ] as const;
    for (const [key, most] of keys) {
      if ((this.#counts.get(key) ?? 0) < most) continue;
      if (key === '') throw new BankgraphError('OVERLOADED');
      throw new BankgraphError('RATE_LIMITED', {
        advice: `You have ${most} subscriptions open, and may have no more. Close one.`,
      });
    }
    for (const [key] of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      for (const [key] of keys) {
        const rest = (this.#counts.get(key) ?? 1) - 1;
        if (rest === 0) this.#counts.delete(key);
        else this.#counts.set(key, rest);
      }
    };
  }
}
