import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { wantsDuplicatePages } from '../system.js';
import type { World } from '../world/world.js';
import { fingerprintBody } from './fraud-bodies.js';
import type { FraudLog } from './fraud-log.js';

const listParameters = z.object({
  linked_id: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  pagination_key: z.string().optional(),
});

/** Fingerprint's server API, version 4: one event by its id, or events newest first, by `linked_id`. */
export function registerFingerprint(app: FastifyInstance, world: World, log: FraudLog): void {
  app.get('/v4/events/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const owner = world.ownerOf(id);
    const event = owner && log.devices(owner.customerId).find((one) => one.eventId === id);
    if (owner === undefined || event === undefined) {
      return fingerprintProblem(reply, 404, 'event_not_found', 'event id not found');
    }
    return fingerprintBody(owner.customerId, event);
  });
  app.get('/v4/events', async (request, reply) => listEvents(world, log, request, reply));
}

function listEvents(world: World, log: FraudLog, request: FastifyRequest, reply: FastifyReply): unknown {
  const parameters = listParameters.safeParse(request.query);
  if (!parameters.success) {
    const field = String(parameters.error.issues[0]?.path[0] ?? 'query');
    return fingerprintProblem(reply, 400, 'request_cannot_be_parsed', `invalid ${field}`);
  }
  const { linked_id: linkedId, limit, pagination_key: key } = parameters.data;
  const customer = linkedId === undefined ? undefined : world.customer(linkedId);
  const customers =
    linkedId === undefined ? [...world.customers()] : customer === undefined ? [] : [customer];
  const events = customers
    .flatMap((one) =>
      log.devices(one.customerId).map((event) => ({
        id: event.eventId,
        at: Date.parse(event.at),
        body: fingerprintBody(one.customerId, event),
      })),
    )
    .sort((a, b) => b.at - a.at || a.id.localeCompare(b.id));
  const before = key === undefined ? -1 : events.findIndex((event) => event.id === key);
  if (key !== undefined && before < 0) {
    return fingerprintProblem(reply, 400, 'request_cannot_be_parsed', 'invalid pagination key');
  }
  const end = before + 1 + limit;
  const start = key !== undefined && wantsDuplicatePages(request) ? before : before + 1;
  return {
    events: events.slice(start, end).map((event) => event.body),
    ...(end < events.length ? { pagination_key: events[end - 1]?.id } : {}),
    total_hits: events.length,
  };
}

/** Fingerprint's error body. */
export function fingerprintProblem(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}
