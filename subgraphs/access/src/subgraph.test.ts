import { randomUUID } from 'node:crypto';
import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessDatabase } from './access-database.js';
import type { AccessSources } from './change-access.js';
import { type Databases, startDatabases } from './databases.fixture.js';
import { accessSubgraph } from './subgraph.js';

const agent: Asker = { role: 'frontline-agent', purpose: 'CustomerCare' };
const manager: Asker = { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' };
const analyst: Asker = { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection' };
const officer: Asker = { role: 'dpo', purpose: 'LegalCompliance' };
const auditor: Asker = { role: 'auditor', purpose: 'LegalCompliance' };
const mlro: Asker = { role: 'mlro', purpose: 'CounterMoneyLaundering' };
const investigator: Asker = { role: 'aml-investigator', purpose: 'CounterMoneyLaundering' };
const asManager = (id: string): Asker => ({ ...manager, id });

const all = `id kind customer { id } status reason requestedBy requestedRole requestedAt minutes decidedBy decidedRole
  decidedAt decisionNote expiresAt endedAt review { by role at verdict note }`;
const request = `mutation ($input: RequestAccessInput!) { requestAccess(input: $input) { ${all} } }`;
const decide = `mutation ($id: ID!, $approve: Boolean!) { decideAccess(id: $id, approve: $approve, note: "Go") { ${all} } }`;
const end = `mutation ($id: ID!) { endAccess(id: $id) { ${all} } }`;
const review = `mutation ($id: ID!) { reviewAccess(id: $id, verdict: JUSTIFIED, note: "Seen") { ${all} } }`;
const queue = `query ($status: AccessGrantStatus, $first: Int, $after: String) {
  accessGrants(status: $status, first: $first, after: $after) {
    totalCount nodes { id requestedBy status } pageInfo { hasNextPage endCursor }
  }
}`;

/** A customer around whom a wall stands that keeps everybody out but the data protection officer. */
const walled = 'C-1019';

/** As the server has it, but for the policies' version. */
const recordOf: AccessSources['recordOf'] = (
  { field, customerId },
  { actor, requestId, operationName, operationHash },
) =>
  databases.edits.prepare({
    actor,
    purpose: actor.purpose,
    subject: customerId,
    requestId,
    operationName,
    operationHash,
    policyVersion: 'p',
    fields: [[field, 'allow', 1]],
  });

let databases: Databases;
let ask: Ask;
let keys = 0;
const alerts: unknown[] = [];

beforeAll(async () => {
  databases = await startDatabases();
  const sources = {
    register: accessDatabase(databases.writer),
    alerts: { warn: (...line: unknown[]) => void alerts.push(line) },
    recordOf,
  };
  ask = await asking(accessSubgraph(sources), {
    wallsAgainst: async (staffId, customerId) =>
      customerId === walled && !staffId.includes('dpo') ? ['VIP'] : [],
  });
});
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  alerts.length = 0;
  await databases.owner.transaction(async (transaction) => {
    await transaction.raw('set local session_replication_role = replica');
    await transaction.raw('truncate access.grant, access.grant_event');
  });
});

const inputOf = (change: object = {}) => {
  keys += 1;
  const reason = 'Her card was stolen, and nobody else is on duty.';
  const idempotencyKey = `request-${keys}`;
  return { kind: 'BREAK_GLASS', customerId: 'C-1001', reason, minutes: 30, idempotencyKey, ...change };
};

/** A page of the queue. */
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** What the only root field of a question or change answers that succeeds. */
async function done(asker: Asker, document: string, variables: object) {
  const answer = await ask(asker, document, variables);
  expect(answer.errors).toBeUndefined();
  const [payload] = Object.values(answer.data ?? {});
  return payload as { id: string; status: string } & Readonly<Record<string, unknown>>;
}
const requested = (asker: Asker = agent, change: object = {}) =>
  done(asker, request, { input: inputOf(change) });
const approved = async (asker: Asker = agent, change: object = {}) =>
  done(officer, decide, { id: (await requested(asker, change)).id, approve: true });

/** Code and text of a change that fails, and that its payload is null. */
async function refused(asker: Asker, document: string, variables: object) {
  const { data, errors } = await ask(asker, document, variables);
  expect(Object.values(data ?? {})).toEqual([null]);
  expect(errors).toHaveLength(1);
  return [errors?.[0]?.extensions?.code, errors?.[0]?.message];
}
const rows = async () =>
  (
    await databases.owner.raw(
      `select (select count(*) from access.grant)::int + (select count(*) from access.grant_event)::int as n`,
    )
  ).rows[0].n;

/** Until something is true that another process or a pending change brings about. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error('It has not happened.');
    await new Promise((later) => setTimeout(later, 20));
  }
}
const waitingForLock = () =>
  until(async () => {
    const { rows: waiting } = await databases.owner.raw(
      `select from pg_stat_activity where application_name = 'access_writer' and wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });

describe('break-glass', () => {
  it('is asked for, approved by somebody else, used up, and reviewed by a third', async () => {
    const asked = await requested();
    expect(asked).toEqual({
      id: expect.any(String),
      kind: 'BREAK_GLASS',
      customer: { id: 'C-1001' },
      status: 'REQUESTED',
      reason: 'Her card was stolen, and nobody else is on duty.',
      requestedBy: 'S-frontline-agent-1',
      requestedRole: 'frontline-agent',
      requestedAt: expect.any(String),
      minutes: 30,
      decidedBy: null,
      decidedRole: null,
      decidedAt: null,
      decisionNote: null,
      expiresAt: null,
      endedAt: null,
      review: null,
    });
    const { id } = asked;
    const opened = await done(manager, decide, { id, approve: true });
    expect(opened).toEqual({
      ...asked,
      status: 'OPEN',
      decidedBy: 'S-relationship-manager-1',
      decidedRole: 'relationship-manager',
      decidedAt: expect.any(String),
      decisionNote: 'Go',
      expiresAt: expect.any(String),
    });
    await databases.pass('31 minutes');
    const reviewed = await done(auditor, review, { id });
    expect(reviewed).toMatchObject({
      status: 'REVIEWED',
      review: {
        by: 'S-auditor-1',
        role: 'auditor',
        at: expect.any(String),
        verdict: 'JUSTIFIED',
        note: 'Seen',
      },
    });
  });

  it('is told to those on duty when it is asked for and when it opens, without a name', async () => {
    const { id } = await requested();
    await done(officer, decide, { id, approve: true });
    await done(agent, end, { id });
    expect(alerts).toEqual([
      [{ grantId: id, kind: 'BREAK_GLASS', role: 'frontline-agent' }, 'access requested'],
      [{ grantId: id, kind: 'BREAK_GLASS', role: 'dpo' }, 'access opened'],
    ]);
  });

  it('is told of although the client leaves before it is kept, and once when the client comes back', async () => {
    const input = inputOf();
    const leaveWhileWaiting = async (asker: Asker, document: string, variables: object) => {
      const told = alerts.length;
      const client = new AbortController();
      await databases.owner.transaction(async (held) => {
        await held.raw('lock table access.grant, access.grant_event in share row exclusive mode');
        const answer = ask(asker, document, variables, client.signal);
        await waitingForLock();
        client.abort();
        // Longer than anybody waits for the answer.
        expect((await answer).errors?.[0]?.extensions?.code).toBe('UPSTREAM_UNAVAILABLE');
        expect(alerts).toHaveLength(told);
      });
      await until(() => alerts.length > told);
    };
    await leaveWhileWaiting(agent, request, { input });
    const { id } = await done(agent, request, { input });
    await leaveWhileWaiting(officer, decide, { id, approve: true });
    expect(await refused(officer, decide, { id, approve: true })).toEqual([
      'BAD_USER_INPUT',
      'It is decided already: OPEN.',
    ]);
    expect(alerts).toEqual([
      [{ grantId: id, kind: 'BREAK_GLASS', role: 'frontline-agent' }, 'access requested'],
      [{ grantId: id, kind: 'BREAK_GLASS', role: 'dpo' }, 'access opened'],
    ]);
  });

  it('is not opened by somebody else either while a review is overdue', async () => {
    await approved();
    await databases.pass('7 days 20 minutes');
    const { id } = await requested();
    await databases.pass('11 minutes');
    expect(await refused(manager, decide, { id, approve: true })).toEqual([
      'BAD_USER_INPUT',
      'The review of a break-glass of theirs is more than 7 days overdue. It has to be reviewed first.',
    ]);
    expect(alerts).toHaveLength(3);
    expect(await done(manager, decide, { id, approve: false })).toMatchObject({ status: 'REFUSED' });
  });

  it('that is refused opens nothing, and tells nobody of an opening', async () => {
    const { id } = await requested();
    expect(await done(mlro, decide, { id, approve: false })).toMatchObject({
      status: 'REFUSED',
      decidedBy: 'S-mlro-1',
    });
    expect(alerts).toHaveLength(1);
    expect(await databases.reader('access.open_grant').select()).toEqual([]);
  });
});

describe('a second person', () => {
  const fourEyes = ['FOUR_EYES_REQUIRED', 'A second person has to approve this.'];

  it('decides: not the one who asked, in whatever role', async () => {
    const { id } = await requested(manager);
    expect(await refused(manager, decide, { id, approve: true })).toEqual(fourEyes);
    expect(await refused(manager, decide, { id, approve: false })).toEqual(fourEyes);
    expect(
      await refused({ ...officer, id: 'S-relationship-manager-1' }, decide, { id, approve: true }),
    ).toEqual(fourEyes);
    expect(await rows()).toBe(1);
    expect(await done(asManager('S-relationship-manager-2'), decide, { id, approve: true })).toMatchObject({
      status: 'OPEN',
    });
  });

  it('reviews: neither the one who asked nor the one who approved', async () => {
    const { id } = await approved();
    await databases.pass('1 hour');
    expect(await refused({ ...auditor, id: 'S-frontline-agent-1' }, review, { id })).toEqual(fourEyes);
    expect(await refused(officer, review, { id })).toEqual(fourEyes);
    expect(await done({ ...officer, id: 'S-dpo-2' }, review, { id })).toMatchObject({ status: 'REVIEWED' });
  });

  it('is asked for by the database too, should the program not', async () => {
    const register = accessDatabase(databases.writer);
    const blind = await asking(
      accessSubgraph({
        // Says of every grant that somebody else has asked for it.
        register: {
          ...register,
          byId: async (id, signal) => {
            const grant = await register.byId(id, signal);
            return grant && { ...grant, requestedBy: 'S-somebody' };
          },
        },
        alerts: { warn: () => {} },
        recordOf,
      }),
      {},
    );
    const { id } = await requested(manager);
    const answer = await blind(manager, decide, { id, approve: true });
    expect(answer.errors?.[0]?.extensions?.code).toBe('FOUR_EYES_REQUIRED');
    expect(await rows()).toBe(1);
  });
});

describe('a change that comes at the wrong time', () => {
  it('is told what the matter is, and changes nothing', async () => {
    const { id } = await requested();
    expect(await refused(auditor, review, { id })).toEqual([
      'BAD_USER_INPUT',
      'Nothing was opened, so there is nothing to review.',
    ]);
    await done(officer, decide, { id, approve: true });
    const again = await refused(mlro, decide, { id, approve: true });
    expect(again).toEqual(['BAD_USER_INPUT', 'It is decided already: OPEN.']);
    expect(await refused(auditor, review, { id })).toEqual([
      'BAD_USER_INPUT',
      'It is still open. End it with endAccess, or wait until its time is up.',
    ]);
    expect(await done(agent, end, { id })).toMatchObject({ status: 'ENDED', endedAt: expect.any(String) });
    expect(await refused(agent, end, { id })).toEqual(['BAD_USER_INPUT', 'It is over already: ENDED.']);
    await done(auditor, review, { id });
    expect(await refused(auditor, review, { id })).toEqual(['BAD_USER_INPUT', 'It is reviewed already.']);
    expect(await rows()).toBe(4);
  });

  it('is decided by who was first when two decide at once', async () => {
    const { id } = await requested();
    const answers = await Promise.all([
      ask(officer, decide, { id, approve: true }),
      ask(mlro, decide, { id, approve: false }),
    ]);
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code);
    expect(codes.sort()).toEqual(['BAD_USER_INPUT', undefined]);
    expect(await rows()).toBe(2);
  });

  it('answers the same request with the same grant, and another one under its key not at all', async () => {
    const input = inputOf();
    const first = await done(agent, request, { input });
    expect(await done(agent, request, { input })).toEqual(first);
    await done(officer, decide, { id: first.id, approve: true });
    expect(await done(agent, request, { input })).toMatchObject({ id: first.id, status: 'OPEN' });
    expect(alerts).toHaveLength(2);
    expect(await refused(agent, request, { input: { ...input, customerId: 'C-1002' } })).toEqual([
      'BAD_USER_INPUT',
      'You have used this idempotencyKey for another request. Choose a new one.',
    ]);
  });

  it('is refused when a review of theirs is overdue', async () => {
    await approved();
    await databases.pass('8 days');
    expect(await refused(agent, request, { input: inputOf() })).toEqual([
      'BAD_USER_INPUT',
      'The review of a break-glass of yours is more than 7 days overdue. Have it reviewed first.',
    ]);
    expect(alerts).toHaveLength(2);
  });

  it('is too late a day after the request, which has to be made again', async () => {
    const { id } = await requested();
    await databases.pass('1 day');
    const lapsed = [
      'BAD_USER_INPUT',
      'Nobody decided within 24 hours, so it has lapsed. It has to be asked for again, with a new idempotencyKey.',
    ];
    expect(await refused(officer, decide, { id, approve: true })).toEqual(lapsed);
    expect(await refused(officer, decide, { id, approve: false })).toEqual(lapsed);
    expect(await refused(agent, end, { id })).toEqual(['BAD_USER_INPUT', 'It is over already: EXPIRED.']);
    expect(await rows()).toBe(1);
    expect(await approved()).toMatchObject({ status: 'OPEN' });
  });

  it('is refused when twenty others of theirs wait', async () => {
    for (let n = 0; n < 20; n += 1) await requested();
    expect(await refused(agent, request, { input: inputOf() })).toEqual([
      'BAD_USER_INPUT',
      'Too many requests of yours wait for a decision. Withdraw some with endAccess, or wait.',
    ]);
    expect([await rows(), alerts.length]).toEqual([20, 20]);
  });

  it('says what is wrong with a request', async () => {
    expect(await refused(agent, request, { input: inputOf({ reason: 'because' }) })).toEqual([
      'BAD_USER_INPUT',
      'reason must say in 20 to 1000 characters why this customer is needed.',
    ]);
    expect(await refused(agent, request, { input: inputOf({ minutes: 61 }) })).toEqual([
      'BAD_USER_INPUT',
      'minutes must be between 1 and 60 for BREAK_GLASS.',
    ]);
    expect(await rows()).toBe(0);
  });
});

describe('the export of restricted data', () => {
  const askExport = `mutation ($input: RequestExportInput!) { requestExport(input: $input) { ${all} } }`;
  const exportOf = (change: object = {}) => {
    const { kind: _, ...input } = inputOf({ minutes: 60, ...change });
    return { input };
  };
  const otherOfficer: Asker = { ...mlro, id: 'S-mlro-2' };
  const seen = async (asker: Asker) =>
    ((await done(asker, queue, {})) as unknown as Page).nodes.map(({ id }) => id);

  it('is asked for by who is cleared, and decided by another reporting officer', async () => {
    const { id } = await done(investigator, askExport, exportOf());
    expect(await done(mlro, decide, { id, approve: true })).toMatchObject({ kind: 'EXPORT', status: 'OPEN' });
    const own = await done(mlro, askExport, exportOf());
    expect((await refused(mlro, decide, { id: own.id, approve: true }))[0]).toBe('FOUR_EYES_REQUIRED');
    expect(await done(otherOfficer, decide, { id: own.id, approve: true })).toMatchObject({ status: 'OPEN' });
    expect(await done(mlro, end, { id: own.id })).toMatchObject({ status: 'ENDED' });
  });

  it('is there for nobody else: it is neither listed, counted, decided, ended nor reviewed', async () => {
    const { id } = await done(investigator, askExport, exportOf());
    const none = (await refused(manager, decide, { id: 'none', approve: true }))[1];
    for (const asker of [manager, officer, auditor, agent, analyst]) expect(await seen(asker)).toEqual([]);
    for (const asker of [manager, officer]) {
      expect(await refused(asker, decide, { id, approve: true })).toEqual(['BAD_USER_INPUT', none]);
      expect(await refused(asker, end, { id })).toEqual(['BAD_USER_INPUT', none]);
    }
    for (const asker of [officer, auditor]) {
      expect(await refused(asker, review, { id })).toEqual(['BAD_USER_INPUT', none]);
    }
    expect(await seen({ ...investigator, id: 'S-aml-investigator-2' })).toEqual([]);
    for (const asker of [investigator, mlro]) expect(await seen(asker)).toEqual([id]);
  });

  it('is asked for by nobody else, and in no other way', async () => {
    for (const asker of [agent, manager, analyst, officer, auditor]) {
      expect((await refused(asker, askExport, exportOf()))[0]).toBe('FORBIDDEN');
    }
    expect(await refused(agent, request, { input: inputOf({ kind: 'EXPORT' }) })).toEqual([
      'BAD_USER_INPUT',
      'An EXPORT is asked for with requestExport.',
    ]);
    expect((await refused(mlro, request, { input: inputOf({ kind: 'EXPORT' }) }))[0]).toBe('FORBIDDEN');
    expect(await rows()).toBe(0);
  });

  it('is open for an hour at most', async () => {
    expect(await refused(mlro, askExport, exportOf({ minutes: 61 }))).toEqual([
      'BAD_USER_INPUT',
      'minutes must be between 1 and 60 for EXPORT.',
    ]);
  });
});

describe('who may do what', () => {
  it('is the policies’ to say: everybody else is forbidden, and nothing is written', async () => {
    const { id } = await requested();
    const forbidden = ['FORBIDDEN', 'Your role may not do this.'];
    const askers: readonly Asker[] = [
      { role: 'customer', id: 'C-1001' },
      { role: 'partner', purpose: 'ServiceProvision' },
      { role: 'marketing', purpose: 'DirectMarketing' },
      { ...agent, purpose: null },
      { ...agent, purpose: 'CounterMoneyLaundering' },
    ];
    for (const asker of askers) {
      expect(await refused(asker, request, { input: inputOf() })).toEqual(forbidden);
      expect(await refused(asker, decide, { id, approve: true })).toEqual(forbidden);
      expect(await refused(asker, end, { id })).toEqual(forbidden);
      expect(await refused(asker, review, { id })).toEqual(forbidden);
      expect((await ask(asker, queue)).data).toMatchObject({ accessGrants: { totalCount: 0, nodes: [] } });
    }
    for (const asker of [officer, auditor, investigator, mlro]) {
      expect(await refused(asker, request, { input: inputOf() })).toEqual(forbidden);
    }
    for (const asker of [agent, analyst, investigator, auditor]) {
      expect(await refused(asker, decide, { id, approve: true })).toEqual(forbidden);
    }
    for (const asker of [agent, manager, investigator, mlro])
      expect(await refused(asker, review, { id })).toEqual(forbidden);
    expect([await rows(), alerts.length]).toEqual([1, 1]);
  });

  it('shows requesters their own, and those who decide and review all', async () => {
    const own = await requested();
    const other = await requested({ ...agent, id: 'S-frontline-agent-2' });
    const theirs = await requested(analyst, { kind: 'UNMASKING', customerId: 'C-1002' });
    const seen = async (asker: Asker, variables = {}) => {
      const { nodes, totalCount } = (await done(asker, queue, variables)) as unknown as Page;
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ id }) => id);
    };
    expect(await seen(agent)).toEqual([own.id]);
    expect(await seen(analyst)).toEqual([theirs.id]);
    for (const asker of [manager, officer, mlro, auditor]) {
      expect(await seen(asker)).toEqual([theirs.id, other.id, own.id]);
    }
    await done(officer, decide, { id: other.id, approve: true });
    expect(await seen(auditor, { status: 'OPEN' })).toEqual([other.id]);
    expect(await seen(agent, { status: 'OPEN' })).toEqual([]);
  });

  it('pages through the queue', async () => {
    for (const _n of [1, 2, 3]) await requested();
    const page = async (variables: object) => (await done(officer, queue, variables)) as unknown as Page;
    const first = await page({ first: 2 });
    expect([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage]).toEqual([3, 2, true]);
    const next = await page({ first: 2, after: first.pageInfo.endCursor });
    expect([next.nodes.length, next.pageInfo.hasNextPage]).toEqual([1, false]);
  });

  it('takes what does not exist and what the caller may not see for the same', async () => {
    const { id } = await requested({ ...agent, id: 'S-frontline-agent-2' });
    const unknown = [
      'BAD_USER_INPUT',
      'There is no such request for access. accessGrants lists those that you may see.',
    ];
    for (const which of [id, 'c1418343-c394-4cab-8596-8e758f8a61d7', '', 'no id\u0000', 'x'.repeat(10_000)]) {
      expect(await refused(agent, end, { id: which })).toEqual(unknown);
    }
    expect(await rows()).toBe(1);
  });
});

describe('a wall', () => {
  it('forbids to ask for the customer behind it, and nothing is kept or told', async () => {
    const input = inputOf({ customerId: walled });
    expect(await refused(agent, request, { input })).toEqual(['FORBIDDEN', 'Your role may not do this.']);
    expect([await rows(), alerts]).toEqual([0, []]);
  });

  it('hides what was asked for before it stood, from all whom it keeps out', async () => {
    const register = accessDatabase(databases.writer);
    const kept = await register.request(
      { ...inputOf(), kind: 'BREAK_GLASS', customerId: walled } as Parameters<typeof register.request>[0],
      { staff: 'S-frontline-agent-1', role: 'frontline-agent' },
      { record: async () => randomUUID(), onKept: () => undefined },
    );
    const id = 'grant' in kept ? kept.grant.id : '';
    for (const asker of [agent, manager, auditor]) {
      expect((await ask(asker, queue)).data).toMatchObject({ accessGrants: { totalCount: 0 } });
    }
    expect((await refused(manager, decide, { id, approve: true }))[0]).toBe('BAD_USER_INPUT');
    expect(await done(officer, decide, { id, approve: false })).toMatchObject({ status: 'REFUSED' });
  });

  it('is no matter of existence: an unknown customer is asked for like any other', async () => {
    const withoutNumbers = async (customerId: string) => {
      const { data, extensions, errors } = await ask(agent, request, { input: inputOf({ customerId }) });
      const payload = data?.requestAccess as object;
      const answer = { ...payload, id: '', requestedAt: '', customer: null };
      return { answer, errors, extensions: JSON.stringify(extensions).replaceAll(customerId, '') };
    };
    expect(await withoutNumbers('C-9999')).toEqual(await withoutNumbers('C-1001'));
  });
});

describe('the record', () => {
  it('says about whom something was asked, decided and refused', async () => {
    const input = inputOf();
    const asked = await ask(agent, request, { input });
    const id = (asked.data as { requestAccess: { id: string } }).requestAccess.id;
    const decided = await ask(officer, decide, { id, approve: true });
    const denied = await ask({ ...agent, purpose: null }, request, { input: inputOf() });
    const count = 1;
    expect(asked.extensions?.disclosures).toEqual(
      expect.arrayContaining([
        { subject: 'C-1001', field: 'Mutation.requestAccess', decision: 'allow', count },
        { subject: 'C-1001', field: 'AccessGrant.reason', decision: 'allow', count },
      ]),
    );
    expect(decided.extensions?.disclosures).toEqual(
      expect.arrayContaining([
        { subject: null, field: 'Mutation.decideAccess', decision: 'allow', count },
        { subject: 'C-1001', field: 'AccessGrant.status', decision: 'allow', count },
      ]),
    );
    expect(denied.extensions?.disclosures).toEqual([
      { subject: 'C-1001', field: 'Mutation.requestAccess', decision: 'deny', count },
    ]);
  });
});
