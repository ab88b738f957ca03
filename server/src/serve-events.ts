import { connect } from '@bankgraph/database';
import { eventRoutes } from '@bankgraph/event-intake';
import { type EventBus, startOutboxRelay } from '@bankgraph/events';
import fastify from 'fastify';
import type { Logger } from 'pino';
import type { BankConnections } from './bank-connections.js';
import { type EventSecrets, openIntake } from './open-intake.js';

/** How events come in and go out. */
export interface ServeEventsOptions {
  readonly connections: BankConnections;
  readonly secrets: EventSecrets;
  /** Stays the caller's. */
  readonly bus: EventBus;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly logger: Logger;
}

/** A server for what the bank's systems tell. */
export interface EventServer {
  /** Address, with `/events`. */
  readonly url: string;
  /** Finishes what is in flight. What is in the outbox stays there. */
  close(): Promise<void>;
}

/**
 * Takes in signed events over HTTP, at an address of its own that only the bank's systems need to reach, and publishes what was
 * committed.
 *
 * @throws RangeError when a secret is too short; AuditUnavailable, KeysDoNotFit, KeyFileFault; when the address is taken
 */
export async function serveEvents(options: ServeEventsOptions): Promise<EventServer> {
  const { connections, secrets, bus, host, port, logger } = options;
  const opened = await openIntake({
    url: connections.own.eventIntake,
    auditWriter: connections.own.auditWriter,
    auditKeys: connections.auditKeys,
    directory: connections.databases.directory,
    secrets,
    logger,
  });
  const outbox = connect(connections.own.eventsRelay, {
    poolMax: 1,
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
  const close = async () => {
    await app.close();
    await relay.close();
    await outbox.destroy();
    await opened.close();
  };
  try {
    await eventRoutes(app, { intake: opened.intake, logger });
    const address = await app.listen({ host, port });
    return { url: `${address}/events`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
