import type { Role } from '@bankgraph/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const overview = `query Overview($id: ID!) {
  customer(id: $id) {
    id
    name
    accounts(first: 2) { totalCount nodes { typeCode identifications { scheme value } balances { type amount { amount currency } } } }
    kyc { status riskRating { band score } documents { type number } }
    amlAlerts { totalCount }
    amlCases { totalCount nodes { status outcome } }
    sars { totalCount }
    fraudSignals { totalCount nodes { kind confidence } }
    segmentMemberships { segment category }
    consents { purpose status }
  }
}`;

const nothing = { totalCount: 0, nodes: [] };

describe.each<Topology>(['in-process', 'http'])('who sees what, subgraphs %s', (topology) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ topology });
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  const overviewAs = async (
    role: Role,
    purpose?: string,
    change?: { customer?: string; sub?: string },
    id = 'C-1005',
  ) => bank.as(role, purpose, change).query(overview, { id });

  it('four roles get four different answers to the same question, each right by the matrix', async () => {
    const customer = await overviewAs('customer', undefined, { customer: 'C-1005' });
    const agent = await overviewAs('frontline-agent', 'CustomerCare');
    const investigator = await overviewAs('aml-investigator', 'CounterMoneyLaundering');
    const marketing = await overviewAs('marketing', 'DirectMarketing');
    for (const answer of [customer, agent, investigator, marketing]) expect(answer.errors).toBeUndefined();
    expect(new Set([customer.text, agent.text, investigator.text, marketing.text]).size).toBe(4);

    // The customer: everything of their own, nothing of an investigation, documents by their last four characters.
    expect(customer.data.customer).toMatchObject({
      id: 'C-1005',
      name: expect.any(String),
      amlAlerts: { totalCount: 0 },
      amlCases: nothing,
      sars: { totalCount: 0 },
      fraudSignals: nothing,
    });
    expect(customer.data.customer.kyc.riskRating).toBeNull();
    for (const { number } of customer.data.customer.kyc.documents) expect(number).toMatch(/^\*{4}.{4}$/);
    expect(ibanOf(customer)).toMatch(/^GB\d{2}[A-Z]{4}\d{14}$/);

    // The agent: the same accounts with masked numbers, no document numbers, no rating.
    expect(ibanOf(agent)).toBe(`GB****${ibanOf(customer).slice(-4)}`);
    expect(agent.data.customer.accounts.nodes[0].balances).toEqual(
      customer.data.customer.accounts.nodes[0].balances,
    );
    for (const { number } of agent.data.customer.kyc.documents) expect(number).toBeNull();
    expect(agent.data.customer.kyc.riskRating).toBeNull();
    expect(agent.data.customer.amlCases).toEqual(nothing);

    // The investigator: the case, the rating, whole numbers; no consents, no marketing segments.
    expect(investigator.data.customer.amlAlerts.totalCount).toBeGreaterThan(0);
    expect(investigator.data.customer.amlCases.totalCount).toBeGreaterThan(0);
    expect(investigator.data.customer.kyc.riskRating).toEqual({
      band: expect.any(String),
      score: expect.any(String),
    });
    expect(ibanOf(investigator)).toBe(ibanOf(customer));
    expect(investigator.data.customer.consents).toEqual([]);
    for (const { category } of investigator.data.customer.segmentMemberships) expect(category).toBe('RISK');

    // Marketing: name, marketing segments and the consent on which it acts; no account, no KYC.
    expect(marketing.data.customer).toMatchObject({
      name: customer.data.customer.name,
      accounts: { totalCount: 0, nodes: [] },
      kyc: null,
      amlCases: nothing,
      consents: [{ purpose: 'DirectMarketing', status: 'AUTH' }],
    });
    for (const { category } of marketing.data.customer.segmentMemberships) expect(category).toBe('MARKETING');
  });

  it('a customer of somebody else, one that nobody is assigned to and one that does not exist look alike', async () => {
    const absent = { customer: null };
    const answers = [
      await overviewAs('customer', undefined, { customer: 'C-1002' }),
      await overviewAs('frontline-agent', 'CustomerCare', {}, 'C-1019'),
      await overviewAs('frontline-agent', 'CustomerCare', {}, 'C-9999'),
      await overviewAs('mlro', 'CounterMoneyLaundering', {}, 'C-9999'),
      await overviewAs('marketing', 'DirectMarketing', {}, 'C-1003'),
    ];
    for (const answer of answers)
      expect([answer.status, answer.data, answer.errors]).toEqual([200, absent, undefined]);
  });

  it('a refused question reaches no bank system', async () => {
    bank.resetCalls();
    await overviewAs('customer', undefined, { customer: 'C-1002' });
    await overviewAs('frontline-agent', 'CustomerCare', {}, 'C-1019');
    expect(Object.values(bank.calls()).reduce((sum, calls) => sum + calls, 0)).toBe(0);
  });

  it('staff see nothing without a purpose, and are told of one that is not theirs', async () => {
    expect((await overviewAs('frontline-agent')).data).toEqual({ customer: null });
    const wrong = await overviewAs('frontline-agent', 'CounterMoneyLaundering');
    expect([wrong.status, wrong.data, wrong.errors?.[0]?.extensions.code]).toEqual([
      403,
      undefined,
      'PURPOSE_NOT_ALLOWED',
    ]);
  });

  it('a partner sees the accounts that the consent covers, and no other', async () => {
    const partner = await overviewAs('partner', 'ServiceProvision', {}, 'C-1001');
    const owner = await overviewAs('customer', undefined, { customer: 'C-1001' }, 'C-1001');
    expect(owner.data.customer.accounts.totalCount).toBe(3);
    expect(partner.data.customer.accounts.totalCount).toBe(2);
    const stranger = await bank
      .as('partner', 'ServiceProvision', { clientId: 'P-brightloans' })
      .query(overview, { id: 'C-1001' });
    expect(stranger.data).toEqual({ customer: null });
  });

  it('search shows the customers that the caller may see, and counts no other', async () => {
    const search =
      'query ($text: String!) { customers(search: $text, first: 100) { totalCount nodes { id } } }';
    const agent = await bank.as('frontline-agent', 'CustomerCare').query(search, { text: 'C-10' });
    const ids = agent.data.customers.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toContain('C-1001');
    expect(ids).not.toContain('C-1019');
    expect(agent.data.customers.totalCount).toBe(ids.length);
    const customer = await bank.as('customer').query(search, { text: 'C-10' });
    expect(customer.data).toEqual({ customers: { totalCount: 0, nodes: [] } });
  });

  it('asks each system once for fifty customers where it has a batch call, and once a customer at most elsewhere', async () => {
    const query = `{ customers(search: "C-10", first: 50) { nodes {
      id accounts { nodes { id status balances { amount { amount } } } }
      kyc { status riskRating { band } verifications { answer } documents { type } screenings { status } }
      riskDecisions { nodes { action } }
    } } }`;
    bank.resetCalls();
    const answer = await bank.as('mlro', 'CounterMoneyLaundering').query(query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.customers.nodes).toHaveLength(50);
    const calls = bank.calls();
    expect(calls['identity-verification']).toBe(1);
    expect(calls.screening).toBe(1);
    expect(calls.fraud).toBe(1);
    const perCustomer = (path: string) =>
      bank.sandbox.systems['core-banking'].calls.filter((call) => call.path.endsWith(path)).length;
    const nodes: readonly { accounts: { nodes: readonly unknown[] } }[] = answer.data.customers.nodes;
    const holders = nodes.filter(({ accounts }) => accounts.nodes.length > 0).length;
    expect([perCustomer('/accounts'), perCustomer('/balances')]).toEqual([50, holders]);
    expect(calls['core-banking']).toBe(50 + holders);
    expect([calls.aml, calls.segmentation, calls.loans]).toEqual([0, 0, 0]);
  });
});

function ibanOf(answer: {
  data: { customer: { accounts: { nodes: { identifications: { scheme: string; value: string }[] }[] } } };
}): string {
  const numbers = answer.data.customer.accounts.nodes.flatMap(({ identifications }) => identifications);
  return numbers.find(({ scheme }) => scheme === 'IBAN')?.value ?? '';
}
