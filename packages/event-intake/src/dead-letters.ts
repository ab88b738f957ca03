import { type Knex, whileAvailable } from '@bankgraph/database';
import type { DeadLetterReason, EventIntake, Received } from './event-intake.js';

/** A delivery that nothing could be made of, without its content. */
export interface DeadLetter {
  readonly id: number;
  readonly system: string;
  readonly reason: DeadLetterReason;
  readonly receivedAt: string;
  /** Bytes. */
  readonly size: number;
}

interface Row extends Omit<DeadLetter, 'receivedAt'> {
  readonly receivedAt: Date | string;
}

/** So many are listed, oldest first. */
const mostListed = 1_000;

const columns = ['id', 'system', 'reason', { receivedAt: 'received_at' }] as const;

/** Deliveries that wait for somebody to look at them. @param knex as the role `event_keeper` @throws DatabaseUnavailable */
export async function listDeadLetters(knex: Knex): Promise<readonly DeadLetter[]> {
  const rows = await whileAvailable<Row[]>(() =>
    knex('events.dead_letter')
      .select(...columns, knex.raw('octet_length(body) as size'))
      .orderBy('id')
      .limit(mostListed),
  );
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }));
}

/** What was delivered, which is personal data; null when it is not there. @throws DatabaseUnavailable */
export async function deadLetterBody(knex: Knex, id: number): Promise<Buffer | null> {
  const row = await whileAvailable(() =>
    knex('events.dead_letter').where({ id }).first<{ body: Buffer } | undefined>('body'),
  );
  return row?.body ?? null;
}

/**
 * Takes a delivery in again, for example when the customer has become known. What is accepted now is gone from here.
 *
 * @param knex as the role `event_keeper`, which `intake` has to use too
 * @returns null when it is not there
 * @throws DatabaseUnavailable, AuditUnavailable
 */
export async function replayDeadLetter(
  knex: Knex,
  intake: EventIntake,
  id: number,
): Promise<Received | null> {
  const row = await whileAvailable(() =>
    knex('events.dead_letter')
      .where({ id })
      .first<{ system: string; delivery_id: string; body: Buffer } | undefined>(
        'system',
        'delivery_id',
        'body',
      ),
  );
  if (row === undefined || !intake.has(row.system)) return null;
  return intake.take(row.system, row.body, row.delivery_id, new Date(), async (transaction) => {
    await transaction('events.dead_letter').where({ id }).delete();
  });
}
