import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { RefusedRequest, refuseByHeaders } from '../http-limits.js';
import type { Payload } from './change-stream.js';
import { openingBytes } from './live-query.js';
import type { Subscriptions } from './subscriptions.js';

/** Where subscriptions are sent by those who read server-sent events. */
export const streamPath = '/graphql/stream';

/** How long the last payload of a subscription may take to leave, in milliseconds. */
const lingerMs = 5_000;

/**
 * GraphQL over server-sent events, distinct connections mode: a POST for each subscription. What is refused before it opens is
 * answered as at `/graphql`, with a status and JSON; what ends it later is the last `next` event. Written here, since the
 * server part of graphql-sse takes whatever comes into a buffer without bound ([ADR 0022]).
 */
export function sseRoute(
  app: FastifyInstance,
  subscriptions: Subscriptions,
  { heartbeatMs }: { readonly heartbeatMs: number },
): void {
  app.route({
    method: 'POST',
    url: streamPath,
    onRequest: refuseByHeaders,
    handler: async (request, reply) => {
      const { exchange, headers, body } = request;
      const resumeAfter = headers['last-event-id'] ?? resumeAfterOf(body);
      let stream: Awaited<ReturnType<Subscriptions['open']>>;
      try {
        stream = await subscriptions.open(exchange, {
          authorization: headers.authorization,
          purpose: headers['x-purpose'] === undefined ? undefined : String(headers['x-purpose']),
          body,
          resumeAfter: typeof resumeAfter === 'string' ? resumeAfter : null,
        });
      } catch (error) {
        // On record before it is answered.
        await subscriptions.refusal(exchange, error);
        throw error;
      }
      // The clock of a request does not run for what lasts.
      exchange.end();
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      });
      raw.once('close', () => void stream.return());
      if (raw.destroyed) await stream.return();
      raw.write(openingBytes);
      const heartbeat = setInterval(() => {
        if (!raw.writableNeedDrain) raw.write(openingBytes);
      }, heartbeatMs);
      void stream.over.then(() => setTimeout(() => raw.destroy(), lingerMs).unref());
      try {
        for await (const payload of stream) await written(raw, nextEvent(payload));
        raw.end('event: complete\ndata:\n\n');
      } finally {
        clearInterval(heartbeat);
      }
    },
  });
  app.route({
    method: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'],
    url: streamPath,
    handler: (_request, reply) => {
      reply.header('allow', 'POST');
      throw new RefusedRequest(405, 'Send a subscription by POST.');
    },
  });
}

/** A position in the subscribe message, for those who cannot set a header. */
export function resumeAfterOf(body: unknown): unknown {
  return (body as { readonly extensions?: { readonly resumeAfter?: unknown } | null } | null)?.extensions
    ?.resumeAfter;
}

function nextEvent(payload: Payload): string {
  const { position } = (payload.extensions ?? {}) as { readonly position?: string };
  return `event: next\n${position === undefined ? '' : `id: ${position}\n`}data: ${JSON.stringify(payload)}\n\n`;
}

/** Resolves when there is room for more, or when nobody reads any more. */
async function written(raw: ServerResponse, text: string): Promise<void> {
  if (raw.destroyed || raw.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      raw.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    raw.on('drain', done);
    raw.on('close', done);
  });
}
