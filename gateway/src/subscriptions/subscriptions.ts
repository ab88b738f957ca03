import { createSecretKey, randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { BankgraphError, describeFault, formatError, isErrorCode } from '@bankgraph/errors';
import type { CustomerEvent, EventFeed, EventSubscription } from '@bankgraph/events';
import { SealedTexts, subgraphKey } from '@bankgraph/identity';
import type { FormattedExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { OperationContext } from '../answer-operation.js';
import type { ClientDemand } from '../demand/client-demand.js';
import { errorsForRequest } from '../error-body.js';
import { type AskedOperation, Exchange } from '../exchange.js';
import { stringifyAnswer } from '../execution/answer-text.js';
import type { RouteGovernance } from '../graphql-route.js';
import { identify } from '../identify.js';
import { takeOperation } from '../persisted-operation.js';
import { recordExchange } from '../record-exchange.js';
import { type Answered, ChangeStream, type Payload } from './change-stream.js';
import {
  type SubscribedOperation,
  type SubscriptionRule,
  subscribedOperation,
} from './subscribed-operation.js';
import { SubscriberCounts, type SubscriptionLimits } from './subscriber-counts.js';
import { Turns } from './turns.js';

/** What subscriptions are served with. */
export interface SubscriptionOptions {
  readonly bus: EventFeed;
  /** By field of Subscription. */
  readonly rules: ReadonlyMap<string, SubscriptionRule>;
  /** The subgraph that opens the sealed events. */
  readonly openedBy: string;
  /** Origins of web pages that may open a WebSocket; none when not given. Programs that are no browser send none. */
  readonly origins?: readonly string[];
  readonly limits?: SubscriptionLimits;
  /** How often a subscriber's standing is looked at again beside each event, in milliseconds. */
  readonly checkMs?: number;
  /** How long after its event a payload leaves, in milliseconds. */
  readonly holdMs?: number;
  /** How often an open connection says that it is, in milliseconds. */
  readonly heartbeatMs?: number;
  /** Payloads that wait for a slow reader at most. */
  readonly maxWaiting?: number;
}

/** What a subscriber has sent, by whichever transport. */
export interface SubscribeRequest {
  readonly authorization: string | undefined;
  readonly purpose: string | undefined;
  /** The operation as in the body of a POST. */
  readonly body: unknown;
  /** A position of an earlier payload. */
  readonly resumeAfter: string | null;
}

/** What subscriptions need of the gateway. */
export interface SubscriptionSurroundings {
  readonly apollo: ApolloServer<OperationContext>;
  readonly governance: RouteGovernance & { readonly contextSecret: Uint8Array };
  readonly demand: ClientDemand;
  readonly deadlineMs: number;
  readonly logger: Logger;
  readonly dev: boolean;
}

const defaultLimits: SubscriptionLimits = { perActor: 20, perClient: 1_000, perProcess: 2_000 };
const defaultCheckMs = 10_000;
const defaultHoldMs = 100;
const defaultMaxWaiting = 32;
const maxUnanswered = 1_000;
/** Events of which a subscription remembers that it has had them. */
const maxRemembered = 100;
/** Queries of subscriptions that are asked at a time in one process. */
const maxAsking = 8;

/** A subscription that is open. */
interface Open {
  readonly request: SubscribeRequest;
  readonly operation: SubscribedOperation;
  /** What stands on record as having been asked for. */
  readonly asked: AskedOperation | null;
  /** As it was when it was opened. */
  readonly actor: Exchange['actor'];
  /** For whom positions are sealed. */
  readonly holder: string;
}

/**
 * Opens subscriptions, and answers each event for each of them as a query of that moment: who asks, what was agreed, limits, cut,
 * plan, policies, record. What an event is about decides nothing here: only the subgraph knows who may be told of it, and where it
 * says nothing, nothing is sent, recorded or taken of a budget.
 */
export class Subscriptions {
  readonly #options: SubscriptionOptions;
  readonly #surroundings: SubscriptionSurroundings;
  readonly #counts: SubscriberCounts;
  readonly #events: SealedTexts;
  readonly #positions: SealedTexts;
  readonly #streams = new Set<ChangeStream>();
  readonly #turns = new Turns(maxAsking);
  #closing = false;

  constructor(options: SubscriptionOptions, surroundings: SubscriptionSurroundings) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#counts = new SubscriberCounts(options.limits ?? defaultLimits);
    const { contextSecret } = surroundings.governance;
    this.#events = new SealedTexts(subgraphKey(contextSecret, options.openedBy), 'events');
    this.#positions = new SealedTexts(createSecretKey(contextSecret), 'positions');
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

  async #open(exchange: Exchange, request: SubscribeRequest): Promise<ChangeStream> {
    const { governance, demand } = this.#surroundings;
    if (this.#closing) throw new BankgraphError('OVERLOADED');
    await identify(exchange, request, governance);
    demand.refuseExhausted(exchange);
    const body = this.#take(exchange, request);
    const operation = await this.#understood(exchange, body);
    const { actor } = exchange;
    if (actor === null) throw new BankgraphError('UNAUTHENTICATED');
    const open: Open = {
      request,
      operation,
      asked: exchange.operation,
      actor,
      holder: JSON.stringify([actor.clientId, actor.id, operation.rule.answeredBy, operation.id]),
    };
    const after = request.resumeAfter === null ? null : this.#positionOf(request.resumeAfter, open);
    if (after !== null && !(await this.#keepsAllAfter(after))) throw new BankgraphError('POSITION_GONE');
    const leave = this.#counts.enter(actor);
    try {
      await this.#checkAndRecord(open, exchange);
      return await this.#stream(open, after, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /**
   * What is told when one cannot be opened, or ends: on record where it refuses somebody who is known.
   */
  async refusal(exchange: Exchange, error: unknown): Promise<Payload> {
    const { governance, logger, dev } = this.#surroundings;
    const told = this.#told(error, exchange);
    const payload = refusalPayload(told, exchange.requestId);
    if (exchange.actor === null || told.status >= 500) return payload;
    try {
      const outcome = {
        status: told.status,
        errorCode: told.code,
        body: Buffer.from(JSON.stringify(payload)),
      };
      await recordExchange(exchange, outcome, governance);
      return payload;
    } catch (fault) {
      logger.error({ requestId: exchange.requestId, ...describeFault(fault, dev) }, 'refusal not on record');
      return refusalPayload(new BankgraphError('AUDIT_UNAVAILABLE'), exchange.requestId);
    }
  }

  /** Ends all of them, telling why; opens no more. The bus stays open, it is the caller's. */
  async close(): Promise<void> {
    this.#closing = true;
    const goingAway = new BankgraphError('OVERLOADED', {
      advice: 'The service goes away. Subscribe again after the last position that you have.',
    });
    await Promise.all([...this.#streams].map((stream) => stream.end(goingAway)));
  }

  /** Lets the operation pass that the client may send. */
  #take(exchange: Exchange, { body }: SubscribeRequest): Readonly<Record<string, unknown>> {
    // Clients of both protocols have to say a text; where they send an id it is empty.
    const { query, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<
      string,
      unknown
    >;
    const taken = {
      method: 'POST',
      url: '',
      raw: {},
      exchange,
      body: query === '' ? rest : { query, ...rest },
    };
    takeOperation(taken, this.#surroundings.governance);
    return taken.body as Readonly<Record<string, unknown>>;
  }

  /** Parsed, validated and within the limits of its client, whose budget its cost is taken from. */
  async #understood(
    exchange: Exchange,
    { query, operationName, variables }: Readonly<Record<string, unknown>>,
  ): Promise<SubscribedOperation> {
    exchange.subscribing = { taken: null };
    const result = await this.#execute(exchange, {
      query: typeof query === 'string' ? query : '',
      variables: isRecord(variables) ? variables : {},
      operationName: typeof operationName === 'string' ? operationName : undefined,
    });
    const { taken } = exchange.subscribing;
    if (taken === null) throw errorOf(result);
    return subscribedOperation(taken.document, taken.operation, isRecord(variables) ? variables : {}, {
      schema: taken.schema,
      rules: this.#options.rules,
    });
  }

  async #execute(
    exchange: Exchange,
    request: {
      readonly query: string;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly operationName?: string | undefined;
    },
  ): Promise<FormattedExecutionResult> {
    const { body } = await this.#surroundings.apollo.executeOperation(
      {
        query: request.query,
        variables: { ...request.variables },
        ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
      },
      { contextValue: { exchange } },
    );
    if (body.kind !== 'single') throw new TypeError('Only whole answers are served.');
    return JSON.parse(
      stringifyAnswer(body.singleResult as FormattedExecutionResult),
    ) as FormattedExecutionResult;
  }

  async #stream(open: Open, after: string | null, leave: () => void): Promise<ChangeStream> {
    const {
      checkMs = defaultCheckMs,
      holdMs = defaultHoldMs,
      maxWaiting = defaultMaxWaiting,
    } = this.#options;
    let bus: EventSubscription | null = null;
    const told = new LRUCache<string, true>({ max: maxRemembered });
    const stream = new ChangeStream({
      answer: (event, position) => this.#answer(open, event, position),
      check: () => this.#check(open),
      farewell: (error) => this.#farewell(open, error),
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
    try {
      bus = await this.#options.bus.subscribe(after, (event, position) => {
        if (open.operation.rule.idOf(event) !== open.operation.id) return;
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
    return stream;
  }

  /** The query of a subscription, asked now. Ends the exchange. */
  #ask<Result>(
    open: Open,
    sealedEvent: string | null,
    use: (answer: Asked, exchange: Exchange) => Promise<Result>,
  ): Promise<Result> {
    // One event may have many subscribers, and the bank is not to be asked for all of them at once.
    return this.#turns.take(() => this.#askNow(open, sealedEvent, use));
  }

  async #askNow<Result>(
    open: Open,
    sealedEvent: string | null,
    use: (answer: Asked, exchange: Exchange) => Promise<Result>,
  ): Promise<Result> {
    const { governance, deadlineMs } = this.#surroundings;
    const exchange = new Exchange(randomUUID(), deadlineMs);
    exchange.paysLater = true;
    try {
      await identify(exchange, open.request, governance);
      this.#take(exchange, open.request);
      const { operation } = open;
      const result = await this.#execute(exchange, {
        query: operation.query,
        variables: operation.variables(sealedEvent),
      });
      exchange.operation = open.asked;
      if (result.data == null) throw errorOf(result);
      return await use({ data: result.data, errors: result.errors ?? [] }, exchange);
    } finally {
      exchange.end();
    }
  }

  async #checkAndRecord(open: Open, opening: Exchange): Promise<void> {
    await this.#ask(open, null, async (answer, exchange) => {
      this.#refuseUnlessWatching(open, answer);
      try {
        // The customer may ask who was told what: also who has begun to listen.
        const outcome = { status: 200, errorCode: undefined, body: openingBytes };
        for (const part of exchange.disclosures) opening.disclose(part);
        opening.operation = open.asked;
        await recordExchange(opening, outcome, this.#surroundings.governance);
      } catch (fault) {
        throw this.#notOnRecord(fault, exchange);
      }
    });
  }

  async #check(open: Open): Promise<boolean> {
    return this.#ask(open, null, async (answer) => {
      if (isUndecided(answer)) return false;
      this.#refuseUnlessWatching(open, answer);
      return true;
    });
  }

  async #answer(open: Open, event: CustomerEvent, position: string): Promise<Answered> {
    const sealed = this.#events.seal(JSON.stringify(event), this.#options.openedBy);
    return this.#ask(open, sealed, async (answer, exchange): Promise<Answered> => {
      if (isUndecided(answer)) return { kind: 'undecided' };
      this.#refuseUnlessWatching(open, answer);
      const { key } = open.operation;
      if (answer.data[key] == null) return { kind: 'unseen' };
      await this.#surroundings.demand.admit(exchange, exchange.cost?.estimated ?? 1);
      const payload = {
        ...(answer.errors.length === 0 ? {} : { errors: answer.errors }),
        data: { [key]: answer.data[key] },
        extensions: { position: this.#positions.seal(position, open.holder) },
      };
      const body = Buffer.from(JSON.stringify(payload));
      try {
        await recordExchange(
          exchange,
          { status: 200, errorCode: undefined, body },
          this.#surroundings.governance,
        );
      } catch (fault) {
        throw this.#notOnRecord(fault, exchange);
      }
      return { kind: 'shown', payload };
    });
  }

  async #farewell(open: Open, error: BankgraphError): Promise<Payload> {
    const exchange = new Exchange(randomUUID(), this.#surroundings.deadlineMs);
    exchange.actor = open.actor;
    exchange.operation = open.asked;
    try {
      return await this.refusal(exchange, error);
    } finally {
      exchange.end();
    }
  }

  #refuseUnlessWatching({ operation }: Open, answer: Asked): void {
    if (isUndecided(answer)) throw errorOf(answer);
    if (answer.data[operation.watchKey] !== true) throw new BankgraphError('FORBIDDEN');
  }

  #positionOf(sealed: string, { holder }: Open): string {
    const position = this.#positions.open(sealed, holder);
    if (position === null) {
      throw new BankgraphError('BAD_USER_INPUT', { advice: 'This is no position of this subscription.' });
    }
    return position;
  }

  /** @throws UPSTREAM_UNAVAILABLE when the bus does not say */
  async #keepsAllAfter(position: string): Promise<boolean> {
    try {
      return await this.#options.bus.keepsAllAfter(position);
    } catch (error) {
      throw new BankgraphError('UPSTREAM_UNAVAILABLE', {}, { cause: error });
    }
  }

  #notOnRecord(fault: unknown, { requestId }: Exchange): BankgraphError {
    const { logger, dev } = this.#surroundings;
    logger.error({ requestId, ...describeFault(fault, dev) }, 'payload withheld: not on record');
    const overloaded = fault instanceof BankgraphError && fault.code === 'OVERLOADED';
    return new BankgraphError(overloaded ? 'OVERLOADED' : 'AUDIT_UNAVAILABLE');
  }

  #told(error: unknown, { requestId }: Exchange): BankgraphError {
    const { logger, dev } = this.#surroundings;
    const told =
      error instanceof BankgraphError ? error : new BankgraphError('INTERNAL', {}, { cause: error });
    if (told.code === 'INTERNAL') {
      logger.error({ requestId, ...describeFault(told.cause ?? told, dev) }, 'subscription failed');
    }
    return told;
  }
}

/** The first that a subscriber gets, of which nothing can be learned. */
export const openingBytes = Buffer.from(':\n\n');

interface Asked {
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: NonNullable<FormattedExecutionResult['errors']>;
}

/** Whether it could not be found out what the caller may see: an error at a root field, or about everything. */
function isUndecided({ errors }: Asked): boolean {
  return errors.some(({ path }) => (path?.length ?? 0) <= 1);
}

/** What an answer was refused with, as an error that ends a stream. */
function errorOf({ errors = [] }: Pick<FormattedExecutionResult, 'errors'>): BankgraphError {
  const [first] = errors;
  const code = first?.extensions?.code;
  return new BankgraphError(
    isErrorCode(code) ? code : 'INTERNAL',
    first === undefined ? {} : { advice: first.message },
  );
}

function refusalPayload(error: BankgraphError, requestId: string): Payload {
  return { errors: errorsForRequest([formatError(error, requestId)], requestId, false) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
