import { setTimeout as sleep } from 'node:timers/promises';
import { BankgraphError, describeFault, nameFault } from '@bankgraph/errors';
import { subgraphKey } from '@bankgraph/identity';
import { MemoryRateLimiter } from '@bankgraph/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { apolloServer } from './apollo-server.js';
import { askSubgraph } from './ask-subgraph.js';
import { ClientDemand } from './demand/client-demand.js';
import { baseLimits } from './demand/client-limits.js';
import { errorBody } from './error-body.js';
import { Exchange } from './exchange.js';
import { FederatedGraph, type SubgraphClient } from './federated-graph.js';
import {
  type GatewayOptions,
  type GatewaySettings,
  type Governance,
  governedSettings,
  type OpenGatewayOptions,
  openSettings,
  type SubgraphAddress,
} from './gateway-options.js';
import { graphiqlRoutes } from './graphiql-routes.js';
import { graphqlPath, graphqlRoute } from './graphql-route.js';
import { healthRoutes } from './health-routes.js';
import { onlyJson, RefusedRequest, refusalOf, serverLimits } from './http-limits.js';
import { InFlight } from './in-flight.js';
import type { OperationRules } from './persisted-operation.js';
import { RegisteredTexts } from './registered-texts.js';
import { requestIdHeader } from './request-id.js';
import { retryAfterOf } from './retry-after.js';
import { stripInternalHeaders } from './strip-internal-headers.js';
import { sseRoute } from './subscriptions/sse-route.js';
import type { SubscriptionOptions, SubscriptionSurroundings } from './subscriptions/subscription-options.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { serveWebSockets } from './subscriptions/websocket.js';

/** A gateway that listens. */
export interface Gateway {
  /** Address of its GraphQL endpoint. */
  readonly url: string;
  /** Finishes what is in flight, then closes; subgraphs and audit store stay open, they are the caller's. */
  close(): Promise<void>;
  /**
   * Serves a new supergraph from now on, without a pause.
   *
   * @throws when it cannot be served; the old one is then served as before
   */
  reload(supergraphSdl: string): Promise<void>;
}

/** How long a connection without a request is left open when all others have finished, in milliseconds. */
const lastMomentMs = 50;
/** Shorter than the time after which a connection on which nothing moves is closed, in milliseconds. */
const defaultHeartbeatMs = 5_000;

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange;
  }
}

/**
 * Starts a gateway in front of governed subgraphs.
 *
 * @throws when the supergraph is not valid or names a subgraph without a transport, the context secret is too
 *   short, or the address is taken
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  return serve(governedSettings(options));
}

/**
 * Starts a gateway in front of any subgraphs, by the addresses that the supergraph gives. It has the same engine and
 * limits, and none of the policies: clients are not identified and nothing is recorded.
 *
 * @throws when the supergraph is not valid or has no address for a subgraph, or the address is taken
 */
export async function startOpenGateway(options: OpenGatewayOptions): Promise<Gateway> {
  return serve(openSettings(options));
}

async function serve(settings: GatewaySettings): Promise<Gateway> {
  const { logger, dev, governance } = settings;
  const graph = new FederatedGraph({
    supergraphSdl: settings.supergraphSdl,
    client: (subgraph) => subgraphClient(subgraph, settings),
    staticCut: governance?.staticCut ?? null,
    pairwise: governance?.pairwise ?? null,
    deadlineMs: settings.deadlineMs,
  });
  const findLimits = governance?.findLimits ?? (() => baseLimits);
  const demand = new ClientDemand(findLimits, governance?.rateLimiter ?? new MemoryRateLimiter());
  const noteUse = governance?.noteUse ?? (() => undefined);
  const apollo = apolloServer(graph, { dev, logger, findLimits, demand, noteUse });
  await apollo.start();

  let draining = false;
  const inFlight = new InFlight();
  const app: FastifyInstance = fastify(serverLimits(settings.deadlineMs));
  onlyJson(app);
  openExchanges(app, settings, { inFlight, draining: () => draining });
  answerErrors(app, settings);
  healthRoutes(app, {
    graphLoaded: () => graph.loaded,
    draining: () => draining,
    audit: governance?.audit ?? null,
    warning: governance?.warning ?? (() => null),
  });
  if (dev) await graphiqlRoutes(app);
  const ruled = governance && { ...governance, automatic: automaticTexts(governance) };
  graphqlRoute(app, apollo, { logger, dev, demand, governance: ruled });
  const subscriptions =
    ruled === null || ruled.subscriptions === null
      ? null
      : openSubscriptions(app, ruled.subscriptions, {
          apollo,
          governance: ruled,
          demand,
          deadlineMs: settings.deadlineMs,
          logger,
          dev,
          draining: () => draining,
        });

  let address: string;
  try {
    address = await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await apollo.stop();
    throw error;
  }

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    draining = true;
    await sleep(settings.drainDelayMs);
    await subscriptions?.end();
    const closing = app.close();
    // Whatever has not finished by its own deadline never will.
    await inFlight.finished(settings.deadlineMs + (governance?.auditDeadlineMs ?? 0));
    // What is left are connections without a request; one may just be sending it, so it gets a moment.
    await sleep(lastMomentMs);
    subscriptions?.closeSockets();
    app.server.closeAllConnections();
    await closing;
    await apollo.stop();
  }
  return {
    url: `${address}/graphql`,
    close: () => {
      closed ??= close();
      return closed;
    },
    reload: (supergraphSdl) => graph.reload(supergraphSdl),
  };
}

/** Opens both ways to subscribe. */
function openSubscriptions(
  app: FastifyInstance,
  options: SubscriptionOptions,
  surroundings: SubscriptionSurroundings & { readonly draining: () => boolean },
): { end(): Promise<void>; closeSockets(): void } {
  const subscriptions = new Subscriptions(options, surroundings);
  const heartbeatMs = options.heartbeatMs ?? defaultHeartbeatMs;
  sseRoute(app, subscriptions, { heartbeatMs });
  const closeSockets = serveWebSockets(app.server, subscriptions, {
    ...surroundings,
    path: graphqlPath,
    origins: options.origins ?? [],
    heartbeatMs,
  });
  return { end: () => subscriptions.close(), closeSockets };
}

/** Where texts lie that clients register by themselves; null when none may. */
function automaticTexts({ automaticClasses: classes }: Required<Governance>): OperationRules['automatic'] {
  return classes.length === 0 ? null : { classes, texts: new RegisteredTexts() };
}

function subgraphClient(subgraph: SubgraphAddress, settings: GatewaySettings): SubgraphClient {
  const { name } = subgraph;
  const { transport, close } = settings.reach(subgraph);
  const { governance, subgraphDeadlineMs: deadlineMs, logger, dev } = settings;
  const options = {
    name,
    transport,
    contextKey: governance === null ? null : subgraphKey(governance.contextSecret, name),
    deadlineMs,
    disclosures: governance?.disclosures ?? 'optional',
    logger,
    dev,
  } as const;
  return {
    ask: (exchange, question) => askSubgraph(exchange, question, options),
    close: close ?? (async () => {}),
  };
}

/** Each request has its exchange, from its headers until its last byte or until the client is gone. */
function openExchanges(
  app: FastifyInstance,
  { deadlineMs, logger, forwardedHeaders }: GatewaySettings,
  { inFlight, draining }: { readonly inFlight: InFlight; readonly draining: () => boolean },
): void {
  app.decorateRequest('exchange', null as unknown as Exchange);
  app.addHook('onRequest', async (request, reply) => {
    stripInternalHeaders(request.raw.headers);
    const exchange = new Exchange(request.id, deadlineMs);
    for (const name of forwardedHeaders) exchange.forward(name, request.headers[name]);
    request.exchange = exchange;
    inFlight.enter();
    reply.raw.once('close', () => {
      inFlight.leave();
      if (reply.raw.writableFinished) exchange.end();
      else exchange.abandon();
    });
    reply.headers({
      [requestIdHeader]: exchange.requestId,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
  // Else the connection of an answer that was in flight would stay open until it is idle for long enough.
  app.addHook('onSend', async (_request, reply) => {
    if (draining()) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async ({ exchange, routeOptions }, reply) => {
    logger.info(
      {
        requestId: exchange.requestId,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        client: exchange.actor?.clientId ?? null,
        operationHash: exchange.operation?.hash ?? null,
      },
      'request answered',
    );
  });
}

/** One form of error for everything that goes wrong outside of Apollo, too. */
function answerErrors(app: FastifyInstance, { logger, dev }: GatewaySettings): void {
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal === null) {
      logger.error({ requestId: request.id, ...describeFault(error, dev) }, 'request failed');
    }
    const told = refusal ?? new BankgraphError('INTERNAL');
    const wait = retryAfterOf([told.code]);
    if (wait !== null) reply.header('retry-after', wait);
    if (told.code === 'UNAUTHENTICATED') {
      reply.header('www-authenticate', 'Bearer');
      logger.info({ requestId: request.id, ...nameFault(error, dev) }, 'not authenticated');
    }
    return reply.code(told.status).type('application/json; charset=utf-8').send(errorBody(told, request.id));
  });
  app.setNotFoundHandler((request) => {
    request.exchange.end();
    throw new RefusedRequest(404, 'There is nothing here. Operations go to /graphql.');
  });
}
