import { connect, type Knex } from '@bankgraph/database';
import {
  type DeadLetter,
  deadLetterBody,
  listDeadLetters,
  type Received,
  replayDeadLetter,
} from '@bankgraph/event-intake';
import { pino } from 'pino';
import type { EventsDesk } from '../asked-databases.js';
import { eventSystemsToReplay } from '../event-systems.js';
import { openIntake } from '../open-intake.js';
import { recordReading } from '../record-reading.js';
import type { Report } from './schema.js';

/**
 * Deliveries that nothing could be made of, without their content.
 *
 * @param eventKeeper URL for the role event_keeper
 * @throws DatabaseUnavailable
 */
export async function eventsReport(eventKeeper: string, json: boolean): Promise<Report> {
  const letters = await asKeeper(eventKeeper, listDeadLetters);
  const text = json
    ? JSON.stringify(letters, null, 2)
    : letters.length === 0
      ? 'Nothing waits.'
      : letters.map(letterAsText).join('\n');
  return { text, failed: false };
}

/** One delivery as it came. That it was shown is recorded first. @throws DatabaseUnavailable, AuditUnavailable */
export async function eventReport(desk: EventsDesk, id: number, json: boolean): Promise<Report> {
  const { eventKeeper, auditWriter, auditKeys } = desk;
  await recordReading({ auditWriter, auditKeys, command: 'events show' });
  const body = await asKeeper(eventKeeper, (knex) => deadLetterBody(knex, id));
  if (body === null) return { text: unknown(id), failed: true };
  const content = body.toString('utf8');
  return { text: json ? JSON.stringify({ id, content }, null, 2) : content, failed: false };
}

/**
 * Takes deliveries in again: one, or all of them. Fails when there is no such one, or something is still not understood.
 *
 * @throws DatabaseUnavailable, AuditUnavailable
 */
export async function replayReport(desk: EventsDesk, id: number | null, json: boolean): Promise<Report> {
  const { eventKeeper, ...asked } = desk;
  const opened = await openIntake({
    ...asked,
    url: eventKeeper,
    systems: eventSystemsToReplay(),
    logger: pino({ level: 'silent' }),
  });
  try {
    const ids = id === null ? (await listDeadLetters(opened.knex)).map((letter) => letter.id) : [id];
    const replayed: { readonly id: number; readonly received: Received | null }[] = [];
    for (const one of ids) {
      replayed.push({ id: one, received: await replayDeadLetter(opened.knex, opened.intake, one) });
    }
    const failed = replayed.some(({ received }) => received !== 'accepted' && received !== 'known');
    const text = json
      ? JSON.stringify(replayed, null, 2)
      : replayed.length === 0
        ? 'Nothing waits.'
        : replayed
            .map(({ id: one, received }) => (received === null ? unknown(one) : `${one}  ${received}`))
            .join('\n');
    return { text, failed };
  } finally {
    await opened.close();
  }
}

function letterAsText({ id, system, reason, receivedAt, size }: DeadLetter): string {
  return `${id}  ${receivedAt}  ${system}  ${reason}  ${size} bytes`;
}

function unknown(id: number): string {
  return `There is no delivery ${id}. Those that there are: npx bankgraph events list`;
}

async function asKeeper<Result>(eventKeeper: string, ask: (knex: Knex) => Promise<Result>): Promise<Result> {
  const knex = connect(eventKeeper, { poolMax: 1, applicationName: 'bankgraph events' });
  try {
    return await ask(knex);
  } finally {
    await knex.destroy();
  }
}
