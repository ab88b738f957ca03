import type { Role } from '@bankgraph/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessDesk, accessDesk } from './testing/access-desk.js';
import { type Asker, type Bank, startBank } from './testing/start-bank.js';

const numbers = `query ($id: ID!) { customer(id: $id) {
  accounts { nodes { identifications { scheme value } } }
} }`;
const unmasking = { kind: 'UNMASKING', minutes: 480, reason: 'A payment went to a wrong account of hers.' };

describe('a customer’s numbers, when somebody else has agreed', () => {
  let bank: Bank;
  let desk: AccessDesk;
  /** Alice Morgan's own view: her account numbers are whole. */
  let iban: string;
  beforeAll(async () => {
    bank = await startBank();
    desk = accessDesk(bank);
    iban = (await seenBy(bank.as('customer', undefined, { customer: 'C-1001' }))).iban ?? '';
    expect(iban).toMatch(/^GB\d{2}[A-Z]{4}\d{14}$/);
  }, 60_000);
  afterAll(async () => {
    await desk?.[Symbol.asyncDispose]();
    await bank?.[Symbol.asyncDispose]();
  });

  /** The first account number and the card number of a customer, as somebody sees them. */
  async function seenBy(asker: Asker, id = 'C-1001') {
    const answer = await asker.query(numbers, { id });
    expect(answer.errors).toBeUndefined();
    const nodes: { identifications: { scheme: string; value: string }[] }[] =
      answer.data.customer?.accounts.nodes ?? [];
    const all = nodes.flatMap(({ identifications }) => identifications);
    const first = (scheme: string) => all.find((one) => one.scheme === scheme)?.value;
    return { iban: first('IBAN'), card: first('PAN') };
  }
  const masked = () => `GB****${iban.slice(-4)}`;

  it.each<[Role, string]>([
    ['frontline-agent', 'CustomerCare'],
    ['relationship-manager', 'CustomerRelationshipManagement'],
    ['kyc-analyst', 'IdentityVerification'],
  ])('are whole for the %s who is assigned, until the time is up', async (role, purpose) => {
    const person = bank.as(role, purpose);
    const before = await seenBy(person);
    expect(before.iban).toBe(masked());
    const asked = await desk.request(person, 'C-1001', unmasking);
    expect((await seenBy(person)).iban).toBe(masked());

    await desk.decide(bank.as('mlro', 'CounterMoneyLaundering'), asked.data.requestAccess.id);
    expect(await seenBy(person)).toEqual({ ...before, iban });
    expect((await bank.audit.last())?.fields).toContainEqual(['AccountIdentification.value', 'allow', 4]);
    expect((await seenBy(person, 'C-1002')).iban).toMatch(/^GB\*{4}\d{4}$/);

    await desk.pass('481 minutes');
    expect(await seenBy(person)).toEqual(before);
  });

  it('of a card stay at the last four: core banking is asked for no more, whatever a policy may show', async () => {
    const analyst = bank.as('fraud-analyst', 'FraudPreventionAndDetection');
    const before = await seenBy(analyst);
    expect(before.card).toMatch(/^\*{4}\d{4}$/);
    await desk.open(analyst, 'C-1001', unmasking);
    expect(await seenBy(analyst)).toEqual(before);
  });

  it('stay masked when it was refused, or agreed to by the one who asked', async () => {
    const person = bank.as('relationship-manager', 'CustomerRelationshipManagement');
    const refused = await desk.request(person, 'C-1001', unmasking);
    await desk.decide(bank.as('dpo', 'RightsFulfilment'), refused.data.requestAccess.id, false);
    const { data } = await desk.request(person, 'C-1001', unmasking);
    const own = await desk.decide(person, data.requestAccess.id);
    expect(own.errors?.[0]?.extensions.code).toBe('FOUR_EYES_REQUIRED');
    expect((await seenBy(person)).iban).toBe(masked());
  });

  it('are no way to a customer: without an assignment, or under break-glass, there are none', async () => {
    const stranger = bank.as('frontline-agent', 'CustomerCare', { sub: 'S-frontline-agent-91' });
    await desk.open(stranger, 'C-1001', unmasking);
    expect(await seenBy(stranger)).toEqual({ iban: undefined, card: undefined });
    await desk.open(stranger, 'C-1001');
    const { data } = await stranger.query(
      'query ($id: ID!) { customer(id: $id) { name accounts { nodes { id identifications { value } } } } }',
      { id: 'C-1001' },
    );
    expect(data.customer.name).toBe('Alice Morgan');
    expect(data.customer.accounts.nodes[0]).toEqual({ id: 'A-1001-1', identifications: [] });
  });

  it('are not shown at all while nobody can tell who has agreed', async () => {
    await desk.sql('revoke select on access.open_grant from access_reader');
    try {
      const agent = bank.as('frontline-agent', 'CustomerCare');
      const { data, errors } = await agent.query(numbers, { id: 'C-1001' });
      const values = data.customer.accounts.nodes.flatMap(
        ({ identifications }: { identifications: { value: string | null }[] }) =>
          identifications.map(({ value }) => value),
      );
      expect(values.filter((value: string | null) => value !== null && !/^\*{4}\d{4}$/.test(value))).toEqual(
        [],
      );
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', system: 'access' });
    } finally {
      await desk.sql('grant select on access.open_grant to access_reader');
    }
  });
});
