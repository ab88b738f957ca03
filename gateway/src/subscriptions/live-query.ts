import { randomUUID } from 'node:crypto';
import { BankgraphError, describeFault } from '@bankgraph/errors';
import type { CustomerEvent } from '@bankgraph/events';
import type { Actor } from '@bankgraph/identity';
import type { FormattedExecutionResult } from 'graphql';
import { type AskedOperation, Exchange } from '../exchange.js';
import { identify } from '../identify.js';
import { recordExchange } from '../record-exchange.js';
import type { Answered } from './change-stream.js';
import { refusedWith, runOperation } from './run-operation.js';
import { type SubscribeRequest, takeSubscription } from './subscribe-request.js';
import type { SubscribedOperation } from './subscribed-operation.js';
import type { SubscriptionSurroundings } from './subscription-options.js';
import type { Turns } from './turns.js';

/** What was subscribed to, and by whom. */
export interface Subscribed {
  readonly request: SubscribeRequest;
  readonly operation: SubscribedOperation;
  /** What stands on record as having been asked for. */
  readonly asked: AskedOperation | null;
  /** As it was when it was opened. */
  readonly actor: Actor;
}

/** What the query of a subscription is asked with. */
export interface LiveQueryOptions {
  readonly surroundings: SubscriptionSurroundings;
  /** One event may have many subscribers, and the bank is not to be asked for all of them at once. */
  readonly turns: Turns;
  /** Seals an event for the subgraph that opens it. */
  readonly sealEvent: (event: CustomerEvent) => string;
  /** Seals a position for the subscriber. */
  readonly sealPosition: (position: string) => string;
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: NonNullable<FormattedExecutionResult['errors']>;
}

/** The first that a subscriber gets, of which nothing can be learned. */
export const openingBytes = Buffer.from(':\n\n');

/**
 * The query of one subscription, asked again for each event, and without one to see whether the subscriber may still be told anything.
 * Each time it is a query of that moment: who asks, what was agreed, limits, cut, plan, policies, record.
 */
export class LiveQuery {
  readonly #subscribed: Subscribed;
  readonly #options: LiveQueryOptions;

  constructor(subscribed: Subscribed, options: LiveQueryOptions) {
    this.#subscribed = subscribed;
    this.#options = options;
  }

  /**
   * Asks for the first time, and puts on record that somebody watches.
   *
   * @param opening the request
   * @throws BankgraphError for whatever a query would be refused for; FORBIDDEN; AUDIT_UNAVAILABLE
   */
  async open(opening: Exchange): Promise<void> {
    await this.#ask(null, async (answer, exchange) => {
      if (isUndecided(answer)) throw refusedWith(answer);
      this.#refuseUnlessWatching(answer);
      // The customer may ask who was told what: also who has begun to listen.
      for (const part of exchange.disclosures) opening.disclose(part);
      opening.operation = this.#subscribed.asked;
      await this.#record(opening, openingBytes);
    });
  }

  /**
   * Whether it could be found out that the subscriber may still be told anything.
   *
   * @throws BankgraphError that ends the subscription
   */
  check(): Promise<boolean> {
    return this.#ask(null, async (answer) => {
      if (isUndecided(answer)) return false;
      this.#refuseUnlessWatching(answer);
      return true;
    });
  }

  /**
   * What an event comes to. What is shown is paid for and on record.
   *
   * @throws BankgraphError that ends the subscription
   */
  answer(event: CustomerEvent, position: string): Promise<Answered> {
    const { surroundings, sealEvent, sealPosition } = this.#options;
    return this.#ask(sealEvent(event), async (answer, exchange): Promise<Answered> => {
      if (isUndecided(answer)) return { kind: 'undecided' };
      this.#refuseUnlessWatching(answer);
      const { key } = this.#subscribed.operation;
      if (answer.data[key] == null) return { kind: 'unseen' };
      await surroundings.demand.admit(exchange, exchange.cost?.estimated ?? 1);
      const payload = {
        ...(answer.errors.length === 0 ? {} : { errors: answer.errors }),
        data: { [key]: answer.data[key] },
        extensions: { position: sealPosition(position) },
      };
      await this.#record(exchange, Buffer.from(JSON.stringify(payload)));
      return { kind: 'shown', payload };
    });
  }

  #ask<Result>(
    sealedEvent: string | null,
    use: (answer: Answer, exchange: Exchange) => Promise<Result>,
  ): Promise<Result> {
    return this.#options.turns.take(() => this.#askNow(sealedEvent, use));
  }

  async #askNow<Result>(
    sealedEvent: string | null,
    use: (answer: Answer, exchange: Exchange) => Promise<Result>,
  ): Promise<Result> {
    const { apollo, governance, deadlineMs } = this.#options.surroundings;
    const { request, operation, asked } = this.#subscribed;
    const exchange = new Exchange(randomUUID(), deadlineMs);
    exchange.paysLater = true;
    try {
      await identify(exchange, request, governance);
      takeSubscription(exchange, request, governance);
      const { data, errors = [] } = await runOperation(apollo, exchange, {
        query: operation.query,
        operationName: undefined,
        variables: operation.variables(sealedEvent),
      });
      exchange.operation = asked;
      if (data == null) throw refusedWith({ errors });
      return await use({ data, errors }, exchange);
    } finally {
      exchange.end();
    }
  }

  #refuseUnlessWatching({ data }: Answer): void {
    if (data[this.#subscribed.operation.watchKey] !== true) throw new BankgraphError('FORBIDDEN');
  }

  async #record(exchange: Exchange, body: Uint8Array): Promise<void> {
    const { governance, logger, dev } = this.#options.surroundings;
    try {
      await recordExchange(exchange, { status: 200, errorCode: undefined, body }, governance);
    } catch (fault) {
      const { requestId } = exchange;
      logger.error({ requestId, ...describeFault(fault, dev) }, 'payload withheld: not on record');
      const overloaded = fault instanceof BankgraphError && fault.code === 'OVERLOADED';
      throw new BankgraphError(overloaded ? 'OVERLOADED' : 'AUDIT_UNAVAILABLE');
    }
  }
}

/** Whether it could not be found out what the caller may see: an error at a root field, or about everything. */
function isUndecided({ errors }: Answer): boolean {
  return errors.some(({ path }) => (path?.length ?? 0) <= 1);
}
