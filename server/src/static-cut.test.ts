import { randomOperation } from '@bankgraph/gateway/testing';
import type { Role } from '@bankgraph/identity';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildClientSchema, buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { everythingQuery } from './testing/everything-query.js';
import { type Answer, type Bank, startBank } from './testing/start-bank.js';

/** Every role, with a purpose of its own, and staff without one. */
const askers: readonly (readonly [Role, string | undefined])[] = [
  ['customer', undefined],
  ['frontline-agent', 'CustomerCare'],
  ['relationship-manager', 'CustomerRelationshipManagement'],
  ['fraud-analyst', 'FraudPreventionAndDetection'],
  ['kyc-analyst', 'IdentityVerification'],
  ['aml-investigator', 'CounterMoneyLaundering'],
  ['mlro', 'CounterMoneyLaundering'],
  ['dpo', 'RightsFulfilment'],
  ['auditor', 'LegalCompliance'],
  ['marketing', 'DirectMarketing'],
  ['partner', 'ServiceProvision'],
  ['frontline-agent', undefined],
];

const reported = 'C-1007';

describe('the bank with the static cut and without', () => {
  let bank: Bank;
  let uncut: Bank;
  beforeAll(async () => {
    [bank, uncut] = await Promise.all([startBank(), startBank({ staticCut: false })]);
  }, 120_000);
  afterAll(async () => {
    await bank?.[Symbol.asyncDispose]();
    await uncut?.[Symbol.asyncDispose]();
  });

  async function ask(one: Bank, [role, purpose]: (typeof askers)[number], query: string, variables: object) {
    one.resetCalls();
    const change = role === 'customer' ? { customer: reported } : {};
    const answer = await one.as(role, purpose, change).query(query, variables, { 'x-request-id': 'same' });
    return {
      text: withoutAccess(answer),
      headers: [...answer.headers].filter(([name]) => name !== 'date' && name !== 'content-length'),
      calls: one.calls(),
      questions: one.questions(),
    };
  }

  it.each(askers)(
    'answers the %s for %s the same, to the last byte, and asks no more for it',
    async (...asker) => {
      const everything = everythingQuery();
      const less = await ask(bank, asker, everything, { id: reported });
      const more = await ask(uncut, asker, everything, { id: reported });
      expect(less.text).toBe(more.text);
      expect(less.headers).toEqual(more.headers);
      expect(less.questions.length).toBeLessThanOrEqual(more.questions.length);
      for (const system of Object.keys(more.calls) as (keyof typeof more.calls)[]) {
        expect([system, less.calls[system] <= more.calls[system]]).toEqual([system, true]);
      }
      // What the subgraphs refuse is on record either way; see ADR 0012 for what is more and for how often.
      const [subject, refused] = await refusedInLastAnswer(uncut);
      expect(await refusedInLastAnswer(bank)).toEqual([subject, expect.arrayContaining(refused)]);
    },
  );

  it('answers whatever is asked the same, whoever asks', async () => {
    const schema = buildSchema(apiSdlOf(readSupergraph()));
    const values = {
      declared: '$id: ID! = "C-1001", $text: String! = "C-100", $count: Int = 2',
      of: { ID: ['$id', '"C-1007"', '"C-0"'], String: ['$text', '"e"'], Int: ['$count', '1', '500'] },
    };
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(
        randomOperation(schema, values),
        fc.constantFrom(...askers),
        fc.boolean(),
        async (query, asker, yes) => {
          // Who looked has an id and a time of its own in each bank.
          fc.pre(!/accessHistory|auditEntries/.test(query));
          fc.pre(validate(schema, parse(query)).every(({ message }) => message.includes('is never used')));
          const less = await ask(bank, asker, query, { yes });
          const more = await ask(uncut, asker, query, { yes });
          // The planner puts fields of repeated fragments together, so their order may differ.
          expect(JSON.parse(less.text)).toEqual(JSON.parse(more.text));
          expect(less.questions.length).toBeLessThanOrEqual(more.questions.length);
          asked += 1;
        },
      ),
      { numRuns: 200 },
    );
    expect(asked).toBe(200);
  }, 120_000);

  it('does not ask aml for an agent who asks for reports, and no subgraph for staff without a purpose', async () => {
    const sars = 'query ($id: ID!) { customer(id: $id) { sars { totalCount nodes { narrative } } } }';
    const agent = await ask(bank, ['frontline-agent', 'CustomerCare'], sars, { id: reported });
    expect(JSON.parse(agent.text).data).toEqual({ customer: { sars: { totalCount: 0, nodes: [] } } });
    expect(agent.questions).toEqual(['core-banking']);
    expect((await ask(uncut, ['frontline-agent', 'CustomerCare'], sars, { id: reported })).questions).toEqual(
      ['aml', 'core-banking'],
    );
    const nobody = await ask(bank, ['frontline-agent', undefined], sars, { id: reported });
    expect(JSON.parse(nobody.text).data).toEqual({ customer: null });
    expect(nobody.questions).toEqual([]);
    expect(await bank.audit.last()).toMatchObject({
      subject: reported,
      fields: [['Query.customer', 'deny', 1]],
      outcome: 'answered',
    });
  });
});

describe('introspection in a bank that allows it', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ dev: true });
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  it('shows each role the schema that it can use', async () => {
    const schemaOf = async (role: Role, purpose: string) =>
      buildClientSchema((await bank.as(role, purpose).query(getIntrospectionQuery())).data);
    const marketing = await schemaOf('marketing', 'DirectMarketing');
    const mlro = await schemaOf('mlro', 'CounterMoneyLaundering');
    expect(marketing.getType('Sar')).toBeUndefined();
    expect(marketing.getType('SarStatus')).toBeUndefined();
    expect(marketing.getType('Customer')).toBeDefined();
    expect(mlro.getType('Sar')).toBeDefined();
    expect(mlro.getType('SarStatus')).toBeDefined();
  });

  it('shows it also beside other questions', async () => {
    const query = `query ($id: ID!) {
      ...Types
      customer(id: $id) { id sars { totalCount } }
    }
    fragment Types on Query { report: __type(name: "Sar") { name } schema: __schema { queryType { name } } }`;
    const schema = { queryType: { name: 'Query' } };
    const marketing = await bank.as('marketing', 'DirectMarketing').query(query, { id: 'C-1001' });
    expect([marketing.data, marketing.errors]).toEqual([
      { report: null, schema, customer: expect.anything() },
      undefined,
    ]);
    const mlro = await bank.as('mlro', 'CounterMoneyLaundering').query(query, { id: reported });
    expect(mlro.text).toBe(
      JSON.stringify({
        data: { report: { name: 'Sar' }, schema, customer: { id: reported, sars: { totalCount: 1 } } },
        // A bank that allows introspection tells what an operation costs, too.
        extensions: { cost: { estimated: 2, max: null } },
      }),
    );
  });
});

/** What was refused in the last answer, and of whom. */
async function refusedInLastAnswer(bank: Bank): Promise<[subject: string | null, fields: string[]]> {
  const record = await bank.audit.last();
  if (record === undefined) throw new Error('Nothing is on record.');
  return [record.subject, record.fields.flatMap(([field, decision]) => (decision === 'deny' ? field : []))];
}

/**
 * Access records carry the time and a random id of each access, and their cursors too. Which record anchors a decision is random
 * as well, and not the same in two banks.
 */
function withoutAccess({ text }: Answer): string {
  const body = JSON.parse(text);
  const history = body.data?.customer?.accessHistory;
  if (history?.nodes !== undefined) {
    history.nodes = history.nodes.map((node: object) => ({ ...node, id: '', at: '' }));
    history.edges = [];
    history.pageInfo = {};
  }
  return JSON.stringify(body).replace(/("anchoredBy":)"[0-9a-f-]+"/g, '$1""');
}
