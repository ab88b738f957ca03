import { type Ask, type Asker, asking } from '@bankgraph/subgraph-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryHoldings } from './account-holdings.js';
import { consentDatabaseDesk } from './consent-database-desk.js';
import { consentDatabaseSource, readConsent } from './consent-database-source.js';
import { type ConsentStatus, mayBecome } from './consent-life-cycle.js';
import { type Databases, startDatabases } from './databases.fixture.js';
import type { ConsentSources } from './loaders.js';
import { consentSubgraph } from './subgraph.js';

const customer: Asker = { role: 'customer', id: 'C-1001' };
const other: Asker = { role: 'customer', id: 'C-1002' };
const agent: Asker = { role: 'frontline-agent', id: 'S-frontline-agent-1', purpose: 'CustomerCare' };
const stranger: Asker = { role: 'frontline-agent', id: 'S-frontline-agent-2', purpose: 'CustomerCare' };
const manager: Asker = { role: 'relationship-manager', purpose: 'CustomerRelationshipManagement' };
const dpo: Asker = { role: 'dpo', purpose: 'LegalCompliance' };
const partner: Asker = { role: 'partner', id: 'P-moneywise', purpose: 'ServiceProvision' };

const shown = `{ id kind status purpose lawfulBasis permissions accounts { id } grantedAt expiresAt grantee noticeVersion version
  history { status actor onBehalfOf note } }`;
const notice = 'privacy-notice@8';
const orders = {
  request: `mutation ($input: RequestConsentInput!) { requestConsent(input: $input) ${shown} }`,
  authorise: `mutation ($customerId: ID!, $id: ID!, $version: Int!, $accountIds: [ID!]!, $key: String!) {
    authoriseConsent(customerId: $customerId, id: $id, version: $version, accountIds: $accountIds, noticeVersion: "${notice}",
      idempotencyKey: $key) ${shown} }`,
  reject: `mutation ($customerId: ID!, $id: ID!, $version: Int!, $key: String!) {
    rejectConsent(customerId: $customerId, id: $id, version: $version, note: "No", idempotencyKey: $key) ${shown} }`,
  withdraw: `mutation ($customerId: ID!, $id: ID!, $version: Int!, $key: String!) {
    withdrawConsent(customerId: $customerId, id: $id, version: $version, note: "By phone", idempotencyKey: $key) ${shown} }`,
  reauthenticate: `mutation ($customerId: ID!, $id: ID!, $version: Int!, $key: String!) {
    reauthenticateConsent(customerId: $customerId, id: $id, version: $version, noticeVersion: "${notice}",
      idempotencyKey: $key) ${shown} }`,
  accounts: `mutation ($customerId: ID!, $id: ID!, $version: Int!, $add: [ID!], $remove: [ID!], $key: String!) {
    changeConsentAccounts(customerId: $customerId, id: $id, version: $version, add: $add, remove: $remove,
      idempotencyKey: $key) ${shown} }`,
} as const;

/** As the server has it, but for the policies' version. */
const recordOf: ConsentSources['recordOf'] = (
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

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly accounts: readonly { readonly id: string }[];
  readonly history: readonly { readonly status: string }[];
  readonly [field: string]: unknown;
}

let databases: Databases;
let ask: Ask;
let keys = 0;

beforeAll(async () => {
  databases = await startDatabases();
  ask = await asking(
    consentSubgraph({
      register: consentDatabaseSource(databases.writer),
      desk: consentDatabaseDesk(databases.writer),
      holdings: directoryHoldings(databases.owner),
      expiry: null,
      recordOf,
    }),
    {
      assignedToCustomer: async (staffId, customerId) =>
        staffId === 'S-frontline-agent-1' && customerId === 'C-1001',
    },
  );
}, 60_000);
afterAll(async () => {
  await databases?.[Symbol.asyncDispose]();
});

const nextKey = () => {
  keys += 1;
  return `consent-key-${keys}`;
};
const inputOf = (change: object = {}) => ({
  customerId: 'C-1001',
  kind: 'ACCOUNT_ACCESS',
  purpose: 'ServiceProvision',
  permissions: ['ReadBalances', 'ReadAccountsBasic'],
  expiresAt: '2099-12-31T00:00:00Z',
  noticeVersion: 'privacy-notice@7',
  idempotencyKey: nextKey(),
  ...change,
});

/** What the only root field of a change answers that succeeds. */
async function done(asker: Asker, document: string, variables: object): Promise<Shown> {
  const answer = await ask(asker, document, variables);
  expect(answer.errors).toBeUndefined();
  return Object.values(answer.data ?? {})[0] as Shown;
}
/** Code and text of a change that fails, and that its payload is null. */
async function refused(asker: Asker, document: string, variables: object) {
  const { data, errors } = await ask(asker, document, variables);
  expect(Object.values(data ?? {})).toEqual([null]);
  expect(errors).toHaveLength(1);
  return `${errors?.[0]?.extensions?.code} ${errors?.[0]?.message}`;
}
const of = ({ id, version }: Shown, change: object = {}) => ({
  customerId: 'C-1001',
  id,
  version,
  key: nextKey(),
  ...change,
});
const requested = (change: object = {}) =>
  done(customer, orders.request, { input: inputOf({ grantee: 'P-new', ...change }) });
const authorised = async (change: object = {}) =>
  done(customer, orders.authorise, of(await requested(change), { accountIds: ['A-1', 'A-2'] }));
const makeRoom = () =>
  databases.owner.transaction(async (all) => {
    await all.raw('set local session_replication_role = replica');
    await all.raw(`update consent.consent set status = 'RJCT' where status = 'AWAU'`);
  });
const decisionsOf = (id: string) =>
  databases
    .owner('ledger.decision_event')
    .whereRaw(`inputs -> 0 ->> 'externalId' = ?`, [id])
    .orderBy('id')
    .select('id', 'subject', 'kind', 'outcome', 'actor', 'caused_by', 'class', 'occurred_at');

describe('the life of a consent', () => {
  it('is asked for by a partner, given, withdrawn and given again by the customer, each with its decision and its record', async () => {
    const asked = await done(partner, orders.request, { input: inputOf() });
    expect(asked).toMatchObject({
      status: 'AWAU',
      grantee: 'P-moneywise',
      lawfulBasis: 'Contract',
      permissions: ['ReadAccountsBasic', 'ReadBalances'],
      accounts: [],
      grantedAt: null,
      version: 1,
    });
    const given = await done(customer, orders.authorise, of(asked, { accountIds: ['A-2', 'A-1'] }));
    expect(given).toMatchObject({
      status: 'AUTH',
      accounts: [{ id: 'A-1' }, { id: 'A-2' }],
      grantedAt: expect.any(String),
      noticeVersion: notice,
      version: 2,
    });
    const withdrawn = await done(customer, orders.withdraw, of(given));
    expect(withdrawn).toMatchObject({ status: 'CANC', version: 3 });
    const again = await done(customer, orders.reauthenticate, of(withdrawn));
    expect(again).toMatchObject({ status: 'AUTH', version: 4, grantedAt: given.grantedAt });
    expect(again.history.map(({ status }) => status)).toEqual(['AWAU', 'AUTH', 'CANC', 'AUTH']);

    const decisions = await decisionsOf(asked.id);
    expect(decisions.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'consent.requested AWAU',
      'consent.authorised AUTH',
      'consent.withdrawn CANC',
      'consent.reauthenticated AUTH',
    ]);
    expect(decisions.map(({ caused_by }) => caused_by)).toEqual([
      [],
      ...decisions.slice(0, 3).map(({ id }) => [id]),
    ]);
    expect(decisions[0]).toMatchObject({ subject: 'C-1001', actor: { type: 'SYSTEM', id: 'P-moneywise' } });
    expect(decisions[2]).toMatchObject({ class: 'C', actor: { type: 'HUMAN', id: 'C-1001' } });
    expect(
      await databases
        .owner('consent.notice_shown')
        .where({ consent_id: asked.id })
        .orderBy('version')
        .select('version', 'notice_version', 'shown_to'),
    ).toEqual([
      { version: 2, notice_version: notice, shown_to: 'C-1001' },
      { version: 4, notice_version: notice, shown_to: 'C-1001' },
    ]);
    const { rows: events } = await databases.owner.raw(`select event from events.outbox`);
    expect(events).toHaveLength(4);
    expect(events[2].event).toMatchObject({
      type: 'bankgraph.consent',
      subject: 'C-1001',
      data: { domain: 'consent', class: 'I', decisionIds: [decisions[2]?.id] },
    });
    const edits: unknown[] = [];
    for await (const records of databases.log.search({ requestId: 'r-1' }, 'oldest first')) {
      edits.push(...records.map(({ kind, subject, fields }) => [kind, subject, fields[0]?.[0]]));
    }
    expect(edits).toEqual(
      ['requestConsent', 'authoriseConsent', 'withdrawConsent', 'reauthenticateConsent'].map((field) => [
        'edit',
        'C-1001',
        `Mutation.${field}`,
      ]),
    );
  });

  it('is withdrawn by an agent in the name of the customer, who sees neither the agent nor the note', async () => {
    const given = await authorised();
    const seen = await done(agent, orders.withdraw, of(given));
    expect(seen.history.at(-1)).toEqual({
      status: 'CANC',
      actor: 'S-frontline-agent-1',
      onBehalfOf: 'C-1001',
      note: 'By phone',
    });
    const own = await done(customer, orders.withdraw, of(seen));
    expect(own.history.at(-1)).toEqual({ status: 'CANC', actor: null, onBehalfOf: null, note: null });
    expect((await decisionsOf(given.id)).at(-1)?.actor).toMatchObject({
      id: 'S-frontline-agent-1',
      role: 'frontline-agent',
      onBehalfOf: 'C-1001',
    });
  });

  it('loses one account and keeps the others, and gets one more', async () => {
    const given = await authorised();
    const less = await done(customer, orders.accounts, of(given, { remove: ['A-1'] }));
    expect(less).toMatchObject({ status: 'AUTH', accounts: [{ id: 'A-2' }], version: 3 });
    const more = await done(customer, orders.accounts, of(less, { add: ['A-3', 'A-1'] }));
    expect(more).toMatchObject({ accounts: [{ id: 'A-1' }, { id: 'A-2' }, { id: 'A-3' }], version: 4 });
    const all = { remove: ['A-1', 'A-2', 'A-3'] };
    for (const wrong of [{ add: ['A-9'] }, { remove: ['A-9'] }, { add: ['A-1'], remove: ['A-1'] }, all]) {
      expect(await refused(customer, orders.accounts, of(more, wrong))).toMatch(
        /^BAD_USER_INPUT Name accounts/,
      );
    }
    expect(await readConsent(databases.owner, given.id)).toMatchObject({
      version: 4,
      accountIds: ['A-1', 'A-2', 'A-3'],
    });
  });

  it('covers no account of somebody else, and no account at all when it is for a purpose', async () => {
    const asked = await requested();
    for (const accountIds of [['A-1', 'A-9'], ['A-404'], []]) {
      expect(await refused(customer, orders.authorise, of(asked, { accountIds }))).toMatch(/Name accounts/);
    }
    const marketing = await requested({
      kind: 'PURPOSE',
      purpose: 'Marketing',
      permissions: [],
      grantee: null,
    });
    expect(marketing).toMatchObject({ grantee: 'bank', lawfulBasis: 'Consent' });
    expect(await refused(customer, orders.authorise, of(marketing, { accountIds: ['A-1'] }))).toMatch(
      /Name accounts/,
    );
    expect(await done(customer, orders.authorise, of(marketing, { accountIds: [] }))).toMatchObject({
      status: 'AUTH',
    });
    await done(customer, orders.reject, of(asked));
  });

  it('answers as it is when it has ended already, whatever version was seen, and decides nothing', async () => {
    const rejected = await done(customer, orders.reject, of(await requested()));
    expect(await done(customer, orders.withdraw, of(rejected, { version: 1 }))).toEqual(rejected);
    const withdrawn = await done(customer, orders.withdraw, of(await authorised()));
    expect(await done(customer, orders.withdraw, of(withdrawn, { version: 1 }))).toEqual(withdrawn);
    expect(await decisionsOf(withdrawn.id)).toHaveLength(3);
  });

  it('is over by time: withdrawing writes that down, an awaited one can only be refused, nothing lives again', async () => {
    const [holds, awaited] = [await authorised(), await requested()];
    const cancelled = await done(customer, orders.withdraw, of(await authorised()));
    await databases.owner.transaction(async (all) => {
      await all.raw('set local session_replication_role = replica');
      await all('consent.consent')
        .whereIn('id', [holds.id, awaited.id, cancelled.id])
        .update({ expires_at: '2020-01-01Z' });
    });
    for (const [order, consent] of [
      [orders.accounts, { ...of(holds), remove: ['A-1'] }],
      [orders.authorise, { ...of(awaited), accountIds: ['A-1'] }],
      [orders.reauthenticate, of(cancelled)],
    ] as const) {
      expect(await refused(customer, order, consent)).toMatch(/time of the consent is over/);
    }
    expect(await done(customer, orders.reject, of(awaited))).toMatchObject({ status: 'RJCT' });
    const expired = await done(agent, orders.withdraw, of(holds));
    expect(expired).toMatchObject({ status: 'EXPD', version: 3 });
    expect(expired.history.at(-1)).toMatchObject({ status: 'EXPD', actor: 'bankgraph', onBehalfOf: null });
    expect((await decisionsOf(holds.id)).at(-1)).toMatchObject({
      kind: 'consent.expired',
      actor: { type: 'SYSTEM', id: 'bankgraph' },
      // When the time was over, and not when somebody came across it.
      occurred_at: new Date('2020-01-01Z'),
    });
  });
});

describe('history', () => {
  const asked = `query ($of: [_Any!]!, $asOf: DateTime) { _entities(representations: $of) { ... on Customer {
    consents(asOf: $asOf) { id status version accounts { id } noticeVersion
      receipt { recordId recordVersion piiPrincipalId recipients noticeVersion events { state } } } } } }`;
  const asOf = async (id: string, moment: string | null) => {
    const of = [{ __typename: 'Customer', id: 'C-1001' }];
    const { data, errors } = await ask(customer, asked, { of, asOf: moment });
    if (errors !== undefined) return errors.map(({ extensions }) => extensions?.code);
    const [found] = (data as { _entities: [{ consents: Shown[] }] })._entities;
    return found.consents.find((consent) => consent.id === id) ?? null;
  };
  const clock = async () =>
    (await databases.owner.raw('select clock_timestamp() as now')).rows[0].now.toISOString() as string;
  /** So that two steps are never of one millisecond. */
  const pause = () => databases.owner.raw('select pg_sleep(0.01)');

  it('answers what stood at any time, and a receipt of it', async () => {
    await makeRoom();
    const before = await clock();
    await pause();
    const asking = await requested();
    await pause();
    const waiting = await clock();
    await pause();
    const given = await done(customer, orders.authorise, of(asking, { accountIds: ['A-1', 'A-2'] }));
    await pause();
    const holding = await clock();
    await pause();
    await done(
      customer,
      orders.withdraw,
      of(await done(customer, orders.accounts, of(given, { remove: ['A-2'] }))),
    );
    const { id } = asking;
    expect(await asOf(id, before)).toBeNull();
    expect(await asOf(id, waiting)).toMatchObject({
      status: 'AWAU',
      version: 1,
      accounts: [],
      noticeVersion: 'privacy-notice@7',
    });
    expect(await asOf(id, holding)).toMatchObject({
      status: 'AUTH',
      accounts: [{ id: 'A-1' }, { id: 'A-2' }],
      noticeVersion: notice,
      receipt: { recordVersion: 2 },
    });
    expect(await asOf(id, null)).toMatchObject({
      status: 'CANC',
      version: 4,
      accounts: [{ id: 'A-1' }],
      receipt: {
        recordId: id,
        recordVersion: 4,
        piiPrincipalId: 'C-1001',
        recipients: ['P-new'],
        noticeVersion: '8',
        events: ['Requested', 'Given', 'Given', 'Withdrawn'].map((state) => ({
          state: `https://w3id.org/dpv#Consent${state}`,
        })),
      },
    });
    expect(await asOf(id, '2099-01-01T00:00:00Z')).toEqual(['BAD_USER_INPUT']);
  });
});

describe('an order', () => {
  it('that is sent again is the same, and its key stands for nothing else', async () => {
    const input = inputOf({ grantee: 'P-twice' });
    const first = await done(customer, orders.request, { input });
    expect(await done(customer, orders.request, { input })).toEqual(first);
    expect(
      await refused(customer, orders.request, { input: { ...input, permissions: ['ReadBalances'] } }),
    ).toMatch(/idempotencyKey for something else/);
    const rejection = of(first);
    const [one, two] = await Promise.all([
      done(customer, orders.reject, rejection),
      done(customer, orders.reject, rejection),
    ]);
    expect(one).toEqual(two);
    expect(await decisionsOf(first.id)).toHaveLength(2);
  });

  it('on what has changed meanwhile is refused; of two at once one is', async () => {
    const given = await authorised();
    const answers = await Promise.all([
      ask(customer, orders.accounts, of(given, { remove: ['A-1'] })),
      ask(agent, orders.withdraw, of(given)),
    ]);
    expect(answers.flatMap(({ errors }) => errors ?? []).map(({ message }) => message)).toEqual([
      expect.stringMatching(/has changed since you read it/),
    ]);
    expect((await readConsent(databases.owner, given.id))?.version).toBe(3);
  });

  it('is for whom the policies allow it, and nobody else', async () => {
    const asked = await requested();
    const given = await authorised();
    const cancelled = await done(customer, orders.withdraw, of(await authorised()));
    const forbidden: readonly (readonly [string, object, readonly Asker[]])[] = [
      [orders.authorise, of(asked, { accountIds: ['A-1'] }), [other, partner, agent, stranger, manager, dpo]],
      [orders.reject, of(asked), [other, partner, agent, stranger, manager, dpo]],
      [orders.reauthenticate, of(cancelled), [other, partner, agent, stranger, manager, dpo]],
      [orders.accounts, of(given, { remove: ['A-1'] }), [other, partner, agent, stranger, manager, dpo]],
      [orders.withdraw, of(given), [other, partner, stranger, manager, dpo]],
      [orders.request, { input: inputOf({ grantee: 'P-new' }) }, [other, agent, stranger, manager, dpo]],
    ];
    for (const [order, variables, askers] of forbidden) {
      for (const asker of askers) expect(await refused(asker, order, variables)).toMatch(/^FORBIDDEN/);
    }
    const before = await readConsent(databases.owner, given.id);
    // Another customer's consent is none of theirs, whatever number stands beside it.
    expect(await refused(other, orders.withdraw, of(given, { customerId: 'C-1002' }))).toMatch(
      /no such consent/,
    );
    expect(await readConsent(databases.owner, given.id)).toEqual(before);
  });

  it('is refused when it asks for what consent is not the basis of, or for somebody else', async () => {
    const wrong: readonly (readonly [Asker, object])[] = [
      [customer, { kind: 'PURPOSE', purpose: 'FraudPreventionAndDetection', permissions: [] }],
      [customer, { kind: 'PURPOSE', purpose: 'CounterMoneyLaundering', permissions: [] }],
      [customer, { grantee: 'bank' }],
      [customer, {}],
      [customer, { grantee: 'P-x', permissions: ['ReadEverything'] }],
      [customer, { grantee: 'P-x', permissions: [] }],
      [customer, { grantee: 'P-x', expiresAt: '2020-01-01T00:00:00Z' }],
      [customer, { grantee: 'P-x', expiresAt: 'tomorrow' }],
      [customer, { grantee: 'P-x', idempotencyKey: 'short' }],
      [partner, { grantee: 'P-brightloans' }],
      [partner, { kind: 'PURPOSE', purpose: 'Marketing', permissions: [] }],
    ];
    for (const [asker, change] of wrong) {
      const { errors } = await ask(asker, orders.request, { input: inputOf(change) });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('of a partner about nobody looks like one about a customer', async () => {
    const about = async (customerId: string) => {
      const { id: _id, ...rest } = await done(partner, orders.request, { input: inputOf({ customerId }) });
      return rest;
    };
    expect(await about('C-9999')).toEqual(await about('C-1002'));
  });

  it('for the sixth time of one partner waits until the customer has decided', async () => {
    await makeRoom();
    const ask6 = () => ask(partner, orders.request, { input: inputOf() });
    for (let n = 0; n < 5; n += 1) expect((await ask6()).errors).toBeUndefined();
    expect((await ask6()).errors?.[0]?.message).toMatch(/Too many consents/);
  });

  it('that cannot be recorded is not kept, nor is its decision', async () => {
    const given = await authorised();
    await databases.owner.raw('revoke insert on audit.record from consent_writer');
    try {
      expect(await refused(customer, orders.withdraw, of(given))).toMatch(/^AUDIT_UNAVAILABLE/);
    } finally {
      await databases.owner.raw('grant insert on audit.record to consent_writer');
    }
    expect(await readConsent(databases.owner, given.id)).toMatchObject({ status: 'AUTH', version: 2 });
    expect(await decisionsOf(given.id)).toHaveLength(2);
    const told = databases.owner('events.outbox').where({ id: `${given.id}-3` });
    expect(await told).toEqual([]);
  });
});

describe('the database by itself', () => {
  it('lets nobody rewrite history, leave the life cycle or change what was agreed', async () => {
    const { id } = await authorised();
    const { owner, writer, reader } = databases;
    for (const statement of [
      `update consent.consent_event set actor = 'C-1002' where consent_id = '${id}'`,
      `delete from consent.consent_event where consent_id = '${id}'`,
      'truncate consent.consent_event cascade',
      'update consent.notice_shown set notice_version = $$x$$',
      'delete from consent.command',
      `delete from consent.consent_account where consent_id = '${id}'`,
    ]) {
      await expect(owner.raw(statement)).rejects.toThrow(/append only/);
      await expect(writer.raw(statement)).rejects.toThrow(/permission denied/);
    }
    for (const change of [
      `status = 'RJCT', version = version + 1`,
      `status = 'CANC'`,
      `permissions = '{ReadPAN}', version = version + 1`,
      `grantee = 'P-brightloans', version = version + 1`,
      `expires_at = null, version = version + 1`,
    ]) {
      await expect(writer.raw(`update consent.consent set ${change} where id = '${id}'`)).rejects.toThrow(
        /cannot become|not rewritten/,
      );
    }
    await expect(
      writer.raw(`update consent.consent_account set account_id = 'A-9' where consent_id = '${id}'`),
    ).rejects.toThrow(/removed from a consent once/);
    expect(await reader('consent.consent').where({ id }).first('status')).toEqual({ status: 'AUTH' });
    await expect(reader('consent.consent_event').first()).rejects.toThrow(/permission denied/);
    await expect(reader('consent.consent').where({ id }).update({ version: 3 })).rejects.toThrow(
      /read-only|permission denied/,
    );
  });
});

describe('any orders in any order', () => {
  const order = fc.record({
    name: fc.constantFrom('authorise', 'reject', 'withdraw', 'reauthenticate', 'accounts' as const),
    behind: fc.constantFrom(0, 0, 0, 1),
    account: fc.constantFrom('A-1', 'A-2', 'A-3', 'A-9'),
    over: fc.constantFrom(false, false, false, false, true),
  });

  it('never lead out of the life cycle, and history tells every step', async () => {
    await makeRoom();
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 8 }), async (sequence) => {
        const { id } = await requested({ grantee: `P-${nextKey()}` });
        for (const { name, behind, account, over } of sequence) {
          if (over) {
            await databases.owner.transaction(async (all) => {
              await all.raw('set local session_replication_role = replica');
              await all('consent.consent').where({ id }).update({ expires_at: '2020-01-01Z' });
            });
          }
          const now = await readConsent(databases.owner, id);
          await ask(customer, orders[name], {
            customerId: 'C-1001',
            id,
            version: (now?.version ?? 0) - behind,
            key: nextKey(),
            ...(name === 'authorise' ? { accountIds: [account] } : {}),
            ...(name === 'accounts' ? { add: [account] } : {}),
          });
        }
        const consent = await readConsent(databases.owner, id);
        const steps = consent?.history.map(({ status }) => status) ?? [];
        expect(steps[0]).toBe('AWAU');
        expect(steps.at(-1)).toBe(consent?.status);
        expect(consent?.version).toBe(steps.length);
        expect(consent?.accountIds).not.toContain('A-9');
        for (const [at, status] of steps.slice(1).entries()) {
          const before = steps[at] as ConsentStatus;
          expect(mayBecome(before, status) || (before === 'AUTH' && status === 'AUTH')).toBe(true);
        }
        expect(await decisionsOf(id)).toHaveLength(steps.length);
        await databases.owner.transaction(async (all) => {
          await all.raw('set local session_replication_role = replica');
          await all('consent.consent').where({ id, status: 'AWAU' }).update({ status: 'RJCT' });
        });
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
