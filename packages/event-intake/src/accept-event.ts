import { createHash } from 'node:crypto';
import type { RecordEdit } from '@bankgraph/audit-log';
import type { Knex } from '@bankgraph/database';
import { appendDecisions, type DecisionEventEntry, newestRestingOn } from '@bankgraph/decision-ledger';
import { addToOutbox } from '@bankgraph/events';
import type { BankEvent, EventSystem } from './event-system.js';

/** An event that is known to be about a customer. */
export interface KnownEvent {
  readonly system: EventSystem;
  readonly event: BankEvent;
  readonly customerId: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly bodyHash: string;
}

/** What became of it: `other-content` is another event under the id of one that was accepted. */
export type Acceptance = 'accepted' | 'known' | 'other-content';

/** The event's decision in the ledger: the same id however often the event comes. */
export function decisionIdOf(system: string, eventId: string): string {
  return `LE-EV-${createHash('sha256').update(`${system}/${eventId}`).digest('hex').slice(0, 32)}`;
}

/** Whether the event was accepted before. */
export async function acceptedBefore(
  knex: Knex,
  { system, event, bodyHash }: KnownEvent,
): Promise<Exclude<Acceptance, 'accepted'> | null> {
  const row = await knex('events.inbox')
    .where({ system: system.name, event_id: event.id })
    .first<{ body_hash: string } | undefined>('body_hash');
  if (row === undefined) return null;
  return row.body_hash === bodyHash ? 'known' : 'other-content';
}

/**
 * Accepts an event: inbox, ledger, audit record and outbox in one transaction, once.
 *
 * An event may come later than one that happened after it. The ledger has both times and is read by when things happened, so
 * the late one takes its place in history; it replaces nothing when something newer of its kind is there.
 *
 * @param transaction of the role `event_intake`
 * @param record prepared before the transaction began
 * @throws AuditUnavailable; RangeError when the ledger does not take it
 */
export async function acceptEvent(
  transaction: Knex,
  known: KnownEvent,
  record: RecordEdit,
): Promise<Acceptance> {
  const { system, event, customerId, bodyHash } = known;
  const { kind, domain } = event.decision;
  const decidedAt = decidedAtOf(event);
  // One after the other for each customer, so that two events do not replace the same decision.
  await transaction.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `bankgraph events ${customerId}`,
  ]);
  const before = await acceptedBefore(transaction, known);
  if (before !== null) return before;
  const decisionId = decisionIdOf(system.name, event.id);
  await transaction('events.inbox').insert({
    system: system.name,
    event_id: event.id,
    kind,
    customer_id: customerId,
    occurred_at: event.occurredAt,
    body_hash: bodyHash,
    decision_ids: [decisionId],
  });
  const entry: DecisionEventEntry = {
    ...event.decision,
    id: decisionId,
    subject: customerId,
    occurredAt: event.occurredAt,
    recordedAt: new Date().toISOString(),
    inputs: [
      {
        system: system.recordsIn,
        externalId: event.evidence,
        hash: bodyHash,
        asOf: decidedAt,
        class: event.decision.class,
      },
    ],
    causedBy: await causesOf(transaction, customerId, event),
    supersedes: event.replaces ? await replacedBy(transaction, customerId, event) : null,
    approvals: [],
    aboutReport: false,
    caseId: event.caseId,
  };
  await addToOutbox(transaction, {
    specversion: '1.0',
    id: event.id,
    source: `urn:bankgraph:events:${system.name}`,
    type: `bankgraph.${kind}`,
    subject: customerId,
    time: event.occurredAt,
    data: {
      domain,
      class: event.decision.class,
      caseId: event.caseId,
      aboutReport: false,
      decisionIds: [decisionId],
    },
  });
  await appendDecisions(transaction, [entry], record);
  return 'accepted';
}

/** The customer of a case: who its decisions are about; null when none is known, or several are. */
export async function customerOfCase(knex: Knex, caseId: string): Promise<string | null> {
  const rows = await knex('ledger.decision_event').distinct('subject').where({ case_id: caseId }).limit(2);
  return rows.length === 1 ? rows[0].subject : null;
}

/** The last alert of its case before it, and the newest decisions on the records that it says it is based on. */
async function causesOf(transaction: Knex, subject: string, event: BankEvent): Promise<readonly string[]> {
  const { basedOn = [], decision } = event;
  const decisions = await newestRestingOn(transaction, {
    subject,
    evidence: basedOn,
    restricted: decision.class === 'R',
    aboutReport: false,
    by: decidedAtOf(event),
  });
  return [...new Set([...(await lastAlert(transaction, subject, event)), ...decisions])];
}

async function lastAlert(transaction: Knex, subject: string, event: BankEvent): Promise<readonly string[]> {
  if (event.caseId === null || event.decision.kind === 'aml.alert') return [];
  const alert = await transaction('ledger.decision_event')
    .where({ subject, case_id: event.caseId, kind: 'aml.alert' })
    .where('occurred_at', '<=', event.occurredAt)
    .orderBy([{ column: 'occurred_at', order: 'desc' }, { column: 'id' }])
    .first<{ id: string } | undefined>('id');
  return alert === undefined ? [] : [alert.id];
}

/** When a decision of the ledger was taken, as far as it says: evidence is as of that moment, and what holds may hold from before it. */
const decidedAtInLedger = `coalesce((inputs -> 0 ->> 'asOf')::timestamptz, occurred_at)`;

/** The latest decision of its kind, when the event was decided after it; else none. */
async function replacedBy(transaction: Knex, subject: string, event: BankEvent): Promise<string | null> {
  const latest = await transaction('ledger.decision_event')
    .where({ subject, kind: event.decision.kind })
    .orderByRaw(`${decidedAtInLedger} desc, id`)
    .first<{ id: string; earlier: boolean } | undefined>(
      'id',
      transaction.raw(`${decidedAtInLedger} <= ?::timestamptz as earlier`, [decidedAtOf(event)]),
    );
  return latest?.earlier === true ? latest.id : null;
}

function decidedAtOf({ decidedAt, occurredAt }: BankEvent): string {
  return decidedAt ?? occurredAt;
}
