import { AuditUnavailable } from '@bankgraph/audit-log';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Databases, startDatabases } from './databases.fixture.js';
import { insertJourneys } from './insert-journeys.js';
import { type Journey, statusOf } from './journey.js';
import type { Doer, JourneyStart, JourneyStepTaken, NewEvent } from './journey-change.js';
import { journeyDatabase } from './journey-database.js';
import type { JourneyRegister } from './journey-register.js';
import type { JourneyKind, JourneyStep } from './schema.generated.js';

const customer: Doer = { actor: 'CUSTOMER', id: 'C-1001', roles: 'customer' };
const agent: Doer = { actor: 'STAFF', id: 'S-agent', roles: 'frontline-agent, relationship-manager' };
const { signal } = new AbortController();
/** Records of changes have tests of their own below. */
const unheard = async () => undefined;

let databases: Databases;
let register: JourneyRegister;
let keys = 0;

beforeAll(async () => {
  databases = await startDatabases();
  register = journeyDatabase(databases.writer);
});
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(() => databases.clear());

const key = () => {
  keys += 1;
  return `change-${keys}`;
};
const startOf = (change: Partial<JourneyStart> = {}): JourneyStart => ({
  customerId: 'C-1001',
  kind: 'ADDRESS_CHANGE',
  channel: 'MOBILE',
  idempotencyKey: key(),
  by: customer,
  ...change,
});
const done = (step: JourneyStep): NewEvent => ({ kind: 'STEP_DONE', step, handedOverTo: null });
const abandoned: NewEvent = { kind: 'ABANDONED', step: null, handedOverTo: null };
const changeOf = (
  journey: Pick<Journey, 'id'>,
  version: number,
  events: readonly NewEvent[],
  change: Partial<JourneyStepTaken> = {},
): JourneyStepTaken => ({
  customerId: 'C-1001',
  id: journey.id,
  version,
  events,
  channel: 'CALL_CENTRE',
  idempotencyKey: key(),
  by: agent,
  ...change,
});

async function started(change: Partial<JourneyStart> = {}): Promise<Journey> {
  const kept = await register.start(startOf(change), unheard);
  if (kept.outcome !== 'kept') throw new Error(kept.outcome);
  return kept.journey;
}
const journeysOf = async (customerId: string) =>
  (await register.ofCustomers([customerId], signal)).get(customerId) ?? [];

describe('a journey', () => {
  it('is started by the customer, gone on with by an agent, and has all of its history', async () => {
    const { id } = await started();
    const handed: NewEvent = { kind: 'HANDED_OVER', step: null, handedOverTo: 'BRANCH' };
    const changed = await register.change(changeOf({ id }, 1, [done('NEW_ADDRESS_GIVEN'), handed]), unheard);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const none = { step: null, handedOverTo: null, by: null };
    const byAgent = { channel: 'CALL_CENTRE', actor: 'STAFF', by: 'S-agent', at };
    expect(changed).toEqual({
      outcome: 'kept',
      journey: {
        id,
        customerId: 'C-1001',
        kind: 'ADDRESS_CHANGE',
        events: [
          { ...none, kind: 'STARTED', at, channel: 'MOBILE', actor: 'CUSTOMER' },
          { ...none, ...byAgent, kind: 'STEP_DONE', step: 'NEW_ADDRESS_GIVEN' },
          { ...none, ...byAgent, kind: 'HANDED_OVER', handedOverTo: 'BRANCH' },
        ],
      },
    });
    expect(await journeysOf('C-1001')).toEqual([(changed as { journey: Journey }).journey]);
    expect(await databases.owner('journeys.journey_event').distinct('by_roles').orderBy('by_roles')).toEqual([
      { by_roles: 'customer' },
      { by_roles: 'frontline-agent, relationship-manager' },
    ]);
  });

  it('is completed with its last step, and then nothing more happens', async () => {
    const { id } = await started();
    await register.change(changeOf({ id }, 1, [done('NEW_ADDRESS_GIVEN')]), unheard);
    await register.change(changeOf({ id }, 2, [done('PROOF_PROVIDED')]), unheard);
    const last = changeOf({ id }, 3, [done('ADDRESS_CONFIRMED')]);
    const changed = await register.change(last, unheard);
    const { journey } = changed as { journey: Journey };
    expect(journey.events.map(({ kind }) => kind)).toEqual([
      ...['STARTED', 'STEP_DONE', 'STEP_DONE', 'STEP_DONE', 'COMPLETED'],
    ]);
    expect(await register.change(last, unheard)).toEqual({ outcome: 'known', journey });
    expect(await register.change(changeOf({ id }, 5, [abandoned]), unheard)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'BAD_USER_INPUT', message: 'The journey is over: COMPLETED.' },
    });
    expect(await databases.kept()).toBe(6);
  });

  it('is one of its kind as long as it is open', async () => {
    const first = await started();
    expect(await register.start(startOf({ by: agent }), unheard)).toEqual({ outcome: 'one is open' });
    await started({ kind: 'DOCUMENT_RENEWAL' });
    await started({ customerId: 'C-1002', by: agent });
    await register.change(changeOf(first, 1, [abandoned]), unheard);
    const second = await started();
    expect((await journeysOf('C-1001')).map(({ id, kind }) => [id === first.id, kind])).toEqual([
      [false, 'ADDRESS_CHANGE'],
      [false, 'DOCUMENT_RENEWAL'],
      [true, 'ADDRESS_CHANGE'],
    ]);
    expect(second.id).not.toBe(first.id);
  });

  it('is listed as long as it is open, however many came after it', async () => {
    const open = await started({ kind: 'ONBOARDING' });
    await insertJourneys(
      databases.owner,
      Array.from({ length: 120 }, (_, n) => ({
        id: `J-${n}`,
        customerId: 'C-1001',
        kind: 'ADDRESS_CHANGE' as const,
        events: (['STARTED', 'ABANDONED'] as const).map((kind) => ({
          ...{ kind, step: null, handedOverTo: null, handledBy: null, channel: 'ONLINE' as const },
          at: new Date(Date.UTC(2040, 1, 1, 0, n)).toISOString(),
        })),
      })),
    );
    const listed = await journeysOf('C-1001');
    expect([listed.length, listed[0]?.id, listed.at(-1)?.id]).toEqual([100, 'J-119', open.id]);
  });

  it('is read for several customers by one question, and nobody has somebody else’s', async () => {
    await started();
    await started({ customerId: 'C-1002', by: agent });
    const of = await register.ofCustomers(['C-1001', 'C-1002', 'C-1003'], signal);
    expect([...of].map(([id, journeys]) => [id, journeys.map(({ customerId }) => customerId)])).toEqual([
      ['C-1001', ['C-1001']],
      ['C-1002', ['C-1002']],
      ['C-1003', []],
    ]);
  });
});

describe('two changes', () => {
  it('of one version at once: one is kept, and the other is told', async () => {
    const { id } = await started();
    const outcomes = await Promise.all(
      [agent, customer].map((by) =>
        register.change(changeOf({ id }, 1, [done('NEW_ADDRESS_GIVEN')], { by }), unheard),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'overtaken']);
    expect(outcomes).toContainEqual({ outcome: 'overtaken', version: 2 });
    expect(await databases.kept()).toBe(3);
  });

  it('that start the same kind at once: one is kept', async () => {
    const outcomes = await Promise.all(
      [agent, customer].map((by) => register.start(startOf({ by }), unheard)),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'one is open']);
    expect(await databases.kept()).toBe(2);
  });

  it('under one key are one, ten times at once', async () => {
    const start = startOf();
    const starts = await Promise.all(Array.from({ length: 10 }, () => register.start(start, unheard)));
    expect(starts.map(({ outcome }) => outcome).sort()).toEqual(['kept', ...Array(9).fill('known')]);
    const [journey] = await journeysOf('C-1001');
    if (journey === undefined) throw new Error('There is none.');
    const change = changeOf(journey, 1, [done('NEW_ADDRESS_GIVEN')]);
    const changes = await Promise.all(Array.from({ length: 10 }, () => register.change(change, unheard)));
    expect(changes.map(({ outcome }) => outcome).sort()).toEqual(['kept', ...Array(9).fill('known')]);
    expect(await databases.kept()).toBe(3);
  });

  it('under one key that are not the same are told apart', async () => {
    const start = startOf();
    const kept = await register.start(start, unheard);
    const { journey } = kept as { journey: Journey };
    const other = { outcome: 'other change' };
    const kinds: JourneyKind[] = ['DOCUMENT_RENEWAL', 'ONBOARDING'];
    for (const kind of kinds) expect(await register.start({ ...start, kind }, unheard)).toEqual(other);
    expect(await register.start({ ...start, channel: 'ONLINE' }, unheard)).toEqual(other);
    const { idempotencyKey } = start;
    const change = changeOf(journey, 1, [done('NEW_ADDRESS_GIVEN')], { by: customer, idempotencyKey });
    expect(await register.change(change, unheard)).toEqual(other);
    const byAgent = changeOf(journey, 1, [done('NEW_ADDRESS_GIVEN')], { idempotencyKey });
    expect((await register.change(byAgent, unheard)).outcome).toBe('kept');
    expect(await register.change({ ...byAgent, events: [abandoned] }, unheard)).toEqual(other);
    const forAnother = startOf({ customerId: 'C-1002', by: agent, idempotencyKey });
    expect(await register.start(forAnother, unheard)).toEqual(other);
    expect(await databases.kept()).toBe(3);
  });

  it('under one key for two customers at once: one is kept', async () => {
    const idempotencyKey = key();
    const outcomes = await Promise.all(
      ['C-1001', 'C-1002'].map((customerId) =>
        register.start(startOf({ customerId, by: agent, idempotencyKey }), unheard),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['kept', 'other change']);
  });
});

describe('a change of somebody else’s journey', () => {
  it('finds none', async () => {
    const { id } = await started({ customerId: 'C-1002', by: agent });
    expect(await register.change(changeOf({ id }, 1, [abandoned]), unheard)).toEqual({ outcome: 'none' });
    expect(await register.change(changeOf({ id: 'no such' }, 1, [abandoned]), unheard)).toEqual({
      outcome: 'none',
    });
  });
});

describe('the record of a change', () => {
  it('is there with it, and neither without the other', async () => {
    const record = await databases.edits.prepare({
      actor: {
        id: 'S-agent',
        kind: 'staff',
        roles: ['frontline-agent'],
        clientId: 'desk',
        channel: null,
      },
      purpose: 'CustomerCare',
      subject: 'C-1001',
      requestId: 'r-1',
      operationName: null,
      operationHash: 'h',
      policyVersion: 'p',
      fields: [['Mutation.startJourney', 'allow', 1]],
    });
    expect((await register.start(startOf({ by: agent }), record)).outcome).toBe('kept');
    const recorded = await databases.recorded();
    expect(recorded[0]).toMatchObject({ subject: 'C-1001', actor: { id: 'S-agent' } });
    const failing = async () => {
      throw new AuditUnavailable(new Error('gone'));
    };
    const [journey] = await journeysOf('C-1001');
    if (journey === undefined) throw new Error('There is none.');
    await expect(register.start(startOf({ kind: 'ONBOARDING' }), failing)).rejects.toThrow(AuditUnavailable);
    await expect(register.change(changeOf(journey, 1, [abandoned]), failing)).rejects.toThrow(
      AuditUnavailable,
    );
    expect((await journeysOf('C-1001')).map(statusOf)).toEqual(['OPEN']);
    expect(await databases.kept()).toBe(2);
    expect(await databases.recorded()).toHaveLength(recorded.length);
  });
});

describe('the database by itself', () => {
  const row = (journeyId: string, change: object = {}) => ({
    journey_id: journeyId,
    sequence: 2,
    kind: 'STEP_DONE',
    step: 'NEW_ADDRESS_GIVEN',
    channel: 'BRANCH',
    actor: 'STAFF',
    by_id: 'S-agent',
    by_roles: 'frontline-agent',
    idempotency_key: key(),
    ...change,
  });

  it('refuses what breaks the history, whatever the program does', async () => {
    const { id } = await started();
    const insert = (change: object) => databases.writer('journeys.journey_event').insert(row(id, change));
    const broken: readonly object[] = [
      { sequence: 3 },
      { sequence: 1 },
      { sequence: 2, kind: 'STARTED', step: null },
      { step: null },
      { step: 'SOMETHING_ELSE' },
      { channel: 'FAX' },
      { kind: 'ABANDONED' },
      { kind: 'HANDED_OVER', step: null },
      { kind: 'HANDED_OVER', step: null, handed_over_to: 'BRANCH' },
      { actor: 'CUSTOMER', by_id: 'C-1002' },
      { idempotency_key: 'short' },
    ];
    for (const change of broken) await expect(insert(change)).rejects.toThrow();
    expect(await databases.kept()).toBe(2);
    await insert({});
    await expect(insert({ sequence: 3 })).rejects.toThrow('journey_step_once');
    await insert({ sequence: 3, kind: 'ABANDONED', step: null });
    await expect(insert({ sequence: 4, step: 'PROOF_PROVIDED' })).rejects.toThrow('on no end');
    await started();
    await expect(
      databases.writer('journeys.journey').insert({ customer_id: 'C-1001', kind: 'ADDRESS_CHANGE' }),
    ).rejects.toThrow('is open');
  });

  it('has the times of the database, but for its owner', async () => {
    const before = '2020-01-01T00:00:00.000Z';
    const [kept] = await databases
      .writer('journeys.journey')
      .insert({ customer_id: 'C-1', kind: 'ONBOARDING', started_at: before })
      .returning('id');
    const first = { sequence: 1, kind: 'STARTED', step: null, at: before };
    await databases.writer('journeys.journey_event').insert(row(kept.id, first));
    const [journey] = await journeysOf('C-1');
    expect(Math.abs(Date.parse(journey?.events[0].at ?? '') - Date.now())).toBeLessThan(60_000);
    await databases.owner('journeys.journey').insert({
      id: 'J-old',
      customer_id: 'C-2',
      kind: 'ONBOARDING',
      started_at: before,
    });
    await databases.owner('journeys.journey_event').insert(row('J-old', first));
    expect((await journeysOf('C-2'))[0]?.events[0].at).toBe(before);
  });

  it('refuses every change of what is kept, and gives its role no more than it needs', async () => {
    await started();
    const { owner, writer } = databases;
    for (const table of ['journeys.journey', 'journeys.journey_event']) {
      const changes = [
        `update ${table} set kind = kind`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ];
      for (const change of changes) {
        await expect(owner.raw(change)).rejects.toThrow('append only');
        await expect(writer.raw(change)).rejects.toThrow('permission denied');
      }
    }
    await expect(writer.raw('create table journeys.x (y int)')).rejects.toThrow('permission denied');
    await expect(writer.raw('delete from audit.record')).rejects.toThrow('permission denied');
  });

  it('that cannot be asked is told as a system that is not there', async () => {
    await databases.owner.raw('revoke select on journeys.journey from journeys_writer');
    try {
      const unavailable = { code: 'UPSTREAM_UNAVAILABLE', details: { system: 'journeys' } };
      await expect(register.ofCustomers(['C-1001'], signal)).rejects.toMatchObject(unavailable);
      await expect(register.start(startOf(), unheard)).rejects.toMatchObject(unavailable);
    } finally {
      await databases.owner.raw('grant select on journeys.journey to journeys_writer');
    }
    expect(await databases.kept()).toBe(0);
  });
});
