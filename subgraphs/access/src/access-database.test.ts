import { randomUUID } from 'node:crypto';
import { connect } from '@bankgraph/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessDatabase } from './access-database.js';
import type { AccessEvent, AccessGrant, Doer } from './access-grant.js';
import type { AccessRegister, Keeping } from './access-register.js';
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
/** Records of changes have tests of their own below. */
const unheard: Keeping = { record: async () => randomUUID(), onKept: () => undefined };

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
  const kept = await register.request({ ...asked, ...change }, by, unheard);
  if (!('grant' in kept)) throw new Error(kept.outcome);
  return kept.grant;
}

async function become(grant: AccessGrant, event: AccessEvent, by: Doer): Promise<AccessGrant> {
  const done = await register.append(event, grant, by, unheard);
  if (done.outcome !== 'appended') throw new Error(done.outcome);
  return done.grant;
}

/** Asks for more than the list holds, and withdraws it all. */
async function withdrawMany(): Promise<void> {
  await databases.owner.raw(`
    with withdrawn as (
      insert into access.grant (kind, customer_id, requested_by, requested_role, reason, minutes, idempotency_key)
      select 'UNMASKING', 'C-' || n, 'S-busy', 'kyc-analyst', repeat('x', 20), 5, 'key-' || n
      from generate_series(1, 1200) n returning id
    )
    insert into access.grant_event (grant_id, sequence, kind, by_staff, by_role)
    select id, 1, 'ENDED', 'S-busy', 'kyc-analyst' from withdrawn`);
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
      expect(await register.append(event, grant, agent, unheard)).toEqual({ outcome: 'four eyes' });
      const inAnotherRole = { ...agent, role: 'dpo' };
      expect(await register.append(event, grant, inAnotherRole, unheard)).toEqual({ outcome: 'four eyes' });
      expect(await statusOf(grant)).toBe('REQUESTED');
    },
  );

  it('refuses a review by the person who approved', async () => {
    const approved = await become(await request(), approval, officer);
    await databases.pass('1 hour');
    expect(await register.append(review, approved, officer, unheard)).toEqual({ outcome: 'four eyes' });
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
    ['too many minutes for an export', { kind: 'EXPORT', minutes: 61 }],
    ['a kind that is none', { kind: 'ANYTHING' }],
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
    const kept = await Promise.all(Array.from({ length: 4 }, () => register.request(asked, agent, unheard)));
    expect(kept.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'known', 'new']);
    expect(new Set(kept.map((one) => ('grant' in one ? one.grant.id : null))).size).toBe(1);
    for (const change of [{ customerId: 'C-1002' }, { minutes: 31 }, { kind: 'UNMASKING' as const }]) {
      expect(await register.request({ ...asked, ...change }, agent, unheard)).toEqual({
        outcome: 'other request',
      });
    }
    // Somebody else's key is another one.
    expect(await register.request(asked, officer, unheard)).toMatchObject({ outcome: 'new' });
  });

  it('takes one of two decisions that come at the same moment', async () => {
    const grant = await request();
    const other = { staff: 'S-other', role: 'mlro' };
    const outcomes = await Promise.all([
      register.append(approval, grant, officer, unheard),
      register.append({ kind: 'REFUSED', note: null }, grant, other, unheard),
      register.append({ kind: 'ENDED' }, grant, agent, unheard),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'overtaken', 'overtaken']);
  });

  it('gives no break-glass to a person whose last one should have been reviewed a week ago', async () => {
    const grant = await become(await request(), approval, officer);
    await databases.pass('7 days 29 minutes');
    expect((await request({ idempotencyKey: 'request-0002' })).status).toBe('REQUESTED');
    await databases.pass('2 minutes');
    const next = { ...asked, idempotencyKey: 'request-0003' };
    expect(await register.request(next, agent, unheard)).toEqual({ outcome: 'review overdue' });
    // The same request as before is still the same, others may go on asking, and so may they for numbers.
    expect((await request({ idempotencyKey: 'request-0002' })).status).toBe('REQUESTED');
    expect((await request({}, officer)).status).toBe('REQUESTED');
    expect((await request({ kind: 'UNMASKING', idempotencyKey: 'request-0004' })).status).toBe('REQUESTED');
    await become(grant, { ...review, verdict: 'NOT_JUSTIFIED' }, auditor);
    expect((await request({ idempotencyKey: 'request-0003' })).status).toBe('REQUESTED');
  });

  it('approves none either, however long ago it was asked for, until the review is there', async () => {
    const over = await become(await request(), approval, officer);
    await databases.pass('7 days 20 minutes');
    const stocked = await request({ idempotencyKey: 'request-0002' });
    const unmasking = await request({ kind: 'UNMASKING', idempotencyKey: 'request-0003' });
    const colleague = await request({}, { staff: 'S-other', role: 'frontline-agent' });
    const withdrawn = await request({ idempotencyKey: 'request-0004' });
    await databases.pass('11 minutes');
    expect(await register.append(approval, stocked, officer, unheard)).toEqual({ outcome: 'review overdue' });
    expect(await open()).toEqual([]);
    expect((await become(withdrawn, { kind: 'REFUSED', note: null }, officer)).status).toBe('REFUSED');
    expect((await become(unmasking, approval, officer)).status).toBe('OPEN');
    expect((await become(colleague, approval, officer)).status).toBe('OPEN');
    await become(over, review, auditor);
    expect((await become(stocked, approval, officer)).status).toBe('OPEN');
  });

  it('lets what nobody has decided lapse after a day, and a decision on it too', async () => {
    const waiting = await request();
    const approved = await become(
      await request({ kind: 'UNMASKING', minutes: 480, idempotencyKey: 'request-0002' }),
      approval,
      officer,
    );
    await databases.pass('23 hours 59 minutes');
    expect(await statusOf(waiting)).toBe('REQUESTED');
    await databases.pass('2 minutes');
    expect(await statusOf(waiting)).toBe('EXPIRED');
    for (const kind of ['APPROVED', 'REFUSED'] as const) {
      const late = register.append({ kind, note: null }, waiting, officer, unheard);
      expect(await late).toEqual({ outcome: 'overtaken' });
    }
    expect((await register.byId(waiting.id, signal))?.events).toBe(0);
    expect((await become(approved, review, auditor)).status).toBe('REVIEWED');
  });

  it('keeps twenty undecided requests of a person and no more, however many come at once', async () => {
    const ask = (n: number, by = agent) =>
      register.request({ ...asked, idempotencyKey: `request-${1_000 + n}` }, by, unheard);
    const outcomes = (await Promise.all(Array.from({ length: 24 }, (_, n) => ask(n)))).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'too many')).toHaveLength(4);
    const [first] = await register.list({ status: 'REQUESTED', staff: 'S-agent' }, signal);
    if (first === undefined) throw new Error('Nothing waits.');
    expect(await ask(30, officer)).toMatchObject({ outcome: 'new' });
    await become(first, { kind: 'ENDED' }, agent);
    expect(await ask(31)).toMatchObject({ outcome: 'new' });
    expect(await ask(32)).toEqual({ outcome: 'too many' });
    expect(await ask(31)).toMatchObject({ outcome: 'known' });
    await databases.pass('1 day');
    expect(await ask(33)).toMatchObject({ outcome: 'new' });
  });

  it('counts the week from the moment at which access was given back', async () => {
    await become(await become(await request({ minutes: 60 }), approval, officer), { kind: 'ENDED' }, agent);
    await databases.pass('7 days 1 second');
    const next = { ...asked, idempotencyKey: 'request-0002' };
    expect(await register.request(next, agent, unheard)).toEqual({ outcome: 'review overdue' });
  });

  it('needs no review of what was never open', async () => {
    await become(await request(), { kind: 'REFUSED', note: null }, officer);
    await become(await request({ idempotencyKey: 'request-0002' }), { kind: 'ENDED' }, agent);
    await databases.pass('30 days');
    expect((await request({ idempotencyKey: 'request-0003' })).status).toBe('REQUESTED');
  });

  it('lists the newest first, and never without a person’s own', async () => {
    const first = await become(await request(), { kind: 'ENDED' }, agent);
    await databases.pass('1 minute');
    await withdrawMany();
    await databases.pass('1 minute');
    const last = await become(await request({}, officer), { kind: 'REFUSED', note: null }, auditor);
    const newest = async (staff: string, status: AccessGrant['status'] | null = null) =>
      (await register.list({ status, staff }, signal)).map(({ id }) => id);
    const own = await newest('S-agent');
    expect([own.length, own[0], own.at(-1)]).toEqual([1_001, last.id, first.id]);
    expect((await newest('S-auditor')).length).toBe(1_000);
    expect(await newest('S-auditor', 'REFUSED')).toEqual([last.id]);
    expect(await newest('S-auditor', 'OPEN')).toEqual([]);
  });

  it('buries nothing that waits for a decision or a review under what came later', async () => {
    const used = await become(await request(), approval, officer);
    const back = await become(
      await become(await request({ idempotencyKey: 'request-0002' }), approval, officer),
      { kind: 'ENDED' },
      agent,
    );
    const done = await become(
      await become(
        await become(await request({ idempotencyKey: 'request-0003' }), approval, officer),
        { kind: 'ENDED' },
        agent,
      ),
      review,
      auditor,
    );
    await databases.pass('5 days');
    const waiting = await request({ idempotencyKey: 'request-0004' });
    await databases.pass('1 minute');
    await withdrawMany();
    const listed = async (status: AccessGrant['status'] | null) =>
      (await register.list({ status, staff: 'S-auditor' }, signal)).map(({ id }) => id);
    const all = await listed(null);
    expect(all).toHaveLength(1_003);
    expect(all[1_000]).toBe(waiting.id);
    expect(new Set(all.slice(1_001))).toEqual(new Set([used.id, back.id]));
    expect(all).not.toContain(done.id);
    expect(await listed('EXPIRED')).toEqual([used.id]);
    expect(await listed('ENDED')).toContain(back.id);
    expect(await listed('REQUESTED')).toEqual([waiting.id]);
  });

  describe('with the audit log', () => {
    const edit = (requestId: string) =>
      databases.edits.prepare({
        actor: { id: agent.staff, kind: 'staff', roles: [agent.role], clientId: 'desk', channel: null },
        purpose: 'CustomerCare',
        subject: asked.customerId,
        requestId,
        operationName: null,
        operationHash: 'ab'.repeat(32),
        policyVersion: 'p',
        fields: [['Mutation.requestAccess', 'allow', 1]],
      });
    const keeping = async (requestId: string): Promise<Keeping> => ({
      record: await edit(requestId),
      onKept: () => undefined,
    });
    const recorded = async (requestId: string) => {
      const found: string[] = [];
      for await (const records of databases.log.search({ requestId }, 'newest first')) {
        found.push(...records.map(({ kind, subject }) => `${kind} ${subject}`));
      }
      return found;
    };

    it('records what it keeps, once, and nothing that it does not keep', async () => {
      const kept = await register.request(asked, agent, await keeping('first'));
      await register.request(asked, agent, await keeping('again'));
      const grant = 'grant' in kept ? kept.grant : null;
      if (grant === null) throw new Error(kept.outcome);
      expect(await register.append(approval, grant, agent, await keeping('own'))).toEqual({
        outcome: 'four eyes',
      });
      expect(await register.append(approval, grant, officer, await keeping('other'))).toMatchObject({
        outcome: 'appended',
      });
      expect(await Promise.all(['first', 'again', 'own', 'other'].map(recorded))).toEqual([
        ['edit C-1001'],
        [],
        [],
        ['edit C-1001'],
      ]);
    });

    it('keeps nothing that cannot be recorded, and says so', async () => {
      const grant = await request();
      await databases.owner.raw('revoke insert on audit.record from access_writer');
      try {
        const refused = { code: 'AUDIT_UNAVAILABLE' };
        const other = { ...asked, idempotencyKey: 'request-0002' };
        await expect(register.request(other, agent, await keeping('r'))).rejects.toMatchObject(refused);
        await expect(register.append(approval, grant, officer, await keeping('r'))).rejects.toMatchObject(
          refused,
        );
      } finally {
        await databases.owner.raw('grant insert on audit.record to access_writer');
      }
      expect(await statusOf(grant)).toBe('REQUESTED');
      expect(await databases.owner('access.grant').count<{ count: number }[]>('*')).toEqual([{ count: 1 }]);
      expect(await recorded('r')).toEqual([]);
    });
  });

  describe('with the ledger', () => {
    const told = ({ id }: AccessGrant) =>
      databases
        .owner('ledger.decision_event')
        .where('id', 'like', `access-${id}-%`)
        .orderBy('recorded_at')
        .select('*');
    const waiting = async ({ id }: AccessGrant) =>
      (await databases.owner('events.outbox').orderBy('sequence').select('event'))
        .map(({ event }) => event)
        .filter(({ id: event }) => event.startsWith(`access-${id}-`));

    it('has each step as a decision about the customer, led to by the one before, the second person as an approval', async () => {
      const opened = await become(await request(), { kind: 'APPROVED', note: 'Go' }, officer);
      const ended = await become(opened, { kind: 'ENDED' }, officer);
      await become(ended, review, auditor);
      const of = (step: number) => `access-${opened.id}-${step}`;
      const about = {
        subject: 'C-1001',
        domain: 'access',
        plan: { type: 'procedure', id: 'four-eyes', version: null },
        class: 'C',
        about_report: false,
        case_id: null,
        supersedes: null,
        reason_for_customer: null,
      };
      const human = ({ staff: id, role }: Doer) => ({ type: 'HUMAN', id, role, onBehalfOf: null });
      const steps = await told(opened);
      expect(steps).toMatchObject([
        {
          ...about,
          ...{ id: of(0), kind: 'access.break-glass-requested', decision: 'REQUESTED', caused_by: [] },
          ...{ actor: human(agent), approvals: [], outcome: 'REQUESTED', reason_internal: asked.reason },
        },
        {
          ...about,
          ...{ id: of(1), kind: 'access.break-glass-opened', decision: 'APPROVED', caused_by: [of(0)] },
          ...{ actor: human(agent), outcome: 'OPEN', reason_internal: asked.reason },
          approvals: [{ by: 'S-officer', role: 'dpo', at: opened.decidedAt }],
        },
        {
          ...about,
          ...{ id: of(2), kind: 'access.break-glass-ended', decision: 'ENDED', caused_by: [of(1)] },
          ...{ actor: human(officer), approvals: [], outcome: 'ENDED', reason_internal: null },
        },
        {
          ...about,
          ...{ id: of(3), kind: 'access.break-glass-reviewed', decision: 'JUSTIFIED', caused_by: [of(2)] },
          ...{ actor: human(auditor), approvals: [], outcome: 'REVIEWED', reason_internal: 'Seen' },
        },
      ]);
      expect(steps[1].occurred_at.toISOString()).toBe(opened.decidedAt);
      const evidence = steps.map(({ inputs }) => inputs);
      expect(evidence.map(([{ system, externalId }]) => [system, externalId])).toEqual(
        Array.from({ length: 4 }, () => ['access', opened.id]),
      );
      expect(new Set(evidence.map(([{ hash }]) => hash)).size).toBe(4);
      expect(await waiting(opened)).toMatchObject(
        [0, 1, 2, 3].map((step) => ({
          ...{ id: of(step), source: 'urn:bankgraph:access', type: 'bankgraph.access', subject: 'C-1001' },
          data: { domain: 'access', class: 'C', aboutReport: false, caseId: null, decisionIds: [of(step)] },
        })),
      );
    });

    it('has what was refused as the decision of whoever refused', async () => {
      const refused = await become(await request(), { kind: 'REFUSED', note: 'Ask her own agent' }, officer);
      expect((await told(refused)).at(-1)).toMatchObject({
        ...{ kind: 'access.break-glass-refused', decision: 'REFUSED', outcome: 'REFUSED', approvals: [] },
        actor: { id: 'S-officer', role: 'dpo' },
        reason_internal: 'Ask her own agent',
      });
    });

    it('has an export as restricted, and as if about a report: that something leaves tells that it is there', async () => {
      const grant = await become(await request({ kind: 'EXPORT' }), approval, officer);
      const restricted = { class: 'R', about_report: true };
      expect(await told(grant)).toMatchObject([
        { kind: 'access.export-requested', ...restricted },
        { kind: 'access.export-opened', ...restricted },
      ]);
      expect((await waiting(grant)).map(({ data }) => [data.class, data.aboutReport])).toEqual([
        ['R', true],
        ['R', true],
      ]);
    });

    it('has nothing of what was not kept: sent again, by the same person, or too late', async () => {
      const grant = await request();
      await request();
      await register.append(approval, grant, agent, unheard);
      await become(grant, { kind: 'ENDED' }, agent);
      expect(await register.append(approval, grant, officer, unheard)).toEqual({ outcome: 'overtaken' });
      expect((await told(grant)).map(({ kind }) => kind)).toEqual([
        'access.break-glass-requested',
        'access.break-glass-ended',
      ]);
      expect(await waiting(grant)).toHaveLength(2);
    });

    it.each(['ledger.decision_event', 'ledger.anchor', 'events.outbox'])(
      'keeps no step that %s does not take',
      async (table) => {
        const grant = await request();
        await databases.owner.raw(`revoke insert on ${table} from access_writer`);
        try {
          const other = { ...asked, idempotencyKey: 'request-0002' };
          await expect(register.request(other, agent, unheard)).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
          });
          await expect(register.append(approval, grant, officer, unheard)).rejects.toThrow();
        } finally {
          await databases.owner.raw(`grant insert on ${table} to access_writer`);
        }
        expect(await statusOf(grant)).toBe('REQUESTED');
        expect(await databases.owner('access.grant').count<{ count: number }[]>('*')).toEqual([{ count: 1 }]);
        expect([(await told(grant)).length, (await waiting(grant)).length]).toEqual([1, 1]);
        expect(await open()).toEqual([]);
      },
    );
  });

  it('that cannot be reached says so by its name, and nothing else', async () => {
    const nowhere = connect('postgresql://access_writer:secret@127.0.0.1:1/bankgraph', {
      poolMax: 1,
      applicationName: 'access',
    });
    const unreachable = accessDatabase(nowhere);
    for (const call of [
      unreachable.byId('x', signal),
      unreachable.request(asked, agent, unheard),
      unreachable.list({ status: null, staff: 'S-1' }, signal),
    ]) {
      const failure: unknown = await call.catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', details: { system: 'access' } });
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/127\.0\.0\.1|secret|select|card/);
    }
    await nowhere.destroy();
  });
});
