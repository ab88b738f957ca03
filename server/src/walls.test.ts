import type { Knex } from '@bankgraph/database';
import { type Role, requestContextHeader, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bankOwner } from './testing/bank-owner.js';
import { consentOwner } from './testing/consent-owner.js';
import { everythingQuery } from './testing/everything-query.js';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

/** Every role of staff, and for each somebody who is not cleared for anything. */
const staff: readonly { role: Role; purpose: string; outsider: string }[] = [
  { role: 'frontline-agent', purpose: 'CustomerCare', outsider: 'S-frontline-agent-1' },
  {
    role: 'relationship-manager',
    purpose: 'CustomerRelationshipManagement',
    outsider: 'S-relationship-manager-3',
  },
  { role: 'fraud-analyst', purpose: 'FraudPreventionAndDetection', outsider: 'S-fraud-analyst-1' },
  { role: 'kyc-analyst', purpose: 'IdentityVerification', outsider: 'S-kyc-analyst-1' },
  { role: 'aml-investigator', purpose: 'CounterMoneyLaundering', outsider: 'S-aml-investigator-1' },
  { role: 'mlro', purpose: 'CounterMoneyLaundering', outsider: 'S-mlro-3' },
  { role: 'dpo', purpose: 'RightsFulfilment', outsider: 'S-dpo-3' },
  { role: 'auditor', purpose: 'LegalCompliance', outsider: 'S-auditor-3' },
  { role: 'marketing', purpose: 'DirectMarketing', outsider: 'S-marketing-1' },
];

const since = '2020-01-01Z';
const nobody = 'C-9920';
const everything = everythingQuery();
const overview = `query ($id: ID!) { customer(id: $id) {
  name accounts { totalCount nodes { id balances { amount { amount } } } } kyc { status } consents { status }
} }`;

/** How the outsider is put behind each wall, and taken out again. */
const walls = [
  {
    wall: 'the wall around staff',
    customer: 'C-1020',
    close: (bank: Knex, staff_id: string) => bank('staffing.wall_clearance').where({ staff_id }).delete(),
    open: (bank: Knex, staff_id: string) =>
      bank('staffing.wall_clearance').insert({ staff_id, wall: 'STAFF', since }),
  },
  {
    wall: 'the VIP wall',
    customer: 'C-1019',
    close: (bank: Knex, staff_id: string) => bank('staffing.wall_clearance').where({ staff_id }).delete(),
    open: (bank: Knex, staff_id: string) =>
      bank('staffing.wall_clearance').insert({ staff_id, wall: 'VIP', since }),
  },
  {
    wall: 'a conflict wall',
    customer: 'C-1017',
    close: (bank: Knex, staff_id: string) =>
      bank('staffing.conflict_of_interest').insert({ staff_id, customer_id: 'C-1017', since }),
    open: (bank: Knex, staff_id: string) =>
      bank('staffing.conflict_of_interest').where({ staff_id }).delete(),
  },
] as const;

describe.each<Topology>(['in-process', 'http'])('walls around customers, subgraphs %s', (topology) => {
  let bank: Bank;
  let owner: Knex;
  let consents: Knex;
  beforeAll(async () => {
    bank = await startBank({ topology });
    owner = bankOwner(bank);
    consents = consentOwner(bank);
    // Everything but the wall speaks for them: they are assigned, and the customers like to be advertised to.
    const assigned = staff.flatMap(({ outsider }) =>
      walls.map(({ customer }) => ({
        staff_id: outsider,
        customer_id: customer,
        kind: 'PORTFOLIO',
        since,
        until: null,
      })),
    );
    await owner('staffing.customer_assignment').insert(assigned);
    await consents('consent.consent').where({ purpose: 'DirectMarketing' }).update({ status: 'AUTH' });
  }, 60_000);
  afterAll(async () => {
    await owner?.destroy();
    await consents?.destroy();
    await bank?.[Symbol.asyncDispose]();
  });

  const lookAt = async (role: Role, purpose: string, sub: string, id: string) => {
    bank.resetCalls();
    const asker = bank.as(role, purpose, { sub });
    const answer = await asker.query(everything, { id }, { 'x-request-id': 'walls' });
    const headers = [...answer.headers].filter(([name]) => name !== 'date');
    return {
      status: answer.status,
      headers,
      text: answer.text.replaceAll(id, 'C-####'),
      calls: bank.calls(),
    };
  };

  describe.each(walls)('$wall', ({ customer, close, open }) => {
    it.each(staff)('hides the customer from a $role as if there were none', async (member) => {
      const { role, purpose, outsider } = member;
      await close(owner, outsider);
      const hidden = await lookAt(role, purpose, outsider, customer);
      expect(hidden).toEqual(await lookAt(role, purpose, outsider, nobody));
      expect(hidden.text).toBe('{"data":{"customer":null}}');
      expect(Object.values(hidden.calls).reduce((sum, calls) => sum + calls)).toBe(0);
      // It was the wall, and nothing else.
      await open(owner, outsider);
      const seen = await lookAt(role, purpose, outsider, customer);
      expect(seen.text).not.toBe(hidden.text);
      await close(owner, outsider);
    });
  });

  it('hide customers from a search: they are neither found nor counted', async () => {
    const search =
      'query ($text: String!) { customers(search: $text, first: 100) { totalCount nodes { id } } }';
    const idsFor = async (sub: string, text: string) => {
      const answer = await bank.as('mlro', 'CounterMoneyLaundering', { sub }).query(search, { text });
      const { totalCount, nodes } = answer.data.customers;
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ id }: { id: string }) => id);
    };
    await owner('staffing.conflict_of_interest')
      .insert({ staff_id: 'S-mlro-3', customer_id: 'C-1017', since })
      .onConflict()
      .ignore();
    expect(await idsFor('S-mlro-1', 'Nakamura')).toEqual(['C-1020']);
    expect(await idsFor('S-mlro-3', 'Nakamura')).toEqual([]);
    expect(await idsFor('S-mlro-3', 'C-1020')).toEqual([]);
    const seen = await idsFor('S-mlro-3', 'C-10');
    const hidden = (await idsFor('S-mlro-1', 'C-10')).filter((id: string) => !seen.includes(id));
    const walled = await owner('directory.customer').whereRaw(`walls <> '{}'`).pluck('customer_id');
    expect(walled).toEqual(expect.arrayContaining(['C-1019', 'C-1020']));
    expect(hidden).toEqual(['C-1017', ...walled].sort());
  });

  it('let those in who are cleared, as far as their role sees', async () => {
    const vip = await bank
      .as('frontline-agent', 'CustomerCare', { sub: 'S-frontline-agent-2' })
      .query(overview, { id: 'C-1019' });
    expect(vip.data.customer).toMatchObject({
      name: 'Sybil Ashcombe',
      accounts: { totalCount: 3 },
      kyc: { status: 'APPROVED' },
    });
    const colleague = await bank
      .as('kyc-analyst', 'IdentityVerification', { sub: 'S-kyc-analyst-2' })
      .query(overview, { id: 'C-1020' });
    expect(colleague.data.customer).toMatchObject({ name: 'Theo Nakamura', kyc: { status: 'APPROVED' } });
    expect(colleague.data.customer.accounts.nodes[0].balances).toEqual([]);
    for (const id of ['C-1019', 'C-1020']) {
      const overseen = await bank.as('mlro', 'CounterMoneyLaundering').query(overview, { id });
      expect(overseen.data.customer.accounts.totalCount).toBe(3);
    }
  });

  it('keep a member of staff from himself and from his wife, whatever he is cleared for', async () => {
    const himself = 'S-frontline-agent-2';
    await owner('staffing.customer_assignment').insert([
      { staff_id: himself, customer_id: 'C-1020', kind: 'PORTFOLIO', since },
    ]);
    await owner('staffing.wall_clearance').insert({ staff_id: himself, wall: 'STAFF', since });
    const asked = (sub: string, role: Role, purpose: string, id: string) =>
      bank.as(role, purpose, { sub }).query(overview, { id });
    expect((await asked(himself, 'frontline-agent', 'CustomerCare', 'C-1020')).data).toEqual({
      customer: null,
    });
    const husband = 'S-relationship-manager-1';
    for (const [id, expected] of [
      ['C-1017', null],
      ['C-1016', { name: 'Ελένη Παπαδοπούλου' }],
    ] as const) {
      const answer = await asked(husband, 'relationship-manager', 'CustomerCare', id);
      expect(answer.data.customer?.name).toBe(expected?.name);
    }
  });

  it('keep out neither the customer nor a partner to whom the customer has consented', async () => {
    const own = await bank
      .as('customer', undefined, { customer: 'C-1020' })
      .query(overview, { id: 'C-1020' });
    expect(own.data.customer).toMatchObject({ name: 'Theo Nakamura', accounts: { totalCount: 3 } });
    await consents('consent.consent').insert({
      id: 'CON-1020-9',
      customer_id: 'C-1020',
      kind: 'ACCOUNT_ACCESS',
      status: 'AUTH',
      purpose: 'ServiceProvision',
      lawful_basis: 'Contract',
      permissions: ['ReadAccountsBasic', 'ReadBalances'],
      grantee: 'P-moneywise',
      notice_version: 'privacy-notice@7',
    });
    await consents('consent.consent_account').insert({ consent_id: 'CON-1020-9', account_id: 'A-1020-1' });
    const partner = await bank.as('partner', 'ServiceProvision').query(overview, { id: 'C-1020' });
    expect(partner.data.customer.accounts).toMatchObject({
      totalCount: 1,
      nodes: [{ id: 'A-1020-1', balances: expect.arrayContaining([{ amount: expect.anything() }]) }],
    });
  });

  it('leave the refusal on record, under the number of the customer', async () => {
    await bank.as('mlro', 'CounterMoneyLaundering', { sub: 'S-mlro-3' }).query(overview, { id: 'C-1020' });
    const record = await bank.audit.last();
    expect(record).toMatchObject({ actor: { id: 'S-mlro-3' }, subject: 'C-1020' });
    expect(record?.fields).toContainEqual(['Query.customer', 'deny', 1]);
    expect(record?.fields.map(([, decision]) => decision)).not.toContain('allow');
  });

  it('show nothing when it cannot be found out whether they stand', async () => {
    await owner.raw('alter role directory_reader nologin');
    await owner.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'directory_reader'`,
    );
    try {
      const answer = await bank.as('mlro', 'CounterMoneyLaundering').query(overview, { id: 'C-1001' });
      expect([answer.status, answer.data]).toEqual([200, { customer: null }]);
      expect(answer.errors?.map(({ extensions }) => [extensions.code, extensions.system])).toEqual([
        ['UPSTREAM_UNAVAILABLE', 'directory'],
      ]);
    } finally {
      await owner.raw('alter role directory_reader login');
    }
  });
});

describe('walls, when a subgraph is asked for an entity', () => {
  let bank: Bank;
  let owner: Knex;
  beforeAll(async () => {
    bank = await startBank({ topology: 'http' });
    owner = bankOwner(bank);
    // Of the stories this is the one of whom every subgraph has something to tell.
    await owner('directory.customer')
      .where({ customer_id: 'C-1005' })
      .update({ walls: ['STAFF'] });
  }, 60_000);
  afterAll(async () => {
    await owner?.destroy();
    await bank?.[Symbol.asyncDispose]();
  });

  /** Asks as our gateway does, under a context that is in order. */
  const entity = async (name: string, sub: string, representation: object, selection: string) => {
    const body = JSON.stringify({
      query: `query ($these: [_Any!]!) { _entities(representations: $these) { ${selection} } }`,
      variables: { these: [representation] },
    });
    const role = sub.replace(/^S-|-\d+$/g, '') as Role;
    const context = signRequestContext(
      {
        actor: {
          id: sub,
          kind: 'staff',
          roles: [role],
          customerId: null,
          clientId: 'staff-desk',
          channel: null,
          assurance: null,
          purpose: role === 'mlro' ? 'CounterMoneyLaundering' : 'CustomerCare',
        },
        requestId: 'walls',
        operationName: null,
        operationHash: 'a'.repeat(64),
        recordedBy: 'gateway',
      },
      { subgraph: name, key: subgraphKey(Buffer.from(bank.contextSecret, 'hex'), name), body },
    );
    const answer = await fetch(bank.subgraphUrls.get(name) ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [requestContextHeader]: context },
      body,
    });
    const { data, errors } = (await answer.json()) as { data?: { _entities: unknown[] }; errors?: unknown };
    expect(errors).toBeUndefined();
    return data?._entities[0];
  };

  it.each([
    ['core-banking', 'name accounts { totalCount } loans { id } restrictions { reason }'],
    ['kyc', 'kyc { status }'],
    ['aml', 'amlAlerts { totalCount } amlCases { totalCount } sars { totalCount }'],
    ['fraud', 'fraudSignals { totalCount } riskDecisions { totalCount }'],
    ['segments', 'segmentMemberships { segment } predictions { kind }'],
    ['consent', 'consents { status }'],
    ['lineage', 'decisions { totalCount } timeline { totalCount } accessHistory { totalCount }'],
  ])('%s gives nothing of a walled customer', async (name, fields) => {
    bank.resetCalls();
    const ask = (sub: string, id: string) =>
      entity(name, sub, { __typename: 'Customer', id, name: 'forged' }, `... on Customer { ${fields} }`);
    const hidden = await ask('S-mlro-3', 'C-1005');
    expect(JSON.stringify(hidden)).toMatch(/^(null|(["{},:]|\w+":(null|\[\]|\{"totalCount":0\}))+)$/);
    expect(Object.values(bank.calls()).reduce((sum, calls) => sum + calls)).toBe(0);
    expect(await ask('S-frontline-agent-1', 'C-1005')).toEqual(await ask('S-frontline-agent-1', 'C-9920'));
    expect(await ask('S-mlro-1', 'C-1005')).not.toEqual(hidden);
  });

  it('core banking gives nothing of an account of which one holder is walled', async () => {
    const account = () =>
      entity(
        'core-banking',
        'S-frontline-agent-1',
        { __typename: 'Account', id: 'A-1009-2' },
        '... on Account { id status transactions { totalCount } }',
      );
    expect(await account()).toEqual({ id: 'A-1009-2', status: 'Enabled', transactions: { totalCount: 130 } });
    await owner('directory.customer')
      .where({ customer_id: 'C-1010' })
      .update({ walls: ['VIP'] });
    expect(await account()).toBeNull();
  });

  it('core banking leaves a walled holder out of an account that is reached through the other one', async () => {
    const holders = async (staffId: string) => {
      const customer = await entity(
        'core-banking',
        staffId,
        { __typename: 'Customer', id: 'C-1009' },
        '... on Customer { accounts { nodes { id partyRoles { partyName } } } }',
      );
      const { nodes } = (
        customer as { accounts: { nodes: { id: string; partyRoles: { partyName: string }[] }[] } }
      ).accounts;
      return nodes.find(({ id }) => id === 'A-1009-2')?.partyRoles.map(({ partyName }) => partyName);
    };
    await owner('directory.customer').where({ customer_id: 'C-1010' }).update({ walls: [] });
    expect(await holders('S-frontline-agent-1')).toEqual(['Hannah Lindqvist', 'Isaac Lindqvist']);
    await owner('directory.customer')
      .where({ customer_id: 'C-1010' })
      .update({ walls: ['VIP'] });
    expect(await holders('S-frontline-agent-1')).toEqual(['Hannah Lindqvist']);
  });
});
