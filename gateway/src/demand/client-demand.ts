import { BankgraphError } from '@bankgraph/errors';
import type { RateDecision, RateLimit, RateLimiter } from '@bankgraph/rate-limit';
import { LRUCache } from 'lru-cache';
import type { Exchange } from '../exchange.js';
import type { FindLimits } from './client-limits.js';

/** What an answer tells of its client's budget. */
export interface BudgetNote {
  readonly decision: RateDecision;
  readonly limit: RateLimit;
}

/** What a request takes of its client's budget that was refused before its cost was known. */
const refusedCharge = 10;
/** Clients of which it is remembered that they have nothing left for requests that are refused anyway. */
const maxExhausted = 1_000;
const milliseconds = () => performance.now();

/** Holds each client to its budget of cost, and to so many operations at a time. */
export class ClientDemand {
  readonly #findLimits: FindLimits;
  readonly #limiter: RateLimiter;
  readonly #inFlight = new Map<string, number>();
  readonly #exhausted = new LRUCache<string, { readonly until: number; readonly note: BudgetNote }>({
    max: maxExhausted,
  });

  constructor(findLimits: FindLimits, limiter: RateLimiter) {
    this.#findLimits = findLimits;
    this.#limiter = limiter;
  }

  /**
   * Refuses a client that has used up its budget with requests that had to be refused, before anything is read of the
   * next one.
   *
   * @throws RATE_LIMITED
   */
  refuseExhausted(exchange: Exchange): void {
    const client = exchange.actor?.clientId;
    const known = client === undefined ? undefined : this.#exhausted.get(client);
    if (known === undefined) return;
    const wait = known.until - milliseconds();
    if (wait <= 0) return;
    exchange.budget = {
      ...known.note,
      decision: { ...known.note.decision, retryAfterMs: Math.ceil(wait) },
    };
    throw new BankgraphError('RATE_LIMITED');
  }

  /**
   * Lets an operation through, and counts it as in flight until its exchange ends.
   *
   * @throws RATE_LIMITED when the client has not as much left, or as many operations in flight as it may have
   */
  async admit(exchange: Exchange, cost: number): Promise<void> {
    const client = exchange.actor?.clientId;
    if (client === undefined) return;
    const { rate, inFlight } = this.#findLimits(client);
    if ((this.#inFlight.get(client) ?? 0) >= inFlight) {
      throw new BankgraphError('RATE_LIMITED', {
        advice: `Your client has ${inFlight} operations in flight, and may have no more. Wait for one to end.`,
      });
    }
    // Counted before anything is waited for, else many would pass at once.
    this.#enter(client, exchange);
    if (rate === null) return;
    const decision = await this.#limiter.take(client, Math.max(1, cost), rate);
    exchange.budget = { decision, limit: rate };
    if (!decision.allowed) throw new BankgraphError('RATE_LIMITED');
  }

  /** Takes a little of the budget for a request that was refused before its cost was known. */
  async chargeRefused(exchange: Exchange): Promise<void> {
    const client = exchange.actor?.clientId;
    if (client === undefined || exchange.budget !== null) return;
    const { rate } = this.#findLimits(client);
    if (rate === null) return;
    const decision = await this.#limiter.take(client, refusedCharge, rate);
    exchange.budget = { decision, limit: rate };
    if (decision.allowed) return;
    this.#exhausted.set(client, {
      until: milliseconds() + decision.retryAfterMs,
      note: exchange.budget,
    });
  }

  #enter(client: string, exchange: Exchange): void {
    this.#inFlight.set(client, (this.#inFlight.get(client) ?? 0) + 1);
    exchange.atEnd(() => {
      const left = (this.#inFlight.get(client) ?? 1) - 1;
      if (left === 0) this.#inFlight.delete(client);
      else this.#inFlight.set(client, left);
    });
  }
}
