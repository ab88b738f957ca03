import { linesFor, type Policy, type PolicySet, readPolicies } from '@bankgraph/authorization';
import { type Role, roles } from '@bankgraph/identity';
import { apiSdlOf, readSupergraph } from '@bankgraph/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';
import { policiesFolder } from './project-folder.js';
import { actorOf, askSubgraph } from './testing/ask-subgraph.js';
import { everythingOf, everythingQuery } from './testing/everything-query.js';
import { type Answer, type Asker, type Bank, startBank } from './testing/start-bank.js';

const api = buildSchema(apiSdlOf(readSupergraph()));

/** What one knows of an answer, time excepted; the number that was asked about is taken out. */
function seen(answer: Answer, bank: Bank, about: string) {
  return {
    status: answer.status,
    headers: [...answer.headers].filter(([name]) => name !== 'date'),
    body: answer.text.replaceAll(about, '#'.repeat(about.length)),
    calls: bank.calls(),
  };
}

/** Sums up the calls to all bank systems since the last reset. */
function allCalls(bank: Bank): number {
  return Object.values(bank.calls()).reduce((sum, calls) => sum + calls, 0);
}

describe.each([
  ['at the gateway and in the subgraphs', true],
  ['in the subgraphs alone', false],
])('refusals %s', (_where, staticCut) => {
  let bank: Bank;
  let policies: PolicySet;
  const staff = (role: Role, sub?: string): Asker =>
    bank.as(role, policies.roles.get(role)?.purposes[0], sub === undefined ? {} : { sub });

  beforeAll(async () => {
    [bank, policies] = await Promise.all([startBank({ staticCut }), readPolicies(policiesFolder)]);
  }, 60_000);
  beforeEach(() => bank.resetCalls());
  afterAll(() => bank?.[Symbol.asyncDispose]());

  describe('hold on every path to a value', () => {
    const number = '{ identifications { scheme value } }';
    /** Documents that ask for the numbers of the accounts of C-1001, and where they are in the answer. */
    const paths: readonly [string, string][] = [
      ['the fields', `{ customer(id: "C-1001") { accounts { nodes ${number} } } }`],
      [
        'aliases',
        `{ a: customer(id: "C-1001") { b: accounts { c: nodes { identifications { scheme value } } } } }`,
      ],
      [
        'an alias that is the name of another field',
        `{ customer(id: "C-1001") { sars: accounts { nodes ${number} } } }`,
      ],
      ['edges', `{ customer(id: "C-1001") { accounts { edges { node ${number} } } } }`],
      [
        'fragments within fragments',
        `{ customer(id: "C-1001") { ...A } }
         fragment A on Customer { accounts { ...B } } fragment B on AccountConnection { nodes { ...C } }
         fragment C on Account ${number}`,
      ],
      [
        'inline fragments',
        `{ ... on Query { customer(id: "C-1001") { ... on Customer { accounts { nodes { ... ${number} } } } } } }`,
      ],
      [
        '@include and @skip',
        `{ customer(id: "C-1001") { accounts @include(if: true) { nodes @skip(if: false) ${number} } } }`,
      ],
      [
        'a field that is asked for twice',
        `{ customer(id: "C-1001") { accounts { nodes { id } nodes ${number} } } }`,
      ],
      ['a search', `{ customers(search: "C-1001") { nodes { accounts { nodes ${number} } } } }`],
    ];
    const askers: readonly [Role, string | undefined][] = [
      ['frontline-agent', 'S-frontline-agent-1'],
      ['frontline-agent', 'S-frontline-agent-3'],
      ['relationship-manager', 'S-relationship-manager-1'],
      ['fraud-analyst', 'S-fraud-analyst-1'],
      ['kyc-analyst', 'S-kyc-analyst-1'],
      ['mlro', 'S-mlro-1'],
      ['auditor', 'S-auditor-1'],
      ['marketing', 'S-marketing-1'],
      ['dpo', 'S-dpo-1'],
    ];
    const numbersIn = (answer: Answer) => {
      const found = [...answer.text.matchAll(/\{"scheme":"?(\w+)"?,"value":"?([^"}]*)"?\}/g)];
      return found.map(([, scheme, value]) => `${scheme} ${value}`).sort();
    };

    it.each(askers)('for a %s (%s)', async (role, sub) => {
      const answers = new Map<string, readonly string[]>();
      for (const [path, document] of paths) {
        const answer = await staff(role, sub).query(document);
        expect([path, answer.errors]).toEqual([path, undefined]);
        answers.set(path, numbersIn(answer));
      }
      const plain = answers.get('the fields') ?? [];
      const actor = actorOf(role, policies.roles.get(role)?.purposes[0] ?? null);
      const searches = linesFor(fieldPolicy(policies, 'Query.customers'), actor, policies.roles).length > 0;
      for (const [path, numbers] of answers) {
        expect([path, numbers]).toEqual([path, path === 'a search' && !searches ? [] : plain]);
      }
    });

    it('and come out differently for different people, so that the comparison means something', async () => {
      const [[, document] = ['', '']] = paths;
      const texts = await Promise.all(
        askers.map(async ([role, sub]) => numbersIn(await staff(role, sub).query(document)).join()),
      );
      expect(new Set(texts).size).toBe(4);
      expect(texts[askers.findIndex(([role]) => role === 'mlro')]).toMatch(/IBAN GB\d\d[A-Z]{4}\d{14}/);
      expect(texts[0]).toMatch(/IBAN GB\*{4}\d{4}/);
    });

    it('of which none leads through an interface or union: the graph has none', () => {
      const abstract = Object.values(api.getTypeMap()).filter(isAbstractType);
      expect(abstract.map(String)).toEqual([]);
    });

    it('also where another subgraph leads to the customer or account', async () => {
      const ways = `query ($decision: ID!) {
        decision(id: $decision) { subject { name kyc { riskRating { band score } } amlCases { totalCount } } }
      }`;
      const directly =
        '{ customer(id: "C-1001") { name kyc { riskRating { band score } } amlCases { totalCount } } }';
      for (const role of ['kyc-analyst', 'aml-investigator', 'mlro'] as const) {
        const decisions = await staff(role).query(
          '{ customer(id: "C-1001") { decisions(first: 1) { nodes { id } } } }',
        );
        const decision = decisions.data.customer.decisions.nodes[0].id;
        const there = await staff(role).query(ways, { decision });
        expect(there.data.decision.subject).toEqual((await staff(role).query(directly)).data.customer);
      }
      const partner = bank.as('partner', 'ServiceProvision');
      const accounts = '{ id balances { type } identifications { value } nickname }';
      const byConsent = await partner.query(
        `{ customer(id: "C-1001") { consents { accounts ${accounts} } } }`,
      );
      const byCustomer = await partner.query(`{ customer(id: "C-1001") { accounts { nodes ${accounts} } } }`);
      const consented: readonly { accounts: unknown[] }[] = byConsent.data.customer.consents;
      expect(consented.flatMap((consent) => consent.accounts)).toEqual(
        byCustomer.data.customer.accounts.nodes,
      );
      expect(byCustomer.data.customer.accounts.nodes).toHaveLength(2);
    });
  });

  describe('are decided row by row and person by person', () => {
    const overview = '{ id name accounts { totalCount nodes { id balances { type } } } kyc { status } }';

    it('one customer of two in an operation, in either order', async () => {
      const agent = staff('frontline-agent');
      const mine = (await agent.query(`{ mine: customer(id: "C-1001") ${overview} }`)).data.mine;
      expect(mine.accounts.totalCount).toBe(3);
      for (const not of ['C-1021', 'C-1019', 'C-9999']) {
        const after = await agent.query(
          `{ mine: customer(id: "C-1001") ${overview} not: customer(id: "${not}") ${overview} }`,
        );
        const before = await agent.query(
          `{ not: customer(id: "${not}") ${overview} mine: customer(id: "C-1001") ${overview} }`,
        );
        expect([after.data, before.data]).toEqual([
          { mine, not: null },
          { mine, not: null },
        ]);
      }
    });

    it('the same customer for somebody else at the same time', async () => {
      const question = `query ($id: ID!) { customer(id: $id) {
        id name party { fullLegalName dateOfBirth emailAddress } accounts { totalCount nodes { identifications { scheme value } } }
        kyc { status riskRating { band score } documents { number } } consents { purpose status }
        segmentMemberships { segment } sars { totalCount } decisions { totalCount nodes { kind } }
      } }`;
      const askers: readonly (readonly [string, Asker])[] = [
        ...roles.filter((role) => role !== 'customer').map((role) => [role, staff(role)] as const),
        ...['C-1005', 'C-1001'].map(
          (customer) => [customer, bank.as('customer', undefined, { customer })] as const,
        ),
        ['nobody of hers', staff('frontline-agent', 'S-frontline-agent-3')],
        ['no purpose', bank.as('mlro')],
      ];
      const alone = new Map<string, string>();
      for (const [name, asker] of askers) {
        alone.set(name, (await asker.query(question, { id: 'C-1005' }, { 'x-request-id': 'one' })).text);
      }
      expect(new Set(alone.values()).size).toBeGreaterThan(8);
      const differing: string[] = [];
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(
          Array.from({ length: 20 }, async (_, index) => {
            const [name, asker] = askers[(index * 5 + round) % askers.length] ?? ['', staff('mlro')];
            const answer = await asker.query(question, { id: 'C-1005' }, { 'x-request-id': 'one' });
            if (answer.text !== alone.get(name)) differing.push(`${name} in round ${round}`);
          }),
        );
      }
      expect(differing).toEqual([]);
    }, 120_000);
  });

  describe('reach no bank system', () => {
    it('for any field of a customer, and any role that can never see it', async () => {
      const customer = api.getType('Customer');
      if (!isObjectType(customer)) throw new Error('There is no Customer.');
      let refused = 0;
      for (const role of roles) {
        const actor = actorOf(role, policies.roles.get(role)?.purposes[0] ?? null);
        for (const field of Object.values(customer.getFields())) {
          const policy = fieldPolicy(policies, `Customer.${field.name}`);
          if (linesFor(policy, actor, policies.roles).length > 0) continue;
          const returned = getNamedType(field.type);
          const below = isObjectType(returned) ? everythingOf(returned) : '';
          bank.resetCalls();
          const answer = await staff(role).query(`{ customer(id: "C-1001") { ${field.name} ${below} } }`);
          expect([role, field.name, answer.errors, allCalls(bank)]).toEqual([role, field.name, undefined, 0]);
          refused += 1;
        }
      }
      expect(refused).toBeGreaterThan(60);
    }, 120_000);

    it('for any field of a customer who is not theirs', async () => {
      const everything = everythingQuery();
      for (const role of [
        'frontline-agent',
        'relationship-manager',
        'fraud-analyst',
        'kyc-analyst',
      ] as const) {
        const answer = await staff(role, `S-${role}-2`).query(everything, { id: 'C-1001' });
        expect([role, answer.text, allCalls(bank)]).toEqual([role, '{"data":{"customer":null}}', 0]);
      }
    });

    it('and change nothing: a mutation that is refused is FORBIDDEN for whatever reason, in the same words', async () => {
      const request = `mutation ($id: ID!, $key: String!) { requestAccess(input: {
        kind: BREAK_GLASS, customerId: $id, minutes: 5, idempotencyKey: $key,
        reason: "The customer is on the telephone and nobody else is here."
      }) { id status } }`;
      const queue = '{ accessGrants(first: 100) { totalCount nodes { id requestedBy } } }';
      const before = (await staff('dpo').query(queue)).text;
      const refusals: [string, Asker, string][] = [
        ...(['marketing', 'auditor', 'dpo', 'mlro', 'aml-investigator'] as const).map(
          (role): [string, Asker, string] => [role, staff(role), 'C-1001'],
        ),
        ['partner', bank.as('partner', 'ServiceProvision'), 'C-1001'],
        ['the customer', bank.as('customer', undefined, { customer: 'C-1001' }), 'C-1001'],
        ['no purpose', bank.as('frontline-agent'), 'C-1001'],
        ['no such customer', staff('marketing'), 'C-9999'],
        ['a reported one', staff('marketing'), 'C-1007'],
      ];
      const bodies = new Set<string>();
      for (const [who, asker, id] of refusals) {
        const answer = await asker.query(request, { id, key: 'threats-0001' }, { 'x-request-id': 'no' });
        expect([who, answer.status, answer.data, answer.errors?.[0]?.extensions.code]).toEqual([
          who,
          200,
          { requestAccess: null },
          'FORBIDDEN',
        ]);
        bodies.add(answer.text);
      }
      expect(bodies.size).toBe(1);
      expect((await staff('dpo').query(queue)).text).toBe(before);
      expect(allCalls(bank)).toBe(0);
    });
  });

  describe('of a count, a search or a page', () => {
    it('leave no number behind', async () => {
      const counts = `{ customer(id: "C-1005") {
        accounts { totalCount } amlAlerts { totalCount } amlCases { totalCount } sars { totalCount }
        fraudSignals { totalCount } riskDecisions { totalCount } decisions { totalCount }
      } }`;
      const truth = (await staff('mlro').query(counts)).data.customer;
      expect(
        truth.amlAlerts.totalCount * truth.amlCases.totalCount * truth.decisions.totalCount,
      ).toBeGreaterThan(0);
      const agent = (await staff('frontline-agent').query(counts)).data.customer;
      for (const field of ['amlAlerts', 'amlCases', 'sars', 'decisions']) {
        expect([field, agent[field]]).toEqual([field, { totalCount: 0 }]);
      }
      expect(agent.accounts).toEqual(truth.accounts);
    });

    it('cannot be got around by a filter or an order: no field has such an argument but those known', () => {
      const types = Object.values(api.getTypeMap()).filter(isObjectType);
      const args = types
        .filter(({ name }) => !name.startsWith('__') && name !== 'Mutation')
        .flatMap((type) =>
          Object.values(type.getFields()).flatMap((field) =>
            field.args.map(({ name }) => `${type.name}.${field.name}(${name})`),
          ),
        )
        .filter((arg) => !/\((first|after)\)$/.test(arg));
      expect(args.sort()).toEqual([
        'Account.transactions(from)',
        'Account.transactions(to)',
        // A state at a time: what is shown of it goes by the row as it was.
        'Customer.consents(asOf)',
        // Filters of decisions: whoever sees a decision sees each field that a filter looks at, and nothing of it is masked.
        'Customer.decisions(filter)',
        'Customer.decisions(order)',
        'Customer.journeys(status)',
        'Customer.riskHistory(asOf)',
        'Customer.riskHistory(knownAt)',
        'Customer.timeline(from)',
        'Customer.timeline(kinds)',
        'Customer.timeline(to)',
        'Query.accessGrants(status)',
        'Query.auditEntries(filter)',
        // A change is named by a text that the gateway has sealed; whether it is for the caller is the row policy's to say.
        'Query.caseChange(event)',
        'Query.caseChange(id)',
        'Query.caseFile(caseId)',
        'Query.caseFile(customerId)',
        'Query.caseFile(decisionId)',
        'Query.customer(id)',
        'Query.customerChange(event)',
        'Query.customerChange(id)',
        'Query.customers(search)',
        'Query.decision(id)',
        'Query.decisionsByPlan(from)',
        'Query.decisionsByPlan(planId)',
        'Query.decisionsByPlan(to)',
        'Query.decisionsByPlan(version)',
        'Query.lineage(decision)',
        'Query.lineage(depth)',
        'Query.lineage(direction)',
        'Query.proposedDecisions(customerId)',
        'Query.proposedDecisions(kind)',
        'Query.watchesCase(id)',
        'Query.watchesCustomer(id)',
        'Subscription.caseChanged(id)',
        'Subscription.customerChanged(id)',
      ]);
    });

    it('tell nothing by filters that only a restricted decision would pass', async () => {
      const filtered = `query ($plan: ID!) {
        customer(id: "C-1007") {
          decisions(filter: { domains: [AML] }) { totalCount }
          filed: decisions(filter: { kinds: ["aml.report-decided"] }, order: OLDEST_FIRST) { totalCount }
          timeline(kinds: [ALERT]) { totalCount }
        }
        lineage(decision: "LE-1007-report-filed", depth: 1) { nodes { id } }
        decisionsByPlan(planId: $plan) { totalCount }
      }`;
      const plan = '5ce0a210-0000-4000-8000-000000000001';
      const nothing = { totalCount: 0 };
      for (const role of ['auditor', 'dpo', 'kyc-analyst', 'fraud-analyst'] as const) {
        const { data } = await staff(role).query(filtered, { plan });
        expect([role, data]).toEqual([
          role,
          {
            customer: { decisions: nothing, filed: nothing, timeline: nothing },
            lineage: null,
            decisionsByPlan: nothing,
          },
        ]);
      }
      const { data } = await staff('mlro').query(filtered, { plan });
      expect(data.customer).toEqual({
        decisions: { totalCount: 3 },
        filed: { totalCount: 1 },
        timeline: { totalCount: 1 },
      });
      expect(data.decisionsByPlan.totalCount).toBeGreaterThan(2);
    });

    it('tell nothing by what a search finds', async () => {
      const search =
        'query ($text: String!) { customers(search: $text, first: 100) { totalCount nodes { id } } }';
      const { party, accounts } = bank.sandbox.world.customer('C-1001') ?? {};
      const found = async (asker: Asker, text: string) =>
        (await asker.query(search, { text })).data.customers.totalCount as number;
      expect(await found(staff('mlro'), 'Morgan')).toBeGreaterThan(0);
      const none = await found(staff('frontline-agent', 'S-frontline-agent-2'), 'Morgan');
      expect([none, await found(staff('marketing'), 'Nobody of that name')]).toEqual([0, 0]);
      // Nobody is found by what they could be refused: not by a number, an address, a telephone.
      const numbers =
        accounts?.flatMap(({ identifications }) =>
          identifications.map(({ identification }) => identification),
        ) ?? [];
      expect(numbers.length).toBeGreaterThan(1);
      for (const text of [
        party?.emailAddress ?? '',
        party?.mobile ?? '',
        party?.birthDate ?? '',
        ...numbers,
      ]) {
        expect([text, await found(staff('mlro'), text)]).toEqual([text, 0]);
      }
    });

    it('are not told by a cursor from elsewhere', async () => {
      const page =
        'query ($after: String) { customer(id: "C-1005") { decisions(first: 1, after: $after) { totalCount nodes { id } pageInfo { endCursor } } } }';
      const mlro = await staff('mlro').query(page);
      const cursor = mlro.data.customer.decisions.pageInfo.endCursor as string;
      expect(cursor).toBeTruthy();
      const none = await staff('frontline-agent').query(page, { after: cursor });
      const invented = await staff('frontline-agent').query(page, {
        after: Buffer.from('id:LE-9999-x').toString('base64url'),
      });
      expect(none.text).toBe(invented.text);
    });
  });

  describe('look like what is not there', () => {
    const customers: readonly [string, () => Asker, string][] = [
      ['somebody else’s', () => bank.as('customer', undefined, { customer: 'C-1002' }), 'C-1001'],
      ['not assigned', () => staff('frontline-agent', 'S-frontline-agent-2'), 'C-1001'],
      ['behind a wall', () => staff('frontline-agent'), 'C-1019'],
      ['without a purpose', () => bank.as('mlro'), 'C-1001'],
      [
        'not consented',
        () => bank.as('partner', 'ServiceProvision', { clientId: 'P-brightloans' }),
        'C-1001',
      ],
      ['consent revoked', () => staff('marketing'), 'C-1003'],
    ];
    it.each(customers)('customer: %s', async (_why, asker, id) => {
      const everything = everythingQuery();
      const look = async (about: string) => {
        bank.resetCalls();
        return seen(await asker().query(everything, { id: about }, { 'x-request-id': 'alike' }), bank, about);
      };
      const refused = await look(id);
      expect(refused).toEqual(await look('C-9998'));
      expect(refused.body).toBe('{"data":{"customer":null}}');
    });

    it('decision', async () => {
      const decision = 'query ($id: ID!) { decision(id: $id) { id kind outcome subject { id } causedBy } }';
      for (const role of ['dpo', 'auditor', 'kyc-analyst', 'fraud-analyst', 'frontline-agent'] as const) {
        const look = async (id: string) => {
          bank.resetCalls();
          return seen(await staff(role).query(decision, { id }, { 'x-request-id': 'alike' }), bank, id);
        };
        const refused = await look('LE-1007-report-filed');
        expect([role, refused]).toEqual([role, await look('LE-1008-report-filed')]);
        expect(refused.body).toBe('{"data":{"decision":null}}');
      }
      expect((await staff('mlro').query(decision, { id: 'LE-1007-report-filed' })).data.decision.kind).toBe(
        'aml.report-decided',
      );
    });

    it('customers and accessGrants', async () => {
      const search = 'query ($id: String!) { customers(search: $id) { totalCount nodes { id name } } }';
      const look = async (about: string) =>
        seen(
          await staff('frontline-agent').query(search, { id: about }, { 'x-request-id': 'alike' }),
          bank,
          about,
        );
      expect(await look('C-1021')).toEqual(await look('C-9998'));
      const queue = '{ accessGrants { totalCount nodes { id } edges { cursor } } }';
      const none = await staff('marketing').query(queue);
      expect(none.text).toBe('{"data":{"accessGrants":{"totalCount":0,"nodes":[],"edges":[]}}}');
      expect((await staff('fraud-analyst').query(queue)).text).toBe(none.text);
    });

    it('access that somebody else has asked for', async () => {
      const request = `mutation { requestAccess(input: {
        kind: BREAK_GLASS, customerId: "C-1001", minutes: 5, idempotencyKey: "threats-alike-1",
        reason: "The customer is on the telephone and nobody else is here."
      }) { id } }`;
      const asked = await staff('frontline-agent', 'S-frontline-agent-2').query(request);
      const id = asked.data.requestAccess.id as string;
      const end = 'mutation ($id: ID!) { endAccess(id: $id) { id status } }';
      const look = async (about: string) =>
        seen(
          await staff('fraud-analyst').query(end, { id: about }, { 'x-request-id': 'alike' }),
          bank,
          about,
        );
      const another = id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
      expect(await look(id)).toEqual(await look(another));
      const still = await staff('frontline-agent', 'S-frontline-agent-2').query(
        '{ accessGrants { nodes { id status } } }',
      );
      expect(still.data.accessGrants.nodes).toEqual([{ id, status: 'REQUESTED' }]);
    });
  });
});

describe('entities, when a subgraph is asked for several', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ topology: 'http' });
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  const entities = async (
    name: string,
    actor: ReturnType<typeof actorOf>,
    typeName: string,
    ids: readonly string[],
    fields: string,
  ) => {
    const answer = await askSubgraph(bank, name, actor, {
      query: `query ($these: [_Any!]!) { _entities(representations: $these) { ... on ${typeName} { ${fields} } } }`,
      variables: { these: ids.map((id) => ({ __typename: typeName, id })) },
    });
    expect(answer.errors).toBeUndefined();
    return (answer.data as { _entities: unknown[] })._entities;
  };

  it('each is decided by itself, whatever stands beside it', async () => {
    const partner = actorOf('partner', 'ServiceProvision');
    const fields = 'id status balances { type }';
    const one = (id: string) => entities('core-banking', partner, 'Account', [id], fields);
    const ids = ['A-1001-1', 'A-1001-3', 'A-1002-1', 'A-9999-1'];
    const alone = (await Promise.all(ids.map(one))).flat();
    expect(alone.map((entity) => entity === null)).toEqual([false, true, true, true]);
    expect(await entities('core-banking', partner, 'Account', ids, fields)).toEqual(alone);
    expect(await entities('core-banking', partner, 'Account', ids.toReversed(), fields)).toEqual(
      alone.toReversed(),
    );
    const agent = actorOf('frontline-agent', 'CustomerCare');
    const customers = ['C-1001', 'C-1021', 'C-1019', 'C-9999'];
    const profiles = await entities('kyc', agent, 'Customer', customers, 'kyc { status }');
    expect(profiles).toEqual([
      { kyc: { status: 'PROCESSING' } },
      { kyc: null },
      { kyc: null },
      { kyc: null },
    ]);
  });

  it('one that is refused is asked of no bank system', async () => {
    bank.resetCalls();
    const agent = actorOf('frontline-agent', 'CustomerCare', { id: 'S-frontline-agent-2' });
    await entities(
      'core-banking',
      agent,
      'Account',
      ['A-1001-1'],
      'balances { type } transactions { totalCount }',
    );
    await entities('aml', agent, 'Customer', ['C-1007'], 'amlCases { totalCount } sars { totalCount }');
    await entities(
      'fraud',
      agent,
      'Customer',
      ['C-1007'],
      'riskDecisions { totalCount } fraudSignals { totalCount }',
    );
    expect(allCalls(bank)).toBe(0);
  });
});

/** The policy of a field, in the one subgraph that has it. */
function fieldPolicy(policies: PolicySet, id: string): Policy {
  for (const { fields } of policies.subgraphs.values()) {
    const policy = fields.get(id);
    if (policy !== undefined) return policy;
  }
  throw new Error(`${id} has no policy.`);
}
