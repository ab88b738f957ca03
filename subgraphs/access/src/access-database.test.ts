import { connect } from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessDatabase } from './access-database.js';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRegister } from './access-register.js';
import type { AccessRequest } from './access-request.js';
import { type Databases, startDatabases } from './databases.fixture.js';

const agent: Doer = { staff: 'S-agent', role: 'frontline-agent' };
const officer: Doer = { staff: 'S-officer', role: 'dpo' };
const auditor: Doer = { staff: 'S-auditor', role: 'auditor' };
const approval: AccessEvent = { kind: 'APPROVED', note: null };
const review: AccessEvent = { kind: 'REVIEWED', verdict: 'JUSTIFIED', note: 'Seen' };
const asked: AccessRequest = {
  kind: 'BREAK_GLASS',
  customerId: 'C-1001',
  reason: 'Her card was stolen, and nobody else is on duty.',
  minutes: 30,
  idempotencyKey: 'request-0001',
};
const { signal } = new AbortController();

let databases: Databases;
let register: AccessRegister;

beforeAll(async () => {
  databases = await startDatabases();
  register = accessDatabase(databases.writer);
});
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await databases.owner.transaction(async (all) => {
    await all.raw('set local session_replication_role = replica');
    await all.raw('truncate access.grant, access.grant_event');
  });
});

async function request(change: Partial<AccessRequest> = {}, by = agent): Promise<AccessGrant> {
  const kept = await register.request({ ...asked, ...change }, by, signal);
  if (!('grant' in kept)) throw new Error(kept.outcome);
  return kept.grant;
}

async function become(grant: AccessGrant, event: AccessEvent, by: Doer): Promise<AccessGrant> {
  const done = await register.append(event, grant, by, signal);
  if (done.outcome !== 'appended') throw new Error(done.outcome);
  return done.grant;
}

const statusOf = async ({ id }: AccessGrant) => (await register.byId(id, signal))?.status;
const open = () => databases.reader('access.open_grant').select('*');

describe('a grant', () => {
  it('is open from the approval on, until its minutes are over, and has all of its history', async () => {
    const requested = await request();
    expect(requested).toMatchObject({ status: 'REQUESTED', approved: false, expiresAt: null, review: null });
    expect(await open()).toEqual([]);
    await databases.pass('2 hours');
    const approved = await become(requested, { kind: 'APPROVED', note: 'Go' }, officer);
    expect(approved).toMatchObject({
      status: 'OPEN',
      approved: true,
      decidedBy: 'S-officer',
      decidedRole: 'dpo',
      decisionNote: 'Go',
      events: 1,
    });
    expect(Date.parse(approved.expiresAt ?? '') - Date.parse(approved.decidedAt ?? '')).toBe(30 * 60_000);
    expect(await open()).toEqual([{ staff_id: 'S-agent', customer_id: 'C-1001', kind: 'BREAK_GLASS' }]);
    await databases.pass('29 minutes 59 seconds');
    expect(await statusOf(approved)).toBe('OPEN');
    await databases.pass('2 seconds');
    expect(await statusOf(approved)).toBe('EXPIRED');
    expect(await open()).toEqual([]);
    expect(await become(approved, review, auditor)).toMatchObject({
      status: 'REVIEWED',
      review: {
        by: 'S-auditor',
        role: 'auditor',
        verdict: 'JUSTIFIED',
        note: 'Seen',
        at: expect.any(String),
      },
      events: 2,
    });
  });

  it('that was ended or refused is open no more', async () => {
    const ended = await become(await become(await request(), approval, officer), { kind: 'ENDED' }, agent);
    const refused = await become(
      await request({ idempotencyKey: 'request-0002' }),
      { kind: 'REFUSED', note: null },
      officer,
    );
    const withdrawn = await become(
      await request({ idempotencyKey: 'request-0003' }),
      { kind: 'ENDED' },
      agent,
    );
    expect([ended.status, refused.status, withdrawn.status]).toEqual(['ENDED', 'REFUSED', 'ENDED']);
    expect([ended.approved, refused.approved, withdrawn.approved]).toEqual([true, false, false]);
    expect(await open()).toEqual([]);
  });

  it('has the times of the database, whatever the program says', async () => {
    const { id } = await request();
    await databases.writer('access.grant_event').insert({
      grant_id: id,
      sequence: 1,
      kind: 'APPROVED',
      by_staff: 'S-officer',
      by_role: 'dpo',
      at: '2099-01-01T00:00:00Z',
    });
    const [kept] = await databases
      .writer('access.grant')
      .insert({
        ...{ kind: 'UNMASKING', customer_id: 'C-1', requested_by: 'S-1', requested_role: 'dpo' },
        ...{ reason: asked.reason, minutes: 1, idempotency_key: 'k', requested_at: '2099-01-01T00:00:00Z' },
      })
      .returning('id');
    for (const grant of [await register.byId(id, signal), await register.byId(kept.id, signal)]) {
      const at = Date.parse(grant?.decidedAt ?? grant?.requestedAt ?? '');
      expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
    }
  });
});

describe('the database by itself', () => {
  it.each<AccessEvent>([approval, { kind: 'REFUSED', note: null }, review])(
    'refuses $kind by the person who asked',
    async (event) => {
      const grant = await request();
      expect(await register.append(event, grant, agent, signal)).toEqual({ outcome: 'four eyes' });
      const inAnotherRole = { ...agent, role: 'dpo' };
      expect(await register.append(event, grant, inAnotherRole, signal)).toEqual({ outcome: 'four eyes' });
      expect(await statusOf(grant)).toBe('REQUESTED');
    },
  );

  it('refuses a review by the person who approved', async () => {
    const approved = await become(await request(), approval, officer);
    await databases.pass('1 hour');
    expect(await register.append(review, approved, officer, signal)).toEqual({ outcome: 'four eyes' });
    expect((await become(approved, review, auditor)).status).toBe('REVIEWED');
  });

  it('refuses every change of what is kept, and gives its roles no more than they need', async () => {
    await become(await request(), approval, officer);
    const { owner, writer, reader } = databases;
    for (const table of ['access.grant', 'access.grant_event']) {
      const changes = [
        `update ${table} set kind = kind`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ];
      for (const change of changes) {
        await expect(owner.raw(change)).rejects.toMatchObject({ code: '23001' });
        await expect(writer.raw(change)).rejects.toMatchObject({ code: '42501' });
      }
      await expect(reader.raw(`select from ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(reader.raw('select reason from access.grant_state')).rejects.toMatchObject({
      code: '42501',
    });
    for (const wayOut of [
      'set session_replication_role = replica',
      'alter table access.grant disable trigger all',
    ]) {
      await expect(writer.raw(wayOut)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it.each([
    ['a reason that is none', { reason: 'because' }],
    ['no minutes', { minutes: 0 }],
    ['too many minutes for break-glass', { minutes: 61 }],
    ['too many minutes for unmasking', { kind: 'UNMASKING', minutes: 481 }],
  ])('refuses %s', async (_what, change) => {
    const row = { customer_id: 'C-1', requested_by: 'S-1', requested_role: 'dpo', idempotency_key: 'k' };
    const good = { kind: 'BREAK_GLASS', reason: asked.reason, minutes: 1 };
    await expect(
      databases.writer('access.grant').insert({ ...row, ...good, ...change }),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('the register', () => {
  it('keeps a request once, however often and at once it is sent, and no other under its key', async () => {
    const kept = await Promise.all(Array.from({ length: 4 }, () => register.request(asked, agent, signal)));
    expect(kept.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'known', 'new']);
    expect(new Set(kept.map((one) => ('grant' in one ? one.grant.id : null))).size).toBe(1);
    for (const change of [{ customerId: 'C-1002' }, { minutes: 31 }, { kind: 'UNMASKING' as const }]) {
      expect(await register.request({ ...asked, ...change }, agent, signal)).toEqual({
        outcome: 'other request',
      });
    }
    // Somebody else's key is another one.
    expect(await register.request(asked, officer, signal)).toMatchObject({ outcome: 'new' });
  });

  it('takes one of two decisions that come at the same moment', async () => {
    const grant = await request();
    const other = { staff: 'S-other', role: 'mlro' };
    const outcomes = await Promise.all([
      register.append(approval, grant, officer, signal),
      register.append({ kind: 'REFUSED', note: null }, grant, other, signal),
      register.append({ kind: 'ENDED' }, grant, agent, signal),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'overtaken', 'overtaken']);
  });

  it('gives no break-glass to a person whose last one should have been reviewed a week ago', async () => {
    const grant = await become(await request(), approval, officer);
    await databases.pass('7 days 29 minutes');
    expect((await request({ idempotencyKey: 'request-0002' })).status).toBe('REQUESTED');
    await databases.pass('2 minutes');
    const next = { ...asked, idempotencyKey: 'request-0003' };
    expect(await register.request(next, agent, signal)).toEqual({ outcome: 'review overdue' });
    // The same request as before is still the same, others may go on asking, and so may they for numbers.
    expect((await request({ idempotencyKey: 'request-0002' })).status).toBe('REQUESTED');
    expect((await request({}, officer)).status).toBe('REQUESTED');
    expect((await request({ kind: 'UNMASKING', idempotencyKey: 'request-0004' })).status).toBe('REQUESTED');
    await become(grant, { ...review, verdict: 'NOT_JUSTIFIED' }, auditor);
    expect((await request({ idempotencyKey: 'request-0003' })).status).toBe('REQUESTED');
  });

  it('counts the week from the moment at which access was given back', async () => {
    await become(await become(await request({ minutes: 60 }), approval, officer), { kind: 'ENDED' }, agent);
    await databases.pass('7 days 1 second');
    const next = { ...asked, idempotencyKey: 'request-0002' };
    expect(await register.request(next, agent, signal)).toEqual({ outcome: 'review overdue' });
  });

  it('needs no review of what was never open', async () => {
    await become(await request(), { kind: 'REFUSED', note: null }, officer);
    await become(await request({ idempotencyKey: 'request-0002' }), { kind: 'ENDED' }, agent);
    await databases.pass('30 days');
    expect((await request({ idempotencyKey: 'request-0003' })).status).toBe('REQUESTED');
  });

  it('lists the newest first, and never without a person’s own', async () => {
    const first = await request();
    await databases.pass('1 minute');
    const many = `insert into access.grant (kind, customer_id, requested_by, requested_role, reason, minutes, idempotency_key)
      select 'UNMASKING', 'C-' || n, 'S-busy', 'kyc-analyst', repeat('x', 20), 5, 'key-' || n from generate_series(1, 1200) n`;
    await databases.owner.raw(many);
    await databases.pass('1 minute');
    const last = await become(await request({}, officer), { kind: 'REFUSED', note: null }, auditor);
    const newest = async (staff: string, status: AccessGrant['status'] | null = null) =>
      (await register.newest({ status, staff }, signal)).map(({ id }) => id);
    const own = await newest('S-agent');
    expect([own.length, own[0], own.at(-1)]).toEqual([1_001, last.id, first.id]);
    expect((await newest('S-auditor')).length).toBe(1_000);
    expect(await newest('S-auditor', 'REFUSED')).toEqual([last.id]);
    expect(await newest('S-auditor', 'OPEN')).toEqual([]);
  });

  it('that cannot be reached says so by its name, and nothing else', async () => {
    const nowhere = connect('postgresql://access_writer:secret@127.0.0.1:1/bankgraph', {
      poolMax: 1,
      applicationName: 'access',
    });
    const unreachable = accessDatabase(nowhere);
    for (const call of [
      unreachable.byId('x', signal),
      unreachable.request(asked, agent, signal),
      unreachable.newest({ status: null, staff: 'S-1' }, signal),
    ]) {
      const failure: unknown = await call.catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', details: { system: 'access' } });
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/127\.0\.0\.1|secret|select|card/);
    }
    await nowhere.destroy();
  });
});
