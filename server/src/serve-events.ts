import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Knex } from '@bankgraph/database';
import { eventRoutes } from '@bankgraph/event-intake';
import { type EventBus, oldestInOutbox, startOutboxRelay } from '@bankgraph/events';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { EventsConfiguration } from './events-configuration.js';
import { type OpenIntake, openIntake } from './open-intake.js';

/** How events come in and go out. */
export interface ServeEventsOptions extends Pick<EventsConfiguration, 'databases' | 'auditKeys' | 'systems'> {
  /** Stays the caller's. */
  readonly bus: EventBus;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** How long it still serves when it is closed, while it says that it is not ready, in milliseconds; 0 when not given. */
  readonly drainDelayMs?: number;
  readonly logger: Logger;
}

/** A server for what the bank's systems tell. */
export interface EventServer {
  /** Address, with `/events`. */
  readonly url: string;
  /** Finishes what is in flight. What is in the outbox stays there. */
  close(): Promise<void>;
}

/** How long an event may wait to be published until that is told, in milliseconds. */
const lateMs = 60_000;

/**
 * Takes in signed events over HTTP, at an address of its own that only the bank's systems need to reach, and publishes what was
 * committed. Any number may run for one database: one at a time publishes.
 *
 * @throws AuditUnavailable, KeysDoNotFit, KeyFileFault; when the address is taken
 */
export async function serveEvents(options: ServeEventsOptions): Promise<EventServer> {
  const { databases, auditKeys, systems, bus, host, port, drainDelayMs = 0, logger } = options;
  const opened = await openIntake({
    url: databases.eventIntake,
    auditWriter: databases.auditWriter,
    auditKeys,
    directory: databases.directory,
    systems,
    logger,
  });
  const outbox = connect(databases.eventsRelay, {
    // One publishes, the other looks how late it is.
    poolMax: 2,
    applicationName: 'bankgraph events relay',
  });
  const relay = startOutboxRelay(outbox, bus, { logger });
  const app = fastify({
    logger: false,
    requestTimeout: 15_000,
    connectionTimeout: 20_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
  });
  let draining = false;
  const close = async () => {
    draining = true;
    await sleep(drainDelayMs);
    await app.close();
    await relay.close();
    await outbox.destroy();
    await opened.close();
  };
  try {
    await eventRoutes(app, { intake: opened.intake, logger });
    healthRoutes(app, opened, outbox, () => draining);
    const address = await app.listen({ host, port });
    return { url: `${address}/events`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * `/healthz`: the process lives. `/readyz`: it can take events in; 503 otherwise. That events wait to be published is a
 * warning: they are taken in all the same.
 */
function healthRoutes(app: FastifyInstance, opened: OpenIntake, outbox: Knex, draining: () => boolean): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const checks = { ...(await opened.checks()), serving: !draining() };
    const ready = Object.values(checks).every(Boolean);
    const waited = ready ? await oldestInOutbox(outbox).catch(() => null) : null;
    const warning =
      waited !== null && waited > lateMs
        ? `events wait in the outbox, the oldest for ${Math.round(waited / 1_000)} s`
        : null;
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks, ...(warning === null ? {} : { warning }) });
  });
}
