import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consentOwner } from './testing/consent-owner.js';
import { type Answer, type Asker, type Bank, startBank, type Topology } from './testing/start-bank.js';

const consentId = 'CON-1001-2';
const shown = '{ id status version accounts { id } history { status actor onBehalfOf } }';
const accounts = 'query ($id: ID!) { customer(id: $id) { accounts { nodes { id } } } }';
const ofConsents = `query ($id: ID!) { customer(id: $id) { consents ${shown} } }`;
const withdraw = `mutation Withdraw($customerId: ID!, $id: ID!, $version: Int!, $key: String!) {
  withdrawConsent(customerId: $customerId, id: $id, version: $version, idempotencyKey: $key) ${shown} }`;
const reauthenticate = `mutation Renew($customerId: ID!, $id: ID!, $version: Int!, $key: String!) {
  reauthenticateConsent(customerId: $customerId, id: $id, version: $version, noticeVersion: "privacy-notice@8",
    idempotencyKey: $key) ${shown} }`;
const remove = `mutation Remove($customerId: ID!, $id: ID!, $version: Int!, $remove: [ID!], $key: String!) {
  changeConsentAccounts(customerId: $customerId, id: $id, version: $version, remove: $remove, idempotencyKey: $key) ${shown} }`;

describe.each<Topology>(['in-process', 'http'])('consents changed by mutations, subgraphs %s', (topology) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ topology });
  }, 60_000);
  afterAll(async () => {
    await bank?.[Symbol.asyncDispose]();
  });

  const customer = (id = 'C-1001') => bank.as('customer', undefined, { customer: id });
  const agent = () => bank.as('frontline-agent', 'CustomerCare');
  const partner = () => bank.as('partner', 'ServiceProvision');
  const seenByPartner = async () =>
    (await partner().query(accounts, { id: 'C-1001' })).data.customer?.accounts.nodes.map(
      ({ id }: { id: string }) => id,
    );
  const consentSeenBy = async (asker: Asker) =>
    (await asker.query(ofConsents, { id: 'C-1001' })).data.customer.consents.find(
      ({ id }: { id: string }) => id === consentId,
    );
  const change = async (asker: Asker, document: string, more: object = {}): Promise<Answer> => {
    const { version } = await consentSeenBy(customer());
    return asker.query(document, {
      customerId: 'C-1001',
      id: consentId,
      version,
      key: randomUUID(),
      ...more,
    });
  };
  const made = async (asker: Asker, document: string, more: object = {}) => {
    const answer = await change(asker, document, more);
    expect(answer.errors).toBeUndefined();
    return Object.values(answer.data)[0];
  };

  it('what the customer withdraws is gone for the partner with the next request, and back when they give it again', async () => {
    expect(await seenByPartner()).toEqual(['A-1001-1', 'A-1001-2']);
    await made(customer(), remove, { remove: ['A-1001-2'] });
    expect(await seenByPartner()).toEqual(['A-1001-1']);
    await made(customer(), withdraw);
    expect(await seenByPartner()).toBeUndefined();
    const seen = await consentSeenBy(agent());
    expect(seen).toMatchObject({ status: 'CANC', accounts: [{ id: 'A-1001-1' }] });
    expect(seen.history.at(-1)).toEqual({ status: 'CANC', actor: 'C-1001', onBehalfOf: null });
    await made(customer(), reauthenticate);
    expect(await seenByPartner()).toEqual(['A-1001-1']);
  });

  it('the agent of the customer withdraws in their name, and does nothing else', async () => {
    await made(agent(), withdraw);
    expect(await seenByPartner()).toBeUndefined();
    expect((await consentSeenBy(agent())).history.at(-1)).toEqual({
      status: 'CANC',
      actor: 'S-frontline-agent-1',
      onBehalfOf: 'C-1001',
    });
    const stranger = bank.as('frontline-agent', 'CustomerCare', { sub: 'S-frontline-agent-9' });
    for (const [asker, document] of [
      [agent(), reauthenticate],
      [agent(), remove],
      [stranger, withdraw],
      [partner(), withdraw],
      [partner(), reauthenticate],
      [customer('C-1002'), withdraw],
    ] as const) {
      const { data, errors } = await change(asker, document);
      expect([
        Object.values(data ?? { none: null }),
        errors?.map(({ extensions }) => extensions.code),
      ]).toEqual([[null], ['FORBIDDEN']]);
    }
    await made(customer(), reauthenticate);
    expect(await seenByPartner()).toEqual(['A-1001-1']);
  });

  it('is in the ledger for those who may see the decisions of the customer', async () => {
    const owner = consentOwner(bank);
    try {
      const kinds = await owner('ledger.decision_event')
        .where({ subject: 'C-1001' })
        .where('id', 'like', `DE-${consentId}-%`)
        .orderBy('recorded_at')
        .pluck('kind');
      expect(kinds).toEqual([
        'consent.accounts-changed',
        'consent.withdrawn',
        'consent.reauthenticated',
        'consent.withdrawn',
        'consent.reauthenticated',
      ]);
    } finally {
      await owner.destroy();
    }
    const auditor = bank.as('auditor', 'LegalCompliance');
    const { data } = await auditor.query(
      'query ($id: ID!) { customer(id: $id) { decisions(first: 100) { nodes { kind outcome } } } }',
      { id: 'C-1001' },
    );
    expect(data.customer.decisions.nodes).toContainEqual({ kind: 'consent.withdrawn', outcome: 'CANC' });
  });

  it('hides nothing from AML and fraud, whose work does not rest on consent', async () => {
    const document = `query ($id: ID!) { customer(id: $id) { name accounts { nodes { id transactions { totalCount } } }
      amlAlerts { totalCount } amlCases { totalCount } fraudSignals { totalCount } riskDecisions { totalCount } } }`;
    const askers = [
      bank.as('mlro', 'CounterMoneyLaundering'),
      bank.as('aml-investigator', 'CounterMoneyLaundering'),
      bank.as('fraud-analyst', 'FraudPreventionAndDetection'),
    ];
    const seen = async () =>
      Promise.all(askers.map(async (asker) => (await asker.query(document, { id: 'C-1005' })).data));
    const before = await seen();
    expect(before[0].customer).not.toBeNull();
    const consents = `query ($id: ID!) { customer(id: $id) { consents { id status version } } }`;
    const own = async () =>
      (await customer('C-1005').query(consents, { id: 'C-1005' })).data.customer.consents;
    const held = (await own()).filter(({ status }: { status: string }) => status === 'AUTH');
    expect(held.length).toBeGreaterThan(0);
    for (const { id, version } of held) {
      const order = { customerId: 'C-1005', id, version, key: randomUUID() };
      expect((await customer('C-1005').query(withdraw, order)).errors).toBeUndefined();
    }
    expect((await own()).map(({ status }: { status: string }) => status)).not.toContain('AUTH');
    expect(await seen()).toEqual(before);
  });
});
