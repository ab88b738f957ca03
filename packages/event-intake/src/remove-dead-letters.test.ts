import { EditRecorder, keyFile } from '@bankgraph/audit-log';
import { connect, type Knex, openPool } from '@bankgraph/database';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Databases, startDatabases } from './databases.fixture.js';
import { hashOf } from './event-intake.js';
import { type NamesCustomer, namesOf } from './names-customer.js';
import {
  discardDeadLetter,
  eraseDeadLetters,
  expireDeadLetters,
  listDiscarded,
  type Removing,
} from './remove-dead-letters.js';

const actor = { id: 'operator:ops', kind: 'staff' as const, roles: [], clientId: 'bankgraph', channel: null };

let databases: Databases;
let knex: Knex;
let closeRecorder: () => Promise<void>;
let onHold: NamesCustomer;
let removing: (command: string) => Removing;

beforeAll(async () => {
  databases = await startDatabases();
  knex = connect(databases.keeper.url, { poolMax: 2, applicationName: 'keeper' });
  const pool = openPool(databases.keeper.auditUrl, { poolMax: 1, applicationName: 'audit writer' });
  const recorder = await EditRecorder.open({ pool, service: 'test', keys: keyFile(databases.keeper.keys) });
  closeRecorder = async () => {
    await recorder.close();
    await pool.end();
  };
  removing = (command) => ({
    actor,
    command,
    withHolds: (run) => run(onHold),
    prepareEdit: (entry) => recorder.prepare(entry),
  });
}, 300_000);
afterAll(async () => {
  await closeRecorder?.();
  await knex?.destroy();
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(() => {
  onHold = () => false;
});
afterEach(() => databases.owner('events.dead_letter').delete());

/** A delivery that came so many days ago; @returns its number */
async function letter(content: unknown, daysAgo = 0, system = 'marble'): Promise<number> {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const [row] = await databases
    .owner('events.dead_letter')
    .insert({
      system,
      delivery_id: '',
      reason: 'not-understood',
      body,
      body_hash: hashOf(body),
      received_at: databases.owner.raw('now() - make_interval(days => ?)', [daysAgo]),
    })
    .returning<{ id: number }[]>('id');
  return row?.id ?? 0;
}
const waiting = () => knex('events.dead_letter').orderBy('id').pluck<number[]>('id');
const of = (...customers: string[]) => namesOf(customers, { directory: databases.owner, ledger: knex });

/** Fields of the removals on record under this command, in their order. */
async function recorded(command: string) {
  const leaves = await databases
    .owner('audit.record')
    .where({ kind: 'edit' })
    .orderBy('id')
    .pluck<Buffer[]>('leaf');
  return leaves
    .map((leaf) => JSON.parse(leaf.toString()))
    .filter(({ operationName }) => operationName === command);
}

describe('a delivery that is discarded', () => {
  it('is gone, and who did and why stays, without its content', async () => {
    const [id, other] = [await letter({ name: 'Ada Example', id: 'C-1001' }), await letter({ other: 1 })];
    expect(await discardDeadLetter(knex, id, 'a test of the vendor', removing('events discard'))).toBe(
      'discarded',
    );
    expect(await waiting()).toEqual([other]);
    const [record] = await recorded('events discard');
    expect(record).toMatchObject({
      actor: { id: 'operator:ops' },
      subject: null,
      identities: [],
      fields: [['DeadLetter.marble', 'allow', 1]],
    });
    expect(await listDiscarded(knex)).toEqual([
      {
        id,
        system: 'marble',
        keptBecause: 'not-understood',
        receivedAt: expect.stringMatching(/Z$/),
        discardedAt: expect.stringMatching(/Z$/),
        by: 'operator:ops',
        reason: 'a test of the vendor',
        record: record.id,
      },
    ]);
    const kept = JSON.stringify([record, await knex('events.discarded')]);
    expect(kept).not.toMatch(/Ada|C-1001/);
    expect(await discardDeadLetter(knex, id, 'again', removing('events discard'))).toBeNull();
    expect(await recorded('events discard')).toHaveLength(1);
  });

  it('stays when it names somebody on legal hold, or when it cannot be recorded', async () => {
    const id = await letter({ about: 'C-1002' });
    onHold = await of('C-1002');
    const before = (await recorded('events discard')).length;
    expect(await discardDeadLetter(knex, id, 'x', removing('events discard'))).toBe('on-hold');
    onHold = () => false;
    await databases.owner.raw('revoke insert on audit.record from event_keeper');
    try {
      await expect(discardDeadLetter(knex, id, 'x', removing('events discard'))).rejects.toThrow(
        expect.objectContaining({ name: 'AuditUnavailable' }),
      );
    } finally {
      await databases.owner.raw('grant insert on audit.record to event_keeper');
    }
    expect(await waiting()).toEqual([id]);
    expect(await recorded('events discard')).toHaveLength(before);
    expect(await discardDeadLetter(knex, id, 'x', removing('events discard'))).toBe('discarded');
  });

  it('is not for the role that takes in, and what was discarded is not changed', async () => {
    const intake = connect(databases.intake.url, { poolMax: 1, applicationName: 'intake' });
    try {
      for (const denied of [
        'delete from events.dead_letter',
        'select * from events.discarded',
        'insert into events.discarded default values',
      ]) {
        await expect(intake.raw(denied)).rejects.toMatchObject({ code: '42501' });
      }
    } finally {
      await intake.destroy();
    }
    for (const change of [`update events.discarded set reason = 'y'`, 'delete from events.discarded']) {
      await expect(databases.owner.raw(change)).rejects.toThrow('Events are not changed');
    }
  });
});

describe('deliveries that have waited too long', () => {
  it('are removed with a record of how many, however many there are, unless they name somebody on hold', async () => {
    await databases.owner.raw(
      `insert into events.dead_letter (system, delivery_id, reason, body, body_hash, received_at)
       select case n % 3 when 0 then 'fraud' else 'marble' end, n::text, 'not-understood', convert_to('{}', 'UTF8'),
         repeat('0', 64), now() - interval '91 days' from generate_series(1, 450) as n`,
    );
    const held = await letter({ about: 'C-1002' }, 91);
    const young = await letter({ about: 'C-1001' }, 89);
    onHold = await of('C-1002');
    expect(await expireDeadLetters(knex, 90, removing('events expire'))).toEqual({ removed: 450, onHold: 1 });
    expect(await waiting()).toEqual([held, young]);
    const records = await recorded('events expire');
    expect(records.map(({ fields }) => fields.map(([name]: [string]) => name))).toEqual(
      [1, 2, 3].map(() => ['DeadLetter.fraud', 'DeadLetter.marble']),
    );
    const counts = records.flatMap(({ fields }) =>
      fields.map(([, , count]: [string, string, number]) => count),
    );
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(450);
    expect(await expireDeadLetters(knex, 90, removing('events expire'))).toEqual({ removed: 0, onHold: 1 });
    expect(await recorded('events expire')).toHaveLength(3);
    onHold = () => false;
    expect(await expireDeadLetters(knex, 89, removing('events expire'))).toEqual({ removed: 2, onHold: 0 });
  });
});

describe('deliveries that name a customer', () => {
  beforeAll(async () => {
    await databases.owner('ledger.decision_event').insert({
      id: 'LE-1',
      subject: 'C-1001',
      occurred_at: '2026-11-01T07:00:00Z',
      recorded_at: '2026-11-01T07:00:00Z',
      domain: 'aml',
      kind: 'aml.alert',
      decision: 'REVIEW',
      actor: { type: 'SYSTEM', id: 'marble' },
      outcome: 'Sent to review',
      class: 'R',
      about_report: false,
      case_id: 'case-1001',
    });
  });

  it.each([
    ['{"a":["C-1001"]}', true],
    ['{"a":"see C-1001, please"}', true],
    ['{"dbtrId":"C-1001TAZAMA_EID"}', true],
    // The vendor's number for them, and a case of theirs.
    ['{"applicantId":"A-1001"}', true],
    ['{"case":{"id":"case-1001"}}', true],
    // JSON may write it like this, or it is no JSON at all.
    ['{"a":"\\u0043-1001"}', true],
    ['{"a":"first line\\nC-1001"}', true],
    ['customer=C-1001&x', true],
    ['{"a":"C-1002"}', false],
    ['{"a":"C-10010"}', false],
    ['{"a":"XC-1001"}', false],
    ['{"a":"C-1001-7"}', false],
    ['{"a":"C-1001TAZAMA"}', false],
    ['{"a":"case-100"}', false],
    ['{"a":"CX1001"}', false],
    ['', false],
  ])('are told from others: %s', async (body, expected) => {
    expect((await of('C-1001'))(Buffer.from(body))).toBe(expected);
  });

  it('are not looked for by what is no number', async () => {
    for (const word of ['true', 'a', '1', '202', '.*']) {
      expect((await of(word))(Buffer.from('{"a":true,"b":1,"c":"202 .* a"}'))).toBe(false);
    }
    expect((await namesOf([], { directory: knex, ledger: knex }))(Buffer.from('C-1001'))).toBe(false);
  });

  it('are removed when that customer is erased, and others are not', async () => {
    await letter({ about: 'C-1001' });
    await letter({ applicantId: 'A-1001' }, 0, 'identity-verification');
    const both = await letter({ about: ['C-1001', 'C-1002'] });
    const other = await letter({ about: 'C-1002' });
    onHold = await of('C-1002');
    const named = await of('C-1001');
    expect(await eraseDeadLetters(knex, named, removing('audit erase'))).toEqual({ removed: 2, onHold: 1 });
    expect(await waiting()).toEqual([both, other]);
    expect(await recorded('audit erase')).toMatchObject([
      {
        subject: null,
        identities: [],
        fields: [
          ['DeadLetter.identity-verification', 'allow', 1],
          ['DeadLetter.marble', 'allow', 1],
        ],
      },
    ]);
    expect(JSON.stringify(await recorded('audit erase'))).not.toMatch(/1001/);
  });
});
