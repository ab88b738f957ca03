import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { BankgraphError, describeFault } from '@bankgraph/errors';
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { Exchange } from '../exchange.js';
import { maxBodyBytes } from '../http-limits.js';
import type { ChangeStream, Payload } from './change-stream.js';
import { resumeAfterOf } from './sse-route.js';
import type { Subscriptions } from './subscriptions.js';

/** How long a client may take to say who it is, in milliseconds. */
const initMs = 3_000;
/** How long the last payload of a subscription may take to leave, in milliseconds. */
const lingerMs = 5_000;

/** graphql-ws: who asked is not known, or not any more. */
const unauthorized = 4401;
const internalError = 4500;
const goingAway = 1001;

/** What stands with a connection. */
interface Connection {
  readonly socket: WebSocket;
}

/** Says who asks, in the first message; names as in HTTP, in any case. */
type ConnectionInit = Readonly<Record<string, unknown>>;

/** Any document will do: the operation was taken up before. */
const anySubscription = parse('subscription { taken }');

/**
 * GraphQL over WebSocket (graphql-transport-ws) at the path of operations, for subscriptions alone. Whoever opens a connection has
 * to say within seconds who asks; a page of another origin does not get so far.
 *
 * @returns closes the connections that are left
 */
export function serveWebSockets(
  server: Server,
  subscriptions: Subscriptions,
  options: {
    readonly path: string;
    readonly origins: readonly string[];
    readonly heartbeatMs: number;
    readonly deadlineMs: number;
    readonly draining: () => boolean;
    readonly logger: Logger;
    readonly dev: boolean;
  },
): () => void {
  const { path, origins, heartbeatMs, deadlineMs, draining, logger, dev } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxBodyBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) =>
      protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });

  const protocol = makeServer<ConnectionInit, Connection>({
    connectionInitWaitTimeout: initMs,
    async onConnect({ connectionParams, extra: { socket } }) {
      const exchange = new Exchange(randomUUID(), deadlineMs);
      try {
        await subscriptions.identify(exchange, credentialsOf(connectionParams));
        return true;
      } catch (error) {
        await subscriptions.refusal(exchange, error);
        socket.close(unauthorized, error instanceof BankgraphError ? error.code : 'INTERNAL');
        return false;
      } finally {
        exchange.end();
      }
    },
    async onSubscribe({ connectionParams, extra: { socket } }, _id, payload) {
      const exchange = new Exchange(randomUUID(), deadlineMs);
      const resumeAfter = resumeAfterOf(payload);
      try {
        const stream = await subscriptions.open(exchange, {
          ...credentialsOf(connectionParams),
          body: payload,
          resumeAfter: typeof resumeAfter === 'string' ? resumeAfter : null,
        });
        void stream.over.then(() =>
          setTimeout(() => {
            if (socket.bufferedAmount > 0) socket.terminate();
          }, lingerMs).unref(),
        );
        return { document: anySubscription, contextValue: stream } as never;
      } catch (error) {
        return graphqlErrors(await subscriptions.refusal(exchange, error));
      } finally {
        exchange.end();
      }
    },
    subscribe: (args) => args.contextValue as ChangeStream as never,
    // As it is on record: the library would write its parts in another order.
    onNext: (_connection, _id, _payload, _args, result) => result as never,
    execute: () => {
      throw new BankgraphError('BAD_USER_INPUT');
    },
  });

  sockets.on('connection', (socket: WebSocket) => {
    let answered = true;
    const heartbeat = setInterval(() => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
    }, heartbeatMs);
    socket.on('pong', () => {
      answered = true;
    });
    // The library's reasons name nothing of ours, and what is wrong with a frame is the client's affair.
    socket.on('error', () => socket.terminate());
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((resolve) => {
            if (socket.readyState !== socket.OPEN) resolve();
            // Only when it has left, so that no more is taken from a stream than is read.
            else socket.send(text, () => resolve());
          }),
        close: (code, reason) => socket.close(code, code === internalError ? 'INTERNAL' : reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            take(String(data)).catch((error: unknown) => {
              logger.error(describeFault(error, dev), 'websocket failed');
              socket.close(internalError, 'INTERNAL');
            });
          }),
      },
      { socket },
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      void closed(code, String(reason));
    });
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = refusal(request);
    if (refused === null) {
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
    } else {
      socket.end(`HTTP/1.1 ${refused}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    }
  });

  function refusal({ url = '', headers }: IncomingMessage): string | null {
    if (draining()) return '503 Service Unavailable';
    if (url.split('?', 1)[0] !== path) return '404 Not Found';
    // A browser always says whose page it is; what is said cannot be told from a page's own request by anything else.
    if (headers.origin !== undefined && !origins.includes(headers.origin)) return '403 Forbidden';
    const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    return offered.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? null : '400 Bad Request';
  }

  return () => {
    for (const socket of sockets.clients) socket.close(goingAway, 'OVERLOADED');
    sockets.close();
  };
}

function credentialsOf(given: ConnectionInit | undefined) {
  const named = new Map(Object.entries(given ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = named.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return { authorization: text('authorization'), purpose: text('x-purpose') };
}

function graphqlErrors(payload: Payload): readonly GraphQLError[] {
  return (payload.errors as readonly GraphQLFormattedError[]).map(
    ({ message, extensions }) => new GraphQLError(message, { extensions: extensions ?? {} }),
  );
}
