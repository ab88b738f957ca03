import { randomUUID } from 'node:crypto';
import { BankgraphError } from '@bankgraph/errors';
import type { EventSubscription } from '@bankgraph/events';
import { SealedTexts, subgraphKey } from '@bankgraph/identity';
import { LRUCache } from 'lru-cache';
import { Exchange } from '../exchange.js';
import { identify } from '../identify.js';
import { ChangeStream, type Payload } from './change-stream.js';
import { LiveQuery, type Subscribed } from './live-query.js';
import { Positions } from './positions.js';
import { refusedWith, runOperation } from './run-operation.js';
import { type SubscribeRequest, type TakenOperation, takeSubscription } from './subscribe-request.js';
import { type SubscribedOperation, subscribedOperation } from './subscribed-operation.js';
import { SubscriberCounts, type SubscriptionLimits } from './subscriber-counts.js';
import type { SubscriptionOptions, SubscriptionSurroundings } from './subscription-options.js';
import { tellRefusal } from './tell-refusal.js';
import { Turns } from './turns.js';

const defaultLimits: SubscriptionLimits = { perActor: 20, perClient: 1_000, perProcess: 2_000 };
/** How often a subscriber's standing is looked at again when nothing else is said, in milliseconds. */
export const defaultCheckMs = 10_000;
const defaultHoldMs = 100;
const defaultMaxWaiting = 32;
const maxUnanswered = 1_000;
/** Events of which a subscription remembers that it has had them. */
const maxRemembered = 100;
/** Queries of subscriptions that are asked at a time in one process. */
const maxAsking = 8;

/**
 * The open subscriptions of a process. What an event is about decides nothing here: only the subgraph knows who may be told of it, and
 * where it says nothing, nothing is sent, recorded or taken of a budget.
 */
export class Subscriptions {
  readonly #options: SubscriptionOptions;
  readonly #surroundings: SubscriptionSurroundings;
  readonly #counts: SubscriberCounts;
  readonly #events: SealedTexts;
  readonly #positions: Positions;
  readonly #streams = new Set<ChangeStream>();
  readonly #turns = new Turns(maxAsking);
  #closing = false;

  constructor(options: SubscriptionOptions, surroundings: SubscriptionSurroundings) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#counts = new SubscriberCounts(options.limits ?? defaultLimits);
    const { contextSecret } = surroundings.governance;
    this.#events = new SealedTexts(subgraphKey(contextSecret, options.openedBy), 'events');
    this.#positions = new Positions(options.bus, contextSecret);
  }

  /** Whether somebody is known, and may declare the purpose. @throws UNAUTHENTICATED, PURPOSE_NOT_ALLOWED */
  async identify(
    exchange: Exchange,
    headers: Pick<SubscribeRequest, 'authorization' | 'purpose'>,
  ): Promise<void> {
    await identify(exchange, headers, this.#surroundings.governance);
  }

  /**
   * Opens one. Resolves when it is on record that somebody watches.
   *
   * @param exchange of the request; it may be ended when this has come to its end
   * @throws BankgraphError for whatever a query would be refused for; FORBIDDEN when the caller may be told nothing of this
   *   customer or case, or there is none; POSITION_GONE
   */
  async open(exchange: Exchange, request: SubscribeRequest): Promise<ChangeStream> {
    try {
      return await this.#open(exchange, request);
    } catch (error) {
      if (error instanceof BankgraphError && error.status < 500) {
        await this.#surroundings.demand.chargeRefused(exchange);
      }
      throw error;
    }
  }

  /** What is told when one cannot be opened, or ends: on record where it refuses somebody who is known. */
  refusal(exchange: Exchange, error: unknown): Promise<Payload> {
    return tellRefusal(exchange, error, this.#surroundings);
  }

  /** Ends all of them, telling why; opens no more. The bus stays open, it is the caller's. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#streams].map((stream) => stream.end(goingAway())));
  }

  async #open(exchange: Exchange, request: SubscribeRequest): Promise<ChangeStream> {
    const { governance, demand } = this.#surroundings;
    if (this.#closing) throw new BankgraphError('OVERLOADED');
    await identify(exchange, request, governance);
    demand.refuseExhausted(exchange);
    const operation = await this.#understood(exchange, takeSubscription(exchange, request, governance));
    const { actor, operation: asked } = exchange;
    if (actor === null) throw new BankgraphError('UNAUTHENTICATED');
    const holder = JSON.stringify([actor.clientId, actor.id, operation.rule.answeredBy, operation.id]);
    const after =
      request.resumeAfter === null ? null : await this.#positions.open(request.resumeAfter, holder);
    const subscribed: Subscribed = { request, operation, asked, actor };
    const query = new LiveQuery(subscribed, {
      surroundings: this.#surroundings,
      turns: this.#turns,
      sealEvent: (event) => this.#events.seal(JSON.stringify(event), this.#options.openedBy),
      sealPosition: (position) => this.#positions.seal(position, holder),
    });
    const leave = this.#counts.enter(actor);
    try {
      await query.open(exchange);
      return await this.#stream(subscribed, query, after, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Parsed, validated and within the limits of its client, whose budget its cost is taken from. */
  async #understood(exchange: Exchange, sent: TakenOperation): Promise<SubscribedOperation> {
    exchange.subscribing = { taken: null };
    const result = await runOperation(this.#surroundings.apollo, exchange, sent);
    const { taken } = exchange.subscribing;
    if (taken === null) throw refusedWith(result);
    return subscribedOperation(taken.document, taken.operation, sent.variables, {
      schema: taken.schema,
      rules: this.#options.rules,
    });
  }

  /** The payloads of a subscription, from its events. */
  async #stream(
    subscribed: Subscribed,
    query: LiveQuery,
    after: string | null,
    leave: () => void,
  ): Promise<ChangeStream> {
    const {
      checkMs = defaultCheckMs,
      holdMs = defaultHoldMs,
      maxWaiting = defaultMaxWaiting,
    } = this.#options;
    let bus: EventSubscription | null = null;
    const stream = new ChangeStream({
      answer: (event, position) => query.answer(event, position),
      check: () => query.check(),
      farewell: (error) => this.#farewell(subscribed, error),
      checkMs,
      holdMs,
      maxWaiting,
      maxUnanswered,
      onEnd: () => {
        leave();
        this.#streams.delete(stream);
        bus?.close().catch(() => {});
      },
    });
    this.#streams.add(stream);
    const { rule, id } = subscribed.operation;
    const told = new LRUCache<string, true>({ max: maxRemembered });
    try {
      bus = await this.#options.bus.subscribe(after, (event, position) => {
        if (rule.idOf(event) !== id) return;
        // A bus may tell of an event again.
        const key = `${event.source} ${event.id}`;
        if (told.has(key)) return;
        told.set(key, true);
        stream.offer(event, position);
      });
    } catch (error) {
      await stream.return();
      throw error;
    }
    // It may have ended while the bus was asked.
    if (stream.ended) bus.close().catch(() => {});
    // Those that are being opened while the others are ended.
    if (this.#closing) await stream.end(goingAway());
    return stream;
  }

  async #farewell({ actor, asked }: Subscribed, error: BankgraphError): Promise<Payload> {
    const exchange = new Exchange(randomUUID(), this.#surroundings.deadlineMs);
    exchange.actor = actor;
    exchange.operation = asked;
    try {
      return await this.refusal(exchange, error);
    } finally {
      exchange.end();
    }
  }
}

function goingAway(): BankgraphError {
  return new BankgraphError('OVERLOADED', {
    advice: 'The service goes away. Subscribe again after the last position that you have.',
  });
}
