import { createHmac } from 'node:crypto';
import { type Actor, requestContextHeader, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { SUBGRAPH_NAMES } from '@bankgraph/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import {
  actorOf,
  askSubgraph,
  contextOf,
  type DirectAnswer,
  postToSubgraph,
} from './testing/ask-subgraph.js';
import { type Bank, startBank } from './testing/start-bank.js';

const entities = 'query ($these: [_Any!]!) { _entities(representations: $these) { __typename';

/** Everything that a subgraph would show of the reported customer to somebody who is cleared. */
const body = JSON.stringify({
  query: `${entities} ... on Customer { id } } }`,
  variables: { these: [{ __typename: 'Customer', id: 'C-1007' }] },
});
const another = JSON.stringify({ query: '{ __typename }' });

const mlro = actorOf('mlro', 'CounterMoneyLaundering');
const context = contextOf(mlro);

describe('subgraphs behind the gateway', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await startBank({ topology: 'http' });
  }, 60_000);
  beforeEach(() => bank.resetCalls());
  afterAll(() => bank?.[Symbol.asyncDispose]());

  const calls = () => Object.values(bank.calls()).reduce((sum, count) => sum + count, 0);
  const keyOf = (name: string) => subgraphKey(Buffer.from(bank.contextSecret, 'hex'), name);
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** A context as the gateway makes it, with what is said to be otherwise. */
  async function forged(
    name: string,
    change: { key?: Uint8Array; audience?: string; issuer?: string; typ?: string; secondsAgo?: number },
  ): Promise<string> {
    const key = keyOf(name);
    const issuedAt = Math.floor(Date.now() / 1000) - (change.secondsAgo ?? 0);
    return new SignJWT({ ctx: context, bdy: createHmac('sha256', key).update(body).digest('base64url') })
      .setProtectedHeader({ alg: 'HS256', typ: change.typ ?? 'bankgraph-context+jwt' })
      .setIssuer(change.issuer ?? 'bankgraph-gateway')
      .setAudience(change.audience ?? name)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 30)
      .sign(change.key ?? key);
  }

  /** Signed for a subgraph and a body by the gateway itself. */
  const genuine = (name: string, text: string) =>
    signRequestContext(context, { subgraph: name, key: keyOf(name), body: text });

  describe('called directly', () => {
    const token = (role: 'customer' | 'mlro') =>
      bank.sandbox.issuer.issueToken(
        role === 'customer' ? { role, customerId: 'C-1007' } : { role, purpose: 'CounterMoneyLaundering' },
      );
    const attempts: readonly [string, (name: string) => Promise<Readonly<Record<string, string>>>][] = [
      ['without a context', async () => ({})],
      ['with an empty one', async () => ({ [requestContextHeader]: '' })],
      [
        'with a customer’s stolen token',
        async () => ({ authorization: `Bearer ${await token('customer')}` }),
      ],
      ['with an officer’s stolen token', async () => ({ authorization: `Bearer ${await token('mlro')}` })],
      ['with a stolen token as its context', async () => ({ [requestContextHeader]: await token('mlro') })],
      [
        'with a stolen token and the names that gateways pass on',
        async () => ({
          authorization: `Bearer ${await token('mlro')}`,
          'x-user-id': 'S-mlro-1',
          'x-user-roles': 'mlro',
          'x-forwarded-user': 'S-mlro-1',
        }),
      ],
      [
        'with a context of another subgraph',
        async (name) => ({ [requestContextHeader]: await genuine(name === 'kyc' ? 'aml' : 'kyc', body) }),
      ],
      [
        'with one that is meant for it and signed by another subgraph',
        async (name) => ({
          [requestContextHeader]: await forged(name, { key: keyOf(name === 'kyc' ? 'aml' : 'kyc').export() }),
        }),
      ],
      [
        'with one that another subgraph’s name is in',
        async (name) => ({ [requestContextHeader]: await forged(name, { audience: 'another' }) }),
      ],
      [
        'with one for another body',
        async (name) => ({ [requestContextHeader]: await genuine(name, another) }),
      ],
      [
        'with one that is too old',
        async (name) => ({ [requestContextHeader]: await forged(name, { secondsAgo: 36 }) }),
      ],
      [
        'with one of the future',
        async (name) => ({ [requestContextHeader]: await forged(name, { secondsAgo: -60 }) }),
      ],
      [
        'with one that lives longer than a request',
        async (name) => {
          const [head = '', payload = '', signature = ''] = (await genuine(name, body)).split('.');
          const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
          return {
            [requestContextHeader]: `${head}.${base64({ ...claims, exp: claims.exp + 3600 })}.${signature}`,
          };
        },
      ],
      [
        'with one under another key',
        async (name) => ({ [requestContextHeader]: await forged(name, { key: Buffer.alloc(32, 1) }) }),
      ],
      [
        'with one under the shared secret itself',
        async (name) => ({
          [requestContextHeader]: await forged(name, { key: Buffer.from(bank.contextSecret, 'hex') }),
        }),
      ],
      [
        'with one of another issuer',
        async (name) => ({ [requestContextHeader]: await forged(name, { issuer: 'me' }) }),
      ],
      [
        'with one of another type',
        async (name) => ({ [requestContextHeader]: await forged(name, { typ: 'JWT' }) }),
      ],
      [
        'with one without a signature (alg none)',
        async (name) => {
          const [, payload = ''] = (await genuine(name, body)).split('.');
          const head = base64({ alg: 'none', typ: 'bankgraph-context+jwt' });
          return { [requestContextHeader]: `${head}.${payload}.` };
        },
      ],
      [
        'with one for somebody else',
        async (name) => {
          const [head = '', payload = '', signature = ''] = signRequestContext(
            contextOf(actorOf('customer', null)),
            {
              subgraph: name,
              key: keyOf(name),
              body,
            },
          ).split('.');
          const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
          return { [requestContextHeader]: `${head}.${base64({ ...claims, ctx: context })}.${signature}` };
        },
      ],
      [
        'with two of them',
        async (name) => {
          const one = await genuine(name, body);
          return { [requestContextHeader]: `${one}, ${one}` };
        },
      ],
    ];

    it.each(attempts)('%s they say nothing but 401', async (_how, headersFor) => {
      for (const name of SUBGRAPH_NAMES) {
        const { status, data, errors, text } = await postToSubgraph(bank, name, body, await headersFor(name));
        expect([name, status, data]).toEqual([name, 401, undefined]);
        expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED']);
        expect(text).not.toMatch(/jwt|jws|signature|audience|expired|C-1007/i);
      }
      expect(calls()).toBe(0);
    });

    it('with one that is in order they answer, so that the refusals mean something', async () => {
      for (const name of SUBGRAPH_NAMES) {
        const head = { [requestContextHeader]: await genuine(name, body) };
        expect([name, (await postToSubgraph(bank, name, body, head)).status]).toEqual([name, 200]);
        const fresh = { [requestContextHeader]: await forged(name, { secondsAgo: 20 }) };
        expect([name, (await postToSubgraph(bank, name, body, fresh)).status]).toEqual([name, 200]);
      }
    });

    it('on another path or by another method they say nothing either', async () => {
      for (const [name, url] of bank.subgraphUrls) {
        for (const [method, path] of [
          ['GET', `/graphql?query=${encodeURIComponent('{__typename}')}`],
          ['PUT', '/graphql'],
          ['POST', '/'],
          ['POST', '/graphql/'],
        ] as const) {
          const answer = await fetch(new URL(path, url), {
            method,
            ...(method === 'GET' ? {} : { body: another, headers: { 'content-type': 'application/json' } }),
          });
          expect([name, method, path, answer.status, (await answer.text()).includes('"data"')]).toEqual([
            name,
            method,
            path,
            404,
            false,
          ]);
        }
      }
    });

    it('a client cannot hand the gateway a context of its own', async () => {
      const asked = '{ customer(id: "C-1007") { id sars { totalCount } } }';
      const customer = bank.as('customer', undefined, { customer: 'C-1001' });
      const answer = await customer.query(asked, {}, { [requestContextHeader]: await genuine('aml', body) });
      expect(answer.data).toEqual({ customer: null });
    });
  });

  describe('handed forged representations', () => {
    const agent = actorOf('frontline-agent', 'CustomerCare');
    const auditor = actorOf('auditor', 'LegalCompliance');
    const stranger = actorOf('customer', 'AccountManagement', { id: 'C-1002', customerId: 'C-1002' });
    const partner = actorOf('partner', 'ServiceProvision');

    const ask = (name: string, actor: Actor, these: readonly unknown[], selection: string) =>
      askSubgraph(bank, name, actor, {
        query: `${entities} ${selection} } }`,
        variables: { these } as object,
      });

    /** What a caller would like a subgraph to believe of an entity. */
    const beliefs = {
      name: 'Mallory',
      customerIds: ['C-1002'],
      customerId: 'C-1002',
      accountId: 'A-1001-1',
      caseId: 'ca000000-0000-4000-8001-000000001007',
      class: 'PUBLIC',
      aboutReport: false,
      releasedAt: '2020-01-01T00:00:00Z',
      category: 'MARKETING',
      domain: 'KYC',
      grantee: 'P-moneywise',
      requestedBy: 'S-frontline-agent-1',
      party: { fullLegalName: 'Mallory' },
      accounts: { totalCount: 99, nodes: [] },
      kyc: { status: 'APPROVED' },
      sars: { totalCount: 99, nodes: [] },
      balances: [{ type: 'CLAV', amount: { amount: '1.00', currency: 'GBP' } }],
      consents: [],
      constructor: { name: 'Mallory' },
      toString: 'Mallory',
    };

    const questions: readonly [string, Actor, string, string, string][] = [
      [
        'core-banking',
        stranger,
        'Customer',
        'C-1001',
        'name party { fullLegalName } accounts { totalCount }',
      ],
      [
        'core-banking',
        stranger,
        'Account',
        'A-1001-1',
        'id status balances { type } identifications { value }',
      ],
      [
        'core-banking',
        partner,
        'Account',
        'A-1001-3',
        'id status balances { type } identifications { value }',
      ],
      ['core-banking', agent, 'Customer', 'C-1001', 'name party { fullLegalName } accounts { totalCount }'],
      ['kyc', stranger, 'Customer', 'C-1001', 'kyc { status documents { number } }'],
      ['aml', agent, 'Customer', 'C-1007', 'amlCases { totalCount } sars { totalCount nodes { narrative } }'],
      ['aml', auditor, 'Customer', 'C-1007', 'sars { totalCount nodes { narrative } }'],
      ['fraud', stranger, 'Customer', 'C-1001', 'fraudSignals { totalCount } riskDecisions { totalCount }'],
      [
        'segments',
        agent,
        'Customer',
        'C-1018',
        'segmentMemberships { segment category } predictions { kind }',
      ],
      ['consent', partner, 'Customer', 'C-1018', 'consents { id grantee accounts { id } }'],
      ['lineage', auditor, 'Customer', 'C-1007', 'decisions { totalCount } timeline { totalCount }'],
    ];

    it.each(questions)('%s trusts nothing of them but the key', async (name, actor, typeName, id, fields) => {
      const selection = `... on ${typeName} { ${fields} }`;
      const plain = await ask(name, actor, [{ __typename: typeName, id }], selection);
      const plainCalls = bank.calls();
      bank.resetCalls();
      const forgery = await ask(name, actor, [{ __typename: typeName, id, ...beliefs }], selection);
      expect(content(forgery)).toEqual(content(plain));
      expect(bank.calls()).toEqual(plainCalls);
      expect(forgery.text).not.toContain('Mallory');
      // The same with members that JSON has and JavaScript would rather not.
      const polluted = JSON.parse(
        `{"__typename":"${typeName}","id":"${id}","__proto__":{"customerIds":["C-1002"],"name":"Mallory"}}`,
      ) as object;
      expect(content(await ask(name, actor, [polluted], selection))).toEqual(content(plain));
      expect({}).not.toHaveProperty('customerIds');
    });

    it('a key that is no text is the key of nothing', async () => {
      const selection = '... on Customer { id name accounts { totalCount } }';
      for (const id of [['C-1001'], { id: 'C-1001' }, 1001, true, null, ['C-1001', 'C-1002'], {}]) {
        const { status, data, errors } = await ask(
          'core-banking',
          mlro,
          [{ __typename: 'Customer', id }],
          selection,
        );
        expect([id, status, data, errors]).toEqual([id, 200, { _entities: [null] }, undefined]);
      }
      const without = await ask('core-banking', mlro, [{ __typename: 'Customer' }], selection);
      expect(without.data).toEqual({ _entities: [null] });
      const strange = [
        '',
        ' C-1001',
        'C-1001\u0000',
        "C-1001' or '1'='1",
        '../C-1001',
        'c-1001',
        'C-1001,C-1002',
      ];
      const found = await ask(
        'core-banking',
        agent,
        [...strange, 'C-1001'].map((id) => ({ __typename: 'Customer', id })),
        '... on Customer { name accounts { totalCount } }',
      );
      expect([found.data, found.errors]).toEqual([
        {
          _entities: [
            ...strange.map(() => null),
            { __typename: 'Customer', name: 'Alice Morgan', accounts: { totalCount: 3 } },
          ],
        },
        undefined,
      ]);
    });

    it('a type that is no entity, of another subgraph or not of this world gives nothing', async () => {
      for (const typeName of [
        'Sar',
        'AmlCase',
        'Query',
        'Mutation',
        'Nobody',
        '__Schema',
        'toString',
        '__proto__',
        '',
      ]) {
        const answer = await ask(
          'aml',
          mlro,
          [{ __typename: typeName, id: 'SAR-1007-1' }],
          '... on Customer { id }',
        );
        expect([typeName, answer.status, answer.errors?.length]).toEqual([typeName, 200, 1]);
        expect(answer.text).not.toMatch(/narrative|Credits from eleven/);
      }
      // An account's key under a customer's name is no customer's.
      const crossed = await ask(
        'core-banking',
        mlro,
        [
          { __typename: 'Customer', id: 'A-1001-1' },
          { __typename: 'Account', id: 'C-1001' },
        ],
        '... on Customer { name accounts { totalCount } } ... on Account { status }',
      );
      expect(crossed.text).not.toMatch(/Morgan|totalCount":[1-9]|Enabled/);
      for (const these of [[], [null], ['C-1001'], [[]], [{}]]) {
        const answer = await ask('core-banking', mlro, these, '... on Customer { name }');
        expect([these, answer.text.includes('Morgan')]).toEqual([these, false]);
      }
      expect(calls()).toBeLessThan(10);
    });

    it('thousands of them are each decided, and none that is refused is looked up', async () => {
      const these = Array.from({ length: 5_000 }, (_, index) => ({
        __typename: 'Customer',
        id: index === 2_500 ? 'C-1001' : `C-${20_000 + index}`,
        ...beliefs,
      }));
      const began = performance.now();
      const answer = await ask('core-banking', agent, these, '... on Customer { accounts { totalCount } }');
      expect(performance.now() - began).toBeLessThan(10_000);
      const found = (answer.data as { _entities: ({ accounts: { totalCount: number } } | null)[] })._entities;
      const counts = found.map((entity) => entity?.accounts.totalCount ?? 0);
      expect([counts.length, counts[2_500], counts.filter((count) => count > 0).length]).toEqual([
        5_000, 3, 1,
      ]);
      expect(new Set(bank.sandbox.systems['core-banking'].calls.map(({ path }) => path)).size).toBeLessThan(
        6,
      );
    }, 30_000);
  });
});

/** What an answer says; disclosures are counted in any order. */
function content({ data, errors, extensions }: DirectAnswer) {
  return {
    shown: JSON.stringify({ data, errors }),
    disclosed: extensions?.disclosures?.map((one) => JSON.stringify(one)).sort(),
  };
}
