import { AuditUnavailable } from '@bankgraph/audit-log';
import { DatabaseUnavailable } from '@bankgraph/database';
import { nameFault } from '@bankgraph/errors';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { EventIntake } from './event-intake.js';
import { DeliveryRefused, SenderKeysUnavailable } from './event-system.js';

/** Largest body of an event, in bytes. */
export const maxEventBytes = 64 * 1024;

/**
 * `POST /events/<system>`. 202 for all that was signed, whatever became of it, so that nobody learns from it whom the bank
 * knows; 401 for what was not, or 400 with the reason where the sender's protocol has words for it; 503 when it has to be sent
 * again. Other answers have no body.
 */
export async function eventRoutes(
  app: FastifyInstance,
  { intake, logger }: { readonly intake: EventIntake; readonly logger: Logger },
): Promise<void> {
  await app.register(async (events) => {
    // Signatures are over bytes, and nothing is parsed before they are verified.
    events.removeAllContentTypeParsers();
    events.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: maxEventBytes },
      (_request, body, done) => done(null, body),
    );
    events.setErrorHandler(async (error, _request, reply) => {
      if (error instanceof DeliveryRefused)
        return reply.code(400).header('content-language', 'en').send(error.answer);
      const status = statusOf(error);
      if (status >= 500) logger.error(nameFault(error, false), 'an event could not be taken in');
      if (status === 503) reply.header('retry-after', '5');
      return reply.code(status).send();
    });
    events.post('/events/:system', { bodyLimit: maxEventBytes }, async (request, reply) => {
      const { system } = request.params as { readonly system: string };
      if (!intake.has(system)) return reply.code(404).send();
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const received = await intake.receive(system, { headers: request.headers, body, at: new Date() });
      return reply.code(received === null ? 401 : 202).send();
    });
  });
}

function statusOf(error: unknown): number {
  const again = [DatabaseUnavailable, AuditUnavailable, SenderKeysUnavailable];
  if (again.some((kind) => error instanceof kind)) return 503;
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
