import type { FieldDisclosure } from '@bankgraph/audit-log';
import { noRelationships, type Relationships, readPolicies } from '@bankgraph/authorization';
import { policyFolder } from '@bankgraph/authorization/testing';
import { BankgraphError } from '@bankgraph/errors';
import {
  type Actor,
  InProcessContext,
  type RequestContext,
  roles,
  signRequestContext,
  subgraphKey,
} from '@bankgraph/identity';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { paged } from './paged.js';
import { serveSubgraph } from './serve-subgraph.js';
import { openSubgraph, type Subgraph, type SubgraphQuestion } from './subgraph.js';
import type { SubgraphDefinition } from './subgraph-definition.js';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { customer(id: ID!): Customer  secretOfTheEngine: String }
  type Customer @key(fields: "id") { id: ID! name: String documents: [Document!] cases(first: Int, after: String): CaseConnection }
  type Document { number: String broken: String }
  type Case { id: ID! note: String related: [ID!] unruled: [ID!] }
  type CaseConnection { complete: Boolean nodes: [Case!]! edges: [CaseEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type CaseEdge { cursor: String! node: Case! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

const fields = `
subgraph: small
owner: Tests
carried: [CaseConnection, CaseEdge, PageInfo]
Query.customer: { class: internal, allow: [{ role: [customer], when: their own record }, { role: [kyc-analyst], when: assigned to the customer }], because: x }
Query.secretOfTheEngine: { class: internal, allow: [], because: x }
Customer.id: { class: public, allow: [{ role: everyone }], because: x }
Customer.name:
  class: confidential
  allow:
    - { role: customer, when: their own record }
    - { role: kyc-analyst, when: assigned to the customer }
    - { role: auditor, show: initials }
  because: x
Customer.documents: { class: confidential, allow: [{ role: customer, when: their own record }, { role: kyc-analyst, when: assigned to the customer }], because: x }
Document.{number, broken}:
  class: confidential
  allow: [{ role: customer, when: their own record, show: last 4 characters }, { role: kyc-analyst, when: assigned to the customer }]
  because: x
Customer.cases: { class: restricted, allow: [{ role: kyc-analyst, when: assigned to the customer }], because: x }
Case: { class: restricted, allow: [{ role: kyc-analyst, when: assigned to the case }], because: x }
Case.{id, note, related, unruled}: { class: restricted, allow: [{ role: kyc-analyst, when: assigned to the case }], because: x }
`;

const loads: string[] = [];
const log: unknown[] = [];
const definition: SubgraphDefinition<object> = {
  name: 'small',
  sdl,
  loaders: () => ({}),
  rootProvenance: { customer: (args) => ({ customerIds: [String(args.id)] }) },
  resolvers: {
    Query: {
      customer: (_parent, args: { id: string }) => {
        loads.push(`customer ${args.id}`);
        return { id: args.id };
      },
      secretOfTheEngine: () => 'never',
    },
    Customer: {
      name: (customer: { id: string }) => {
        loads.push(`name ${customer.id}`);
        return 'Ada King';
      },
      documents: (_customer, _args, context, info) => {
        context.report(new BankgraphError('UPSTREAM_INVALID', { system: 'vendor', recordId: 'D-2' }), info);
        return [{ number: 'AB1234567' }];
      },
      cases: (customer: { id: string }, args) =>
        paged(
          ['1', '2', '3'].map((n) => ({ id: `case-${n}`, caseId: `case-${n}`, note: customer.id })),
          args,
          { complete: true, totalCount: 99 },
        ),
    },
    Case: {
      related: async (_case, _args, context) => {
        const others = [
          { id: 'case-1', customerId: 'C-1', caseId: 'case-1' },
          { id: 'case-2', customerId: 'C-1', caseId: 'case-2' },
        ];
        return (await context.visible('Case', others)).map(({ id }: { id: string }) => id);
      },
      unruled: async (_case, _args, context) => context.visible('Document', [{}]),
    },
    Document: {
      broken: () => {
        throw new Error('select secret from vault');
      },
    },
  },
};

const relationships: Relationships = {
  ...noRelationships,
  assignedToCustomer: async (staffId, customerId) => {
    if (staffId === 'S-unlucky') throw new BankgraphError('UPSTREAM_UNAVAILABLE', { system: 'staffing' });
    return staffId === 'S-1' && customerId === 'C-1';
  },
  assignedToCase: async (_staffId, caseId) => caseId !== 'case-2',
};

const key = subgraphKey(Buffer.alloc(32, 7), 'small');
const staff: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['kyc-analyst'],
  customerId: null,
  clientId: 'desk',
  channel: null,
  assurance: null,
  purpose: 'IdentityVerification',
};
const ownCustomer: Actor = {
  ...staff,
  id: 'C-1',
  kind: 'customer',
  roles: ['customer'],
  customerId: 'C-1',
  purpose: null,
};
const recorded: (readonly FieldDisclosure[])[] = [];

let subgraph: Subgraph;

const roleLine = (role: string) =>
  `${role}: { title: ${role}, kind: staff, purposes: [IdentityVerification], purpose: ${role === 'customer' ? 'optional' : 'required'} }`;

const policiesFolder = (fieldsText: string) =>
  policyFolder({ fields: { 'small.yaml': fieldsText }, roles: roles.map(roleLine).join('\n') });

function contextOf(actor: Actor, recordedBy: RequestContext['recordedBy'] = 'gateway'): RequestContext {
  return { actor, requestId: 'r-1', operationName: null, operationHash: 'h', recordedBy };
}

/** Asks as a gateway of this process does. */
function here(actor: Actor, question: Omit<SubgraphQuestion, 'context'>) {
  return subgraph.execute({ ...question, context: new InProcessContext(contextOf(actor)) });
}

async function ask(
  actor: Actor,
  query: string,
  change: { variables?: object; recordedBy?: 'subgraph' } = {},
  asked = subgraph,
) {
  const body = JSON.stringify({ query, variables: change.variables });
  const context = contextOf(actor, change.recordedBy);
  return asked.handle({
    body,
    contextToken: signRequestContext(context, { subgraph: 'small', key, body }),
  });
}

beforeAll(async () => {
  subgraph = openSubgraph(definition, {
    policies: await readPolicies(await policiesFolder(fields)),
    relationships: () => relationships,
    contextKey: key,
    record: async (_asked, disclosures) => void recorded.push(disclosures),
    logger: { error: (logged, message) => void log.push({ ...logged, message }) },
  });
});

describe('a governed subgraph', () => {
  it('shows, masks and records', async () => {
    const answer = await ask(ownCustomer, '{ customer(id: "C-1") { id name documents { number } } }');
    expect(answer).toEqual({
      data: { customer: { id: 'C-1', name: 'Ada King', documents: [{ number: '****4567' }] } },
      errors: [
        {
          message: expect.any(String),
          path: ['customer', 'documents'],
          extensions: { code: 'UPSTREAM_INVALID', requestId: 'r-1', system: 'vendor', recordId: 'D-2' },
        },
      ],
      extensions: {
        disclosures: [
          { subject: 'C-1', field: 'Query.customer', decision: 'allow', count: 1 },
          { subject: 'C-1', field: 'Customer.id', decision: 'allow', count: 1 },
          { subject: 'C-1', field: 'Customer.name', decision: 'allow', count: 1 },
          { subject: 'C-1', field: 'Customer.documents', decision: 'allow', count: 1 },
          { subject: 'C-1', field: 'Document.number', decision: 'mask', count: 1 },
        ],
      },
    });
  });

  it('denies another customer before anything is loaded, and records it', async () => {
    loads.length = 0;
    const answer = await ask(ownCustomer, '{ customer(id: "C-2") { id name } }');
    expect(answer).toEqual({
      data: { customer: null },
      extensions: { disclosures: [{ subject: 'C-2', field: 'Query.customer', decision: 'deny', count: 1 }] },
    });
    expect(loads).toEqual([]);
  });

  it('decides the same through _entities, and trusts nothing but the key', async () => {
    loads.length = 0;
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { id name cases { totalCount } } } }';
    const forged = [
      { __typename: 'Customer', id: 'C-1' },
      { __typename: 'Customer', id: 'C-2', name: 'forged', customerIds: ['C-1'], customerId: 'C-1' },
    ];
    const answer = await ask(staff, query, { variables: { r: forged } });
    expect(answer.data).toEqual({
      _entities: [
        { id: 'C-1', name: 'Ada King', cases: { totalCount: 2 } },
        { id: 'C-2', name: null, cases: { totalCount: 0 } },
      ],
    });
    expect(loads).toEqual(['name C-1']);
  });

  it('drops rows that do not exist for the caller before it counts and cuts', async () => {
    const answer = await ask(
      staff,
      '{ customer(id: "C-1") { cases(first: 1) { totalCount nodes { id } edges { cursor node { note } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }',
    );
    const cursor = Buffer.from('id:case-1').toString('base64url');
    expect(answer.data).toEqual({
      customer: {
        cases: {
          totalCount: 2,
          nodes: [{ id: 'case-1' }],
          edges: [{ cursor, node: { note: 'C-1' } }],
          pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: cursor },
        },
      },
    });
    const next = await ask(staff, `{ customer(id: "C-1") { cases(after: "${cursor}") { nodes { id } } } }`);
    expect(next.data).toEqual({ customer: { cases: { nodes: [{ id: 'case-3' }] } } });
    const bad = await ask(staff, '{ customer(id: "C-1") { cases(first: 1000) { totalCount } } }');
    expect(bad.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('names other rows only as far as the caller may see them, and shows fields beside the page', async () => {
    const answer = await ask(
      staff,
      '{ customer(id: "C-1") { cases(first: 1) { complete totalCount nodes { related unruled } } } }',
    );
    expect(answer.data).toEqual({
      customer: { cases: { complete: true, totalCount: 2, nodes: [{ related: ['case-1'], unruled: null }] } },
    });
    expect(answer.errors).toMatchObject([
      { path: ['customer', 'cases', 'nodes', 0, 'unruled'], extensions: { code: 'INTERNAL' } },
    ]);
    const refused = await ask(ownCustomer, '{ customer(id: "C-1") { cases { complete totalCount } } }');
    expect(refused.data).toEqual({ customer: { cases: { complete: null, totalCount: 0 } } });
  });

  it('looks the same to those not cleared as if there were nothing', async () => {
    const answer = await ask(
      ownCustomer,
      '{ customer(id: "C-1") { cases { totalCount edges { cursor } nodes { id } pageInfo { hasNextPage endCursor } } } }',
    );
    expect(answer.data).toEqual({
      customer: {
        cases: { totalCount: 0, edges: [], nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
      },
    });
    expect(answer.errors).toBeUndefined();
  });

  it('shows staff nothing without a purpose, or for one that is not theirs', async () => {
    for (const purpose of [null, 'DirectMarketing']) {
      const answer = await ask({ ...staff, purpose }, '{ customer(id: "C-1") { name } }');
      expect(answer.data).toEqual({ customer: null });
    }
  });

  it('says so when a decision cannot be made, and shows nothing', async () => {
    const answer = await ask({ ...staff, id: 'S-unlucky' }, '{ customer(id: "C-1") { name } }');
    expect(answer.data).toEqual({ customer: null });
    expect(answer.errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      requestId: 'r-1',
      system: 'staffing',
    });
  });

  it('lets no text of a failing resolver out', async () => {
    const answer = await ask(staff, '{ customer(id: "C-1") { documents { broken } } }');
    expect(JSON.stringify(answer)).not.toContain('select');
    expect(answer.errors?.[0]?.extensions?.code).toBe('INTERNAL');
  });

  it('logs each fault under the request id that is quoted: where and what kind, never its text or a name of the caller', async () => {
    log.length = 0;
    await ask(staff, '{ customer(id: "C-1") { documents { adaKing: broken } cases { nodes { unruled } } } }');
    expect(log).toEqual([
      {
        requestId: 'r-1',
        subgraph: 'small',
        field: 'Document.broken',
        fault: 'Error',
        message: 'field failed',
      },
      ...Array(2).fill({
        requestId: 'r-1',
        subgraph: 'small',
        field: 'Case.unruled',
        fault: 'Error',
        message: 'field failed',
      }),
    ]);
    log.length = 0;
    await ask({ ...staff, id: 'S-unlucky' }, '{ customer(id: "C-1") { name } }');
    await ask(staff, '{ customer(id: "C-1") { cases(first: 1000) { totalCount } } }');
    expect(log).toEqual([]);
    await ask(staff, '{ customer(id: "C-1") { nothing } }');
    expect(log).toMatchObject([{ requestId: 'r-1', field: null, fault: 'GraphQLError' }]);
  });

  it('logs message and place of a fault under dev only', async () => {
    const lines: Record<string, unknown>[] = [];
    const opened = openSubgraph(definition, {
      policies: await readPolicies(await policiesFolder(fields)),
      relationships: () => relationships,
      contextKey: key,
      record: async () => {},
      logger: { error: (logged) => void lines.push({ ...logged }) },
      dev: true,
    });
    await ask(staff, '{ customer(id: "C-1") { documents { broken } } }', {}, opened);
    expect(lines).toEqual([
      {
        requestId: 'r-1',
        subgraph: 'small',
        field: 'Document.broken',
        fault: 'Error',
        message: 'select secret from vault',
        at: expect.arrayContaining([expect.stringMatching(/^at .*subgraph\.test/)]),
      },
    ]);
  });

  it('puts disclosures on record itself when no gateway does', async () => {
    recorded.length = 0;
    const answer = await ask(ownCustomer, '{ customer(id: "C-1") { id } }', { recordedBy: 'subgraph' });
    expect(answer).toEqual({ data: { customer: { id: 'C-1' } } });
    expect(recorded).toEqual([
      [
        { subject: 'C-1', field: 'Query.customer', decision: 'allow', count: 1 },
        { subject: 'C-1', field: 'Customer.id', decision: 'allow', count: 1 },
      ],
    ]);
  });

  it('answers nobody without a context that is signed for it and for this body', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const context: RequestContext = {
      actor: staff,
      requestId: 'r',
      operationName: null,
      operationHash: 'h',
      recordedBy: 'gateway',
    };
    const good = signRequestContext(context, { subgraph: 'small', key, body });
    const bad = [
      undefined,
      '',
      'garbage',
      good.slice(0, -2),
      signRequestContext(context, { subgraph: 'other', key, body }),
      signRequestContext(context, {
        subgraph: 'small',
        key: subgraphKey(Buffer.alloc(32, 8), 'small'),
        body,
      }),
      signRequestContext(context, { subgraph: 'small', key, body: `${body} ` }),
    ];
    expect((await subgraph.handle({ body, contextToken: good })).data).toEqual({ __typename: 'Query' });
    for (const contextToken of bad) {
      const answer = await subgraph.handle({ body, contextToken });
      expect(answer.data).toBeUndefined();
      expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    }
  });

  it('answers a gateway of its own process as any other, whoever asks', async () => {
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { id name documents { number broken } cases(first: 1) { totalCount nodes { note } } } } }';
    const representations = ['C-1', 'C-2'].map((id) => ({ __typename: 'Customer', id, name: 'forged' }));
    const variables = { of: representations };
    const before = JSON.stringify(variables);
    const nobody: Actor = { ...staff, id: 'S-9', roles: ['marketing'] };
    const answers = [];
    for (const actor of [ownCustomer, staff, nobody]) {
      const answer = await here(actor, { query, variables });
      expect(answer).toEqual(await ask(actor, query, { variables }));
      answers.push(answer);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(3);
    expect(JSON.stringify(variables)).toBe(before);
  });

  it('tells a gateway of its own process what is wrong, as any other', async () => {
    const wrong: [string, string | undefined][] = [
      ['{ nothing }', undefined],
      ['{', undefined],
      ['query A { __typename } query B { __typename }', 'C'],
      ['query ($id: ID!) { customer(id: $id) { id } }', undefined],
    ];
    for (const [query, operationName] of wrong) {
      const body = JSON.stringify({ query, operationName });
      const contextToken = signRequestContext(contextOf(staff), { subgraph: 'small', key, body });
      const answer = await here(staff, { query, ...(operationName === undefined ? {} : { operationName }) });
      expect(answer).toEqual(await subgraph.handle({ body, contextToken }));
      expect(answer.errors).toHaveLength(1);
    }
  });

  it('has no door in its own process for a context that was made elsewhere', async () => {
    const genuine = new InProcessContext(contextOf(staff));
    const signed = signRequestContext(contextOf(staff), { subgraph: 'small', key, body: '{ __typename }' });
    const looksLikeIt = Object.create(InProcessContext.prototype) as InProcessContext;
    const forgeries: unknown[] = [
      undefined,
      null,
      '',
      signed,
      contextOf(staff),
      JSON.parse(JSON.stringify(contextOf(staff))),
      JSON.parse(JSON.stringify(genuine)),
      structuredClone(genuine),
      { ...genuine },
      Object.assign(looksLikeIt, contextOf(staff)),
    ];
    const answerFor = (context: unknown) =>
      subgraph.execute({ query: '{ __typename }', context: context as InProcessContext });
    expect(await answerFor(genuine)).toMatchObject({ data: { __typename: 'Query' } });
    for (const forgery of forgeries) {
      const answer = await answerFor(forgery);
      expect(answer.data).toBeUndefined();
      expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    }
  });

  it('answers over HTTP as in process, and 401 without a context', async () => {
    const logger = { error: () => {} };
    const served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, logger });
    try {
      const body = JSON.stringify({ query: '{ customer(id: "C-1") { name } }' });
      const context: RequestContext = {
        actor: ownCustomer,
        requestId: 'r',
        operationName: null,
        operationHash: 'h',
        recordedBy: 'gateway',
      };
      const send = (headers: Record<string, string>) =>
        fetch(served.url, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...headers },
        });
      const signed = signRequestContext(context, { subgraph: 'small', key, body });
      const answered = await send({ 'x-bankgraph-context': signed });
      expect([answered.status, ((await answered.json()) as { data: unknown }).data]).toEqual([
        200,
        { customer: { name: 'Ada King' } },
      ]);
      const refused = await send({ authorization: 'Bearer stolen' });
      expect([refused.status, ((await refused.json()) as { data?: unknown }).data]).toEqual([401, undefined]);
      const foreign = await send({ 'content-type': 'text/plain' });
      expect([foreign.status, await foreign.json()]).toEqual([
        415,
        {
          errors: [
            expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
          ],
        },
      ]);
    } finally {
      await served.close();
    }
  });

  it('logs a fault of serving under the id that it answers with', async () => {
    const lines: Record<string, unknown>[] = [];
    const broken = {
      name: 'small',
      handle: async () => {
        throw new TypeError('Ada King is not a function');
      },
    };
    const logger = { error: (logged: object) => void lines.push({ ...logged }) };
    const served = await serveSubgraph(broken, { host: '127.0.0.1', port: 0, logger });
    try {
      const answer = await fetch(served.url, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      const { errors } = (await answer.json()) as { errors: { extensions: { requestId: string } }[] };
      expect([answer.status, errors]).toMatchObject([500, [{ extensions: { code: 'INTERNAL' } }]]);
      expect(lines).toEqual([
        { requestId: errors[0]?.extensions.requestId, subgraph: 'small', fault: 'TypeError' },
      ]);
    } finally {
      await served.close();
    }
  });

  it('does not build when a field has no policy, naming file and field', async () => {
    const policies = await readPolicies(
      await policiesFolder(fields.replace(/Customer.name:[\s\S]*?because: x\n/, '')),
    );
    const open = () =>
      openSubgraph(definition, {
        policies,
        relationships: () => relationships,
        contextKey: key,
        record: async () => {},
        logger: { error: () => {} },
      });
    expect(open).toThrow('fields/small.yaml:1: Customer.name has no policy.');
  });
});
