import type { RecordEdit } from '@bankgraph/audit-log';
import { askDatabase, changeDatabase } from '@bankgraph/bank-sources';
import { askPrepared, type Knex } from '@bankgraph/database';
import { BankgraphError } from '@bankgraph/errors';
import { type Journey, type JourneyEvent, versionOf } from './journey.js';
import {
  type Doer,
  eventsOn,
  type JourneyStart,
  type JourneyStepTaken,
  type NewEvent,
} from './journey-change.js';
import type { Changed, JourneyRegister, Started } from './journey-register.js';
import type {
  Channel,
  JourneyActor,
  JourneyEventKind,
  JourneyKind,
  JourneyStep,
} from './schema.generated.js';

/** The name by which errors call this system. */
const system = 'journeys';

/** So many of a customer's journeys are read; older ones that are over are not listed. */
const mostJourneys = 100;

/** PostgreSQL's codes for a second row of a unique key, and for a broken rule (`check` and our own triggers). */
const uniqueViolation = '23505';
const checkViolation = '23514';

/** An event beside the journey in which it happened; their columns are checked when written. */
interface EventRow {
  readonly journey_id: string;
  readonly customer_id: string;
  readonly journey_kind: JourneyKind;
  readonly kind: JourneyEventKind;
  readonly step: JourneyStep | null;
  readonly at: Date;
  readonly channel: Channel;
  readonly handed_over_to: Channel | null;
  readonly actor: JourneyActor;
  readonly by_id: string;
}

const columns = `journey.id as journey_id, journey.customer_id, journey.kind as journey_kind, event.kind, event.step, event.at,
  event.channel, event.handed_over_to, event.actor, event.by_id`;

/** Open ones first, so that none is left out. */
const ofCustomers = {
  name: 'journeys of customers',
  text: `
  select ${columns}
  from unnest($1::text[]) as asked (customer_id)
  cross join lateral (
    select id, customer_id, kind, started_at
    from journeys.journey
    where customer_id = asked.customer_id
    order by exists (
      select from journeys.journey_event where journey_id = id and journey_event.kind in ('COMPLETED', 'ABANDONED')
    ), started_at desc, id desc
    limit ${mostJourneys}
  ) as journey
  join journeys.journey_event as event on event.journey_id = journey.id
  order by journey.started_at desc, journey.id desc, event.sequence`,
};

/**
 * Journeys in PostgreSQL, schema `journeys`. Each change is one transaction together with its record in the audit log, and
 * its rows are its history.
 *
 * @param knex database `bankgraph` as the role `journeys_writer`; the caller closes it
 */
export function journeyDatabase(knex: Knex): JourneyRegister {
  return {
    async ofCustomers(customerIds, signal) {
      const rows = await askDatabase({ system, signal }, () =>
        askPrepared<EventRow>(knex, ofCustomers, [customerIds]),
      );
      const journeys = new Map<string, Journey[]>(customerIds.map((id) => [id, []]));
      for (const journey of journeysOf(rows)) journeys.get(journey.customerId)?.push(journey);
      return journeys;
    },
    // Whoever leaves, or is left waiting, does not withdraw what is written: sent again, it is found by its key.
    start: (start, record) => changeDatabase({ system }, () => keepStart(knex, start, record)),
    change: (change, record) => changeDatabase({ system }, () => keepChange(knex, change, record)),
  };
}

async function keepStart(knex: Knex, start: JourneyStart, record: RecordEdit): Promise<Started> {
  const { customerId, kind } = start;
  const events: readonly NewEvent[] = [{ kind: 'STARTED', step: null, handedOverTo: null }];
  try {
    return await knex.transaction(async (all): Promise<Started> => {
      await inTurn(all, customerId);
      const known = await knownByKey(all, start);
      if (known !== null) {
        const same =
          known.customerId === customerId && known.kind === kind && isSame(known.events, events, start);
        return same
          ? { outcome: 'known', journey: await existing(all, known.journeyId) }
          : { outcome: 'other change' };
      }
      const [kept] = await all('journeys.journey')
        .insert({ customer_id: customerId, kind })
        .returning<{ id: string }[]>('id');
      if (kept === undefined) throw new Error('A journey is gone.');
      await append(all, kept.id, 0, events, start);
      await record(all);
      return { outcome: 'kept', journey: await existing(all, kept.id) };
    });
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === checkViolation && constraint === 'one_open') return { outcome: 'one is open' };
    if (isKeyOfAnother(error)) return { outcome: 'other change' };
    throw error;
  }
}

async function keepChange(knex: Knex, change: JourneyStepTaken, record: RecordEdit): Promise<Changed> {
  try {
    return await knex.transaction(async (all): Promise<Changed> => {
      await inTurn(all, change.customerId);
      const journey = await read(all, change.id);
      if (journey?.customerId !== change.customerId) return { outcome: 'none' };
      const known = await knownByKey(all, change);
      if (known !== null) {
        const same = known.journeyId === change.id && isSame(known.events, change.events, change);
        return same ? { outcome: 'known', journey } : { outcome: 'other change' };
      }
      const version = versionOf(journey);
      if (version !== change.version) return { outcome: 'overtaken', version };
      const events = eventsOn(journey, change);
      if (events instanceof BankgraphError) return { outcome: 'refused', refusal: events };
      await append(all, journey.id, version, events, change);
      await record(all);
      return { outcome: 'kept', journey: await existing(all, journey.id) };
    });
  } catch (error) {
    if (isKeyOfAnother(error)) return { outcome: 'other change' };
    throw error;
  }
}

/** Changes of a customer's journeys one after the other: each sees what became of the one before. */
async function inTurn(transaction: Knex, customerId: string): Promise<void> {
  await transaction.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `journeys of ${customerId}`,
  ]);
}

/** The same key at the same moment, for another customer: these do not wait for each other. */
function isKeyOfAnother(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === uniqueViolation && constraint === 'journey_event_key';
}

/** What this person has done under this key. */
interface Known {
  readonly journeyId: string;
  readonly customerId: string;
  readonly kind: JourneyKind;
  readonly events: readonly (NewEvent & { readonly channel: Channel })[];
}

async function knownByKey(
  transaction: Knex,
  { by, idempotencyKey }: { readonly by: Doer; readonly idempotencyKey: string },
): Promise<Known | null> {
  const { rows } = await transaction.raw<{ rows: EventRow[] }>(
    `select ${columns} from journeys.journey_event as event join journeys.journey on journey.id = event.journey_id
     where event.by_id = ? and event.idempotency_key = ? order by event.sequence`,
    [by.id, idempotencyKey],
  );
  const [first] = rows;
  if (first === undefined) return null;
  return {
    journeyId: first.journey_id,
    customerId: first.customer_id,
    kind: first.journey_kind,
    events: rows.map(({ kind, step, channel, handed_over_to }) => ({
      kind,
      step,
      channel,
      handedOverTo: handed_over_to,
    })),
  };
}

/** Whether the same was asked for; that a journey was completed with its last step nobody asks for. */
function isSame(
  known: Known['events'],
  events: readonly NewEvent[],
  { channel }: { readonly channel: Channel },
): boolean {
  const asked = known.filter(({ kind }) => kind !== 'COMPLETED');
  return (
    asked.length === events.length &&
    asked.every((event, index) => {
      const other = events[index];
      return (
        event.channel === channel &&
        event.kind === other?.kind &&
        event.step === other.step &&
        event.handedOverTo === other.handedOverTo
      );
    })
  );
}

async function append(
  transaction: Knex,
  journeyId: string,
  version: number,
  events: readonly NewEvent[],
  { channel, by, idempotencyKey }: JourneyStart | JourneyStepTaken,
): Promise<void> {
  // One by one: the trigger of each looks at those before.
  for (const [index, { kind, step, handedOverTo }] of events.entries()) {
    await transaction('journeys.journey_event').insert({
      journey_id: journeyId,
      sequence: version + index + 1,
      kind,
      step,
      channel,
      handed_over_to: handedOverTo,
      actor: by.actor,
      by_id: by.id,
      by_roles: by.roles,
      idempotency_key: idempotencyKey,
    });
  }
}

async function read(knex: Knex, id: string): Promise<Journey | null> {
  // Ids are ours; what does not look like one is not asked for.
  if (!/^[\w-]{1,64}$/.test(id)) return null;
  const { rows } = await knex.raw<{ rows: EventRow[] }>(
    `select ${columns} from journeys.journey join journeys.journey_event as event on event.journey_id = journey.id
     where journey.id = ? order by event.sequence`,
    [id],
  );
  return journeysOf(rows)[0] ?? null;
}

async function existing(knex: Knex, id: string): Promise<Journey> {
  const journey = await read(knex, id);
  if (journey === null) throw new Error('A journey is gone.');
  return journey;
}

/** Journeys in the order of their rows, which stand together and in the order of their events. */
function journeysOf(rows: readonly EventRow[]): readonly Journey[] {
  const journeys: (Omit<Journey, 'events'> & { events: [JourneyEvent, ...JourneyEvent[]] })[] = [];
  for (const row of rows) {
    const last = journeys.at(-1);
    if (last?.id === row.journey_id) last.events.push(eventOf(row));
    else {
      journeys.push({
        id: row.journey_id,
        customerId: row.customer_id,
        kind: row.journey_kind,
        events: [eventOf(row)],
      });
    }
  }
  return journeys;
}

function eventOf({ kind, step, at, channel, handed_over_to, actor, by_id }: EventRow): JourneyEvent {
  return {
    kind,
    step,
    at: at.toISOString(),
    channel,
    handedOverTo: handed_over_to,
    actor,
    by: actor === 'STAFF' ? by_id : null,
  };
}
