import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  auditReaderRole,
  auditWriterRole,
  EditRecorder,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
  type RecordEdit,
} from '@bankgraph/audit-log';
import { canonicalJson } from '@bankgraph/bank-sources';
import {
  connect,
  databaseUrl,
  type Knex,
  openPool,
  type Pool,
  startTemporaryPostgres,
  type TemporaryPostgres,
} from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { appendDecisions } from './append-decisions.js';
import { checkEntry, type DecisionEventEntry } from './decision-event-entry.js';
import { entryHash } from './entry-hash.js';
import { insertDecisionEvents } from './insert-decision-events.fixture.js';
import { ledgerReaderRole, prepareLedger } from './ledger-schema.js';
import { verifyLedger } from './verify-ledger.js';

const password = 'only for tests';
const hash = 'a'.repeat(64);

function decided(id: string, change: Partial<DecisionEventEntry> = {}): DecisionEventEntry {
  return {
    id,
    subject: 'C-1',
    occurredAt: '2026-06-01T12:00:00.000+02:00',
    recordedAt: '2026-06-01T10:01:00.123Z',
    domain: 'kyc',
    kind: 'kyc.risk-rating',
    decision: 'MEDIUM',
    actor: { type: 'HUMAN', id: 'S-kyc-analyst-1', role: 'kyc-analyst' },
    inputs: [{ system: 'kyc', externalId: 'RR-1', hash, asOf: '2026-06-01T10:00:00Z', class: 'C' }],
    plan: { type: 'MODEL', id: 'customer-risk', version: '4.2.0' },
    outcome: 'Rating raised – "Žluťoučký"',
    reasonForCustomer: null,
    reasonInternal: 'PERIODIC_REVIEW',
    causedBy: ['LE-0'],
    supersedes: null,
    approvals: [{ by: 'S-mlro-1', role: 'mlro', at: '2026-06-01T11:00:00Z' }],
    class: 'C',
    ...change,
  };
}

let server: TemporaryPostgres;
let folder: string;
let owner: Knex;
let ledger: Knex;
let audit: Knex;
let pool: Pool;
let recorder: EditRecorder;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startTemporaryPostgres();
  folder = await mkdtemp(join(tmpdir(), 'bankgraph-ledger-'));
  await ensureKeyFile(join(folder, 'keys.json'));
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A ledger of its own for each test, since each breaks its own. */
beforeEach(async () => {
  for (const close of closing.splice(0)) await close();
  const url = await server.newDatabase();
  const keys = keyFile(join(folder, 'keys.json'));
  owner = connect(url, { poolMax: 2, applicationName: 'owner' });
  await prepareLedger(owner, { reader: password });
  await prepareAuditLog(owner, {
    reader: password,
    writer: password,
    integrator: password,
    witness: password,
    keyKeeper: password,
  });
  await prepareKeys(owner, keys);
  const reader = (role: string) =>
    connect(databaseUrl(url, { role, password }), { poolMax: 1, applicationName: role, readOnly: true });
  ledger = reader(ledgerReaderRole);
  audit = reader(auditReaderRole);
  pool = openPool(databaseUrl(url, { role: auditWriterRole, password }), {
    poolMax: 1,
    applicationName: 'writer',
  });
  recorder = await EditRecorder.open({ pool, service: 'test', keys });
  closing.push(
    () => recorder.close(),
    () => pool.end(),
    () => owner.destroy(),
    () => ledger.destroy(),
    () => audit.destroy(),
  );
});

const prepared = (): Promise<RecordEdit> =>
  recorder.prepare({
    actor: { id: 'S-kyc-analyst-1', kind: 'staff', roles: ['kyc-analyst'], clientId: 'desk', channel: null },
    purpose: 'LegalCompliance',
    subject: 'C-1',
    requestId: 'r',
    operationName: null,
    operationHash: 'h',
    policyVersion: 'p',
    fields: [['Mutation.rate', 'allow', 1]],
  });

async function append(...entries: readonly DecisionEventEntry[]): Promise<number> {
  const record = await prepared();
  return owner.transaction((all) => appendDecisions(all, entries, record));
}

/** As whoever owns the machine: no trigger hinders, no constraint. */
const tamper = (statement: string) =>
  owner.transaction(async (all) => {
    await all.raw('set local session_replication_role to replica');
    await all.raw(statement);
  });

const recordOf = async (decision: string) =>
  ((await owner('ledger.anchor').where({ decision }).first('record')) as { record: string }).record;
const verify = (most?: number) => verifyLedger({ ledger, audit, ...(most === undefined ? {} : { most }) });
const faults = async () =>
  (await verify()).faults.map(({ kind, decision, record }) => [kind, decision, record]);

describe('a ledger that nobody touched', () => {
  it('is found whole, each decision with the record that anchors it', async () => {
    expect(await append(decided('LE-1'))).toBe(1);
    expect(await append(decided('LE-2', { plan: null, causedBy: [] }), decided('LE-3'))).toBe(2);
    expect(await verify()).toEqual({ decisions: 3, records: 2, whole: true, faults: [], faultCount: 0 });
    expect(await recordOf('LE-2')).toBe(await recordOf('LE-3'));
    expect(await recordOf('LE-1')).not.toBe(await recordOf('LE-2'));
    const { rows } = await audit.raw(
      `select convert_from(leaf, 'UTF8')::json as leaf from audit.record where id = ?`,
      [await recordOf('LE-1')],
    );
    expect(rows[0].leaf).toMatchObject({
      kind: 'edit',
      answer: {
        salt: expect.stringMatching(/^[0-9a-f]{32}$/),
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  it('has what is handed in again once, and the record of that anchors nothing', async () => {
    await append(decided('LE-1'));
    expect(await append(decided('LE-1', { decision: 'HIGH' }))).toBe(0);
    expect(await append(decided('LE-1'), decided('LE-2'))).toBe(1);
    expect(await verify()).toMatchObject({ decisions: 2, records: 2, faultCount: 0 });
  });

  it('keeps nothing of an append that is rolled back', async () => {
    const record = await prepared();
    await owner
      .transaction(async (all) => {
        await appendDecisions(all, [decided('LE-1')], record);
        throw new Error('changed my mind');
      })
      .catch(() => undefined);
    expect(await verify()).toMatchObject({ decisions: 0, records: 0, faultCount: 0 });
  });

  it('takes thousands in one append, and of many looks at the newest when told to', async () => {
    const many = Array.from({ length: 4_500 }, (_, n) => decided(`LE-${n}`));
    await append(...many);
    await append(decided('LE-last'));
    expect(await verify()).toMatchObject({ decisions: 4_501, records: 2, whole: true, faultCount: 0 });
    expect(await verify(1)).toMatchObject({ decisions: 1, records: 1, whole: false, faultCount: 0 });
  }, 30_000);

  it('refuses decisions whose record says nothing of itself, and takes them back', async () => {
    await expect(
      owner.transaction((all) => appendDecisions(all, [decided('LE-1')], async () => undefined)),
    ).rejects.toThrow('no record anchors them');
    expect(await verify()).toMatchObject({ decisions: 0, faultCount: 0 });
  });
});

describe('of a ledger that somebody touched is named', () => {
  beforeEach(async () => {
    await append(decided('LE-1'));
    await append(decided('LE-2'), decided('LE-3'), decided('LE-4'));
  });

  it.each([
    ['decision', `'LOW'`],
    ['subject', `'C-2'`],
    ['occurred_at', `occurred_at - interval '1 millisecond'`],
    ['recorded_at', `occurred_at`],
    ['actor', `jsonb_set(actor, '{id}', '"S-somebody-else-1"')`],
    ['actor', `actor || '{"more": 1}'`],
    ['inputs', `'[]'`],
    ['plan', 'null'],
    ['outcome', `outcome || ' '`],
    ['reason_for_customer', `''`],
    ['reason_internal', 'null'],
    ['caused_by', `'{}'`],
    ['supersedes', `'LE-1'`],
    ['approvals', `'[]'`],
    ['class', `'I'`],
    ['case_id', `'case-1'`],
  ])('the decision whose %s was changed to %s', async (column, value) => {
    await tamper(`update ledger.decision_event set ${column} = ${value} where id = 'LE-3'`);
    expect(await faults()).toEqual([['changed', 'LE-3', await recordOf('LE-3')]]);
  });

  it('the decision that was removed', async () => {
    const record = await recordOf('LE-3');
    await tamper(`delete from ledger.decision_event where id = 'LE-3'`);
    expect(await faults()).toEqual([['deleted', 'LE-3', record]]);
  });

  it('the decision that was inserted, and nothing of an unanchored ledger is taken for whole', async () => {
    await insertDecisionEvents(owner, [decided('LE-9')]);
    expect(await faults()).toEqual([['inserted', 'LE-9', null]]);
  });

  it('the append, when the anchor was changed with the decision', async () => {
    const record = await recordOf('LE-3');
    const forged = entryHash(checkEntry(decided('LE-3', { decision: 'LOW' }))).toString('hex');
    await tamper(`update ledger.decision_event set decision = 'LOW' where id = 'LE-3';
      update ledger.anchor set hash = decode('${forged}', 'hex') where decision = 'LE-3'`);
    expect(await faults()).toEqual([['anchor', null, record]]);
  });

  it('the append, when the anchor was removed with the decision, of all of it too', async () => {
    const [first, record] = [await recordOf('LE-1'), await recordOf('LE-3')];
    await tamper(`delete from ledger.decision_event where id in ('LE-1', 'LE-3');
      delete from ledger.anchor where decision in ('LE-1', 'LE-3')`);
    expect(await faults()).toEqual([
      ['anchor', null, record],
      ['deleted', null, first],
    ]);
  });

  it('the append that a decision was smuggled into, and one that points at a record that is none', async () => {
    const record = await recordOf('LE-3');
    const nowhere = '019ab3d2-0000-7000-8000-000000000000';
    await insertDecisionEvents(owner, [decided('LE-8'), decided('LE-9')]);
    for (const [id, at] of [
      ['LE-8', record],
      ['LE-9', nowhere],
    ] as const) {
      const forged = entryHash(checkEntry(decided(id))).toString('hex');
      await tamper(`insert into ledger.anchor values ('${id}', decode('${forged}', 'hex'), '${at}')`);
    }
    expect((await faults()).toSorted()).toEqual(
      [
        ['anchor', null, nowhere],
        ['anchor', null, record],
      ].toSorted(),
    );
  });

  it('only so far as was asked for, but all are counted', async () => {
    await tamper(`update ledger.decision_event set decision = 'LOW'`);
    const found = await verifyLedger({ ledger, audit, mostFaults: 1 });
    expect([found.faults.length, found.faultCount]).toEqual([1, 4]);
  });
});

it('the anchors are append-only too', async () => {
  await append(decided('LE-1'));
  for (const statement of [
    'update ledger.anchor set hash = hash',
    'delete from ledger.anchor',
    'truncate ledger.anchor',
  ])
    await expect(owner.raw(statement)).rejects.toMatchObject({ code: '23001' });
});

it('the canonical form does not depend on the order of members, and tells apart what JSON tells apart', () => {
  expect(canonicalJson({ b: [true, null, 'é"\n'], a: { d: '', c: '1' } })).toBe(
    '{"a":{"c":"1","d":""},"b":[true,null,"é\\"\\n"]}',
  );
  // RFC 8785, section 3.2.3: by UTF-16 code unit.
  expect(
    canonicalJson({ '\u20ac': '', '\r': '', '\ufb33': '', '1': '', '😀': '', '\u0080': '', ö: '' }),
  ).toBe('{"\\r":"","1":"","\u0080":"","ö":"","€":"","😀":"","\ufb33":""}');
  expect(entryHash(checkEntry(decided('LE-1')))).toEqual(
    entryHash(checkEntry(decided('LE-1', { occurredAt: '2026-06-01T10:00:00Z' }))),
  );
});
