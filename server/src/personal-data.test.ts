import { readPolicies } from '@bankgraph/authorization';
import { connect, type Knex } from '@bankgraph/database';
import { type Role, roles } from '@bankgraph/identity';
import { createWorld, type WorldCustomer } from '@bankgraph/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sandboxSeed } from './embedded-bank.js';
import { policiesFolder } from './project-folder.js';
import { everythingQuery } from './testing/everything-query.js';
import { type Answer, type Bank, startBank, type Topology } from './testing/start-bank.js';

const everything = everythingQuery();
const world = createWorld({ seed: sandboxSeed, customers: 60 });
/** An ordinary customer, one with several documents and cards, the reported one, and one whom many systems know. */
const asked = ['C-1001', 'C-1005', 'C-1007', 'C-1018'].map((id) => world.customer(id) as WorldCustomer);

/** What names a person or gives access to their money, by the field that shows it. Each is long enough not to occur by chance. */
function valuesOf({
  party,
  accounts,
  applicant,
}: WorldCustomer): Readonly<Record<string, readonly string[]>> {
  return {
    'Customer.name': [party.fullName],
    'Party.fullLegalName': [party.fullName, party.latinName],
    'Party.dateOfBirth': [party.birthDate],
    'Party.emailAddress': [party.emailAddress],
    'Party.mobile': [party.mobile],
    'PostalAddress.streetName': [
      `${party.address.buildingNumber} ${party.address.streetName}`,
      party.address.postCode,
    ],
    'AccountIdentification.value': accounts.flatMap(({ identifications }) =>
      identifications.map(({ identification }) => identification),
    ),
    'Beneficiary.account': accounts.flatMap(({ beneficiaries }) => beneficiaries.map(({ iban }) => iban)),
    'DirectDebit.mandate': accounts.flatMap(({ directDebits }) =>
      directDebits.map(({ mandateId }) => mandateId),
    ),
    'IdDocument.number': (applicant?.idDocs ?? []).map(({ number }) => number),
  };
}

const personal = asked.flatMap((customer) => Object.values(valuesOf(customer)).flat());

/** Those of the values that stand in a text, as they are or as JSON or a URL writes them. */
function found(text: string): readonly string[] {
  const written = (value: string) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
  return personal.filter((value) => written(value).some((form) => text.includes(form)));
}

describe.each<Topology>(['in-process', 'http'])('personal data, subgraphs %s', (topology) => {
  let bank: Bank;
  let log: Knex;
  let purposeOf: (role: Role) => string;
  beforeAll(async () => {
    bank = await startBank({ topology });
    log = connect(bank.connections.own.auditReader, { applicationName: 'test', poolMax: 1 });
    const policies = await readPolicies(policiesFolder);
    purposeOf = (role) => policies.roles.get(role)?.purposes[0] ?? '';
  }, 60_000);
  afterEach(async () => {
    for (const system of Object.values(bank.sandbox.systems)) {
      system.behave();
      await system.restart();
    }
  });
  afterAll(async () => {
    await log?.destroy();
    await bank?.[Symbol.asyncDispose]();
  });

  let requests = 0;
  /** As the person of a role who sees most, under a request id of its own. */
  async function ask(role: Role, customerId: string, document = everything) {
    requests += 1;
    const requestId = `${topology}-${requests}`;
    const person = role === 'partner' ? { clientId: 'P-moneywise' } : {};
    const answer = await bank
      .as(role, purposeOf(role), role === 'customer' ? { customer: customerId } : person)
      .query(document, { id: customerId }, { 'x-request-id': requestId });
    return { role, customerId, requestId, answer };
  }

  async function leaves(): Promise<readonly string[]> {
    const rows = await log('audit.record').select<{ leaf: Buffer }[]>('leaf');
    return rows.map(({ leaf }) => leaf.toString('utf8'));
  }

  const errorsOf = ({ errors }: Answer) => JSON.stringify(errors ?? []);

  it('is in the answers of those who may see it, so what is looked for can be found', async () => {
    const { answer } = await ask('mlro', 'C-1001');
    const own = valuesOf(asked[0] as WorldCustomer);
    expect(found(answer.text)).toEqual(expect.arrayContaining([...(own['Customer.name'] ?? [])]));
    expect(found(answer.text).length).toBeGreaterThan(5);
    expect(found(`"${encodeURIComponent(asked[1]?.party.fullName ?? '')}"`)).toContain(
      asked[1]?.party.fullName,
    );
  });

  it('is in no log line, error or record, whoever asks for everything; what is masked is nowhere in the answer', async () => {
    let masked = 0;
    for (const role of roles) {
      for (const customer of asked) {
        const { requestId, answer } = await ask(role, customer.customerId);
        expect([role, found(errorsOf(answer))]).toEqual([role, []]);
        for (const field of await maskedIn(requestId, customer.customerId)) {
          for (const value of valuesOf(customer)[field] ?? []) {
            masked += 1;
            expect([role, field, answer.text.includes(value)]).toEqual([role, field, false]);
          }
        }
      }
    }
    expect(masked).toBeGreaterThan(20);
    expect(found(bank.log.join(''))).toEqual([]);
    expect(found((await leaves()).join('\n'))).toEqual([]);
  }, 60_000);

  it.each(['500', 'cut-body', 'wrong-json', 'wrong-shape', 'stopped'] as const)(
    'is in no log line, error or record when every system of the bank is broken (%s)',
    async (way) => {
      for (const system of Object.values(bank.sandbox.systems)) {
        if (way === 'stopped') await system.stop();
        else system.misbehave({ mode: way });
      }
      let errors = 0;
      for (const role of roles) {
        const { answer } = await ask(role, 'C-1018');
        errors += answer.errors?.length ?? 0;
        expect([role, found(errorsOf(answer))]).toEqual([role, []]);
      }
      expect(errors).toBeGreaterThan(0);
      expect(found(bank.log.join(''))).toEqual([]);
      expect(found((await leaves()).join('\n'))).toEqual([]);
    },
    60_000,
  );

  it('is in no log line, error or record when the caller sends it, in a right question or a wrong one', async () => {
    for (const value of new Set(Object.values(valuesOf(asked[0] as WorldCustomer)).flat())) {
      const text = JSON.stringify(value);
      for (const document of [
        `{ customers(search: ${text}) { totalCount } }`,
        `{ customer(id: ${text}) { name } }`,
        `{ customers(search: ${text}, first: -1) { totalCount } }`,
        `{ customers(search: ${text}) { nonsense } }`,
        `{ customer(id: ${text}`,
      ]) {
        const { answer } = await ask('frontline-agent', 'C-1001', document);
        expect([document, found(errorsOf(answer))]).toEqual([document, []]);
      }
    }
    expect(found(bank.log.join(''))).toEqual([]);
    // Whose data was asked for is what the log is there to tell, also when it is no customer's number.
    const untold = (await leaves()).map((leaf) => JSON.stringify({ ...JSON.parse(leaf), subject: null }));
    expect(found(untold.join('\n'))).toEqual([]);
  }, 60_000);

  /** Fields that were shown masked in this operation, and never as they are. */
  async function maskedIn(requestId: string, subject: string): Promise<readonly string[]> {
    const record = (await bank.audit.recent(5)).find(
      (one) => one.requestId === requestId && one.subject === subject,
    );
    const decided = (wanted: string) =>
      new Set((record?.fields ?? []).flatMap(([field, decision]) => (decision === wanted ? [field] : [])));
    const allowed = decided('allow');
    return [...decided('mask')].filter((field) => !allowed.has(field));
  }
});
