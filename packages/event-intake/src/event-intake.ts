import { createHash, randomUUID } from 'node:crypto';
import { type EditEntry, operationHash, type RecordEdit } from '@bankgraph/audit-log';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { Logger } from 'pino';
import { acceptEvent, acceptedBefore, customerOfCase, type KnownEvent } from './accept-event.js';
import {
  type BankEvent,
  type ConsentEnded,
  type Delivery,
  type DeliveryId,
  DeliveryRefused,
  type EventSystem,
  NotUnderstood,
} from './event-system.js';
import type { FindCustomer } from './find-customer.js';

/** How far in the future an event may lie, by our clock, in milliseconds. */
const futureMs = 5 * 60_000;

/** Why a delivery that was signed is kept whole. */
export type DeadLetterReason = 'not-understood' | 'unknown-customer' | 'other-content' | 'overtaken';

/** What became of a delivery that was signed. */
export type Received = 'accepted' | 'known' | 'nothing-decided' | DeadLetterReason;

/** A consent that a customer has ended in a system of the bank. */
export interface ConsentOrder extends Pick<ConsentEnded, 'consentId' | 'change'> {
  /** The system. */
  readonly by: string;
  readonly eventId: string;
  readonly customerId: string;
  /** ISO 8601. */
  readonly happenedAt: string;
}

/**
 * Ends a consent in the register of consents, by its rules, with decision, record and event to publish: once for each event of a
 * system. `overtaken` when the register has it otherwise since then.
 *
 * @param transaction of the role `event_intake`, with the grants of the register
 * @throws AuditUnavailable
 */
export type EndConsent = (
  transaction: Knex,
  order: ConsentOrder,
  record: RecordEdit,
) => Promise<Exclude<Received, 'nothing-decided'>>;

/** Where events go. */
export interface EventIntakeOptions {
  /** Database `bankgraph` as the role `event_intake`; stays the caller's. */
  readonly knex: Knex;
  readonly systems: readonly EventSystem[];
  readonly findCustomer: FindCustomer;
  readonly endConsent: EndConsent;
  /** @throws AuditUnavailable */
  prepareEdit(entry: EditEntry): Promise<RecordEdit>;
  readonly policyVersion: string;
  readonly logger: Logger;
}

/** Takes in what the bank's systems tell. */
export class EventIntake {
  readonly #options: EventIntakeOptions;
  readonly #systems: ReadonlyMap<string, EventSystem>;

  constructor(options: EventIntakeOptions) {
    this.#options = options;
    this.#systems = new Map(options.systems.map((system) => [system.name, system]));
  }

  /** Whether there is such a system. */
  has(system: string): boolean {
    return this.#systems.has(system);
  }

  /**
   * Takes in a delivery. One that is not signed leaves a line in the log without its content; one that is signed and says nothing
   * known here is kept for people to look at.
   *
   * @returns null when it is not signed
   * @throws DeliveryRefused when it is not signed, and the sender is told why
   * @throws DatabaseUnavailable, AuditUnavailable, SenderKeysUnavailable: then nothing of it was kept, and it has to be sent again
   */
  async receive(name: string, delivery: Delivery): Promise<Received | null> {
    const { logger, knex } = this.#options;
    const system = this.#system(name);
    const unsigned = () => logger.warn({ system: name }, 'an event without a valid signature was refused');
    const deliveryId = await system.verify(delivery).catch((error: unknown) => {
      if (error instanceof DeliveryRefused) unsigned();
      throw error;
    });
    if (deliveryId === null) {
      unsigned();
      return null;
    }
    const received = await this.take(system.name, delivery.body, deliveryId, delivery.at);
    if (isDeadLetter(received)) {
      await whileAvailable(() => keepDeadLetter(knex, name, deliveryId, received, delivery.body));
    }
    logger.info({ system: name, received }, 'an event was received');
    return received;
  }

  /**
   * Takes in what was signed.
   *
   * @param also done in the same transaction when it is accepted
   * @throws DatabaseUnavailable, AuditUnavailable
   */
  async take(
    name: string,
    body: Buffer,
    deliveryId: DeliveryId,
    at: Date,
    also: (transaction: Knex) => Promise<void> = async () => undefined,
  ): Promise<Received> {
    const { knex, prepareEdit } = this.#options;
    const system = this.#system(name);
    const event = readEvent(system, body, deliveryId, at);
    if (typeof event === 'string') return event;
    const customerId = await this.#customerOf(system, event);
    if (customerId === null) return 'unknown-customer';
    if ('consentId' in event) return this.#endConsent(system, event, customerId, also);
    const known: KnownEvent = { system, event, customerId, bodyHash: hashOf(body) };
    const before = await whileAvailable(() => acceptedBefore(knex, known));
    if (before === 'other-content') return before;
    const record =
      before === null ? await prepareEdit(this.#editOf(system, customerId, event.decision.kind)) : null;
    return whileAvailable(() =>
      knex.transaction(async (all) => {
        const received = record === null ? 'known' : await acceptEvent(all, known, record);
        if (received !== 'other-content') await also(all);
        return received;
      }),
    );
  }

  async #endConsent(
    system: EventSystem,
    { id, occurredAt, consentId, change }: ConsentEnded,
    customerId: string,
    also: (transaction: Knex) => Promise<void>,
  ): Promise<Received> {
    const { knex, prepareEdit, endConsent } = this.#options;
    const record = await prepareEdit(this.#editOf(system, customerId, 'consent'));
    const order = { by: system.name, eventId: id, customerId, consentId, change, happenedAt: occurredAt };
    return whileAvailable(() =>
      knex.transaction(async (all) => {
        const received = await endConsent(all, order, record);
        if (!isDeadLetter(received)) await also(all);
        return received;
      }),
    );
  }

  #system(name: string): EventSystem {
    const system = this.#systems.get(name);
    if (system === undefined) throw new RangeError('There is no such system.');
    return system;
  }

  async #customerOf(system: EventSystem, { about }: Pick<BankEvent, 'about'>): Promise<string | null> {
    const { knex, findCustomer } = this.#options;
    if ('caseId' in about) return whileAvailable(() => customerOfCase(knex, about.caseId));
    const found = await findCustomer(system.recordsIn, about.externalId);
    // Two numbers that are not the same customer's: nobody knows which is meant.
    return about.customerId === null || about.customerId === found ? found : null;
  }

  #editOf(system: EventSystem, customerId: string, kind: string): EditEntry {
    const operationName = `events/${system.name}`;
    return {
      actor: { id: system.name, kind: 'service', roles: [], clientId: system.name, channel: 'events' },
      purpose: null,
      subject: customerId,
      requestId: randomUUID(),
      operationName,
      operationHash: operationHash(operationName),
      policyVersion: this.#options.policyVersion,
      fields: [[`Event.${kind}`, 'allow', 1]],
    };
  }
}

/** SHA-256 of a body, hexadecimal. */
export function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

function isDeadLetter(received: Received): received is DeadLetterReason {
  return !['accepted', 'known', 'nothing-decided'].includes(received);
}

function readEvent(
  system: EventSystem,
  body: Buffer,
  deliveryId: DeliveryId,
  at: Date,
): BankEvent | ConsentEnded | 'nothing-decided' | 'not-understood' {
  try {
    const event = system.read(body, deliveryId);
    if (event === null) return 'nothing-decided';
    const { occurredAt } = event;
    const decidedAt = 'decidedAt' in event && event.decidedAt ? event.decidedAt : occurredAt;
    const latest = Math.max(Date.parse(occurredAt), Date.parse(decidedAt));
    return latest > at.getTime() + futureMs ? 'not-understood' : event;
  } catch (error) {
    if (error instanceof NotUnderstood) return 'not-understood';
    throw error;
  }
}

async function keepDeadLetter(
  knex: Knex,
  system: string,
  deliveryId: DeliveryId,
  reason: DeadLetterReason,
  body: Buffer,
): Promise<void> {
  // Without naming what conflicts: that would need the right to read it.
  await knex.raw(
    'insert into events.dead_letter (system, delivery_id, reason, body, body_hash) values (?, ?, ?, ?, ?) on conflict do nothing',
    [system, deliveryId, reason, body, hashOf(body)],
  );
}
