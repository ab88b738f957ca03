import {
  noRelationships,
  type PolicySet,
  type Relationships,
  readPolicies,
  StaticPolicy,
} from '@bankgraph/authorization';
import { policyFolder } from '@bankgraph/authorization/testing';
import { BankgraphError } from '@bankgraph/errors';
import { type Actor, roles, signRequestContext, subgraphKey } from '@bankgraph/identity';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse } from 'graphql';
import { governFields } from './governed-schema.js';
import { Governor } from './governor.js';
import { paged } from './paged.js';
import { reportedRows } from './reported-rows.js';
import { Reports } from './reports.js';
import { openSubgraph, type Subgraph } from './subgraph.js';
import type { SubgraphDefinition } from './subgraph-definition.js';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { customer(id: ID!): Customer  findings(customerId: ID!): [Finding]  notes(customerId: ID!): NoteConnection }
  type Mutation { close(customerId: ID!): Closing }
  type Closing { done: Boolean customer: Customer }
  interface Finding { id: ID }
  type Report implements Finding { id: ID text: String }
  type Note implements Finding { id: ID text: String }
  type NoteConnection { nodes: [Note!]! edges: [NoteEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type NoteEdge { cursor: String! node: Note! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  union Thing = Report | Note
  type Customer @key(fields: "id") {
    id: ID!  name: String  findings: [Finding]  one: Finding  thing: Thing  notes: NoteConnection  promised: [Note]  untyped: [Finding]
  }
`;

const fields = `
subgraph: paths
owner: Tests
carried: [NoteConnection, NoteEdge, PageInfo]
"Query.{customer, findings, notes}": { class: internal, allow: [{ role: [kyc-analyst, mlro] }], because: x }
Mutation.close: { class: internal, allow: [{ role: kyc-analyst, when: assigned to the customer }], because: x }
Closing.done: { class: internal, allow: [{ role: [kyc-analyst, mlro] }], because: x }
Closing.customer: { class: internal, allow: [{ role: [kyc-analyst, mlro] }], because: x }
Customer.id: { class: public, allow: [{ role: everyone }], because: x }
Customer.name: { class: confidential, allow: [{ role: mlro }, { role: kyc-analyst, when: assigned to the customer, show: initials }], because: x }
"Customer.{findings, one, thing, notes, promised, untyped}": { class: internal, allow: [{ role: [kyc-analyst, mlro] }], because: x }
Report: { class: restricted, allow: [{ role: mlro }], because: x }
"Report.{id, text}": { class: restricted, allow: [{ role: mlro }], because: x }
Note: { class: internal, allow: [{ role: mlro }, { role: kyc-analyst, when: not restricted }], because: x }
"Note.{id, text}": { class: internal, allow: [{ role: mlro }, { role: kyc-analyst, when: not restricted }], because: x }
`;

const report = { __typename: 'Report', id: 'R-1', text: 'filed' };
const note = { __typename: 'Note', id: 'N-1', text: 'called', class: 'INTERNAL' };
const closedNote = { __typename: 'Note', id: 'N-2', text: 'sealed', class: 'RESTRICTED' };
const changed: string[] = [];

/** A record that broke the format, as an adapter sets it aside. */
class SetAside extends BankgraphError {
  readonly record: object;
  constructor(recordId: string, record: object) {
    super('UPSTREAM_INVALID', { system: 'notes', recordId });
    this.record = record;
  }
}

const definition: SubgraphDefinition<object> = {
  name: 'paths',
  sdl,
  loaders: () => ({}),
  rootProvenance: {
    customer: ({ id }) => ({ customerIds: [String(id)] }),
    findings: ({ customerId }) => ({ customerIds: [String(customerId)] }),
    notes: ({ customerId }) => ({ customerIds: [String(customerId)] }),
    close: ({ customerId }) => ({ customerIds: [String(customerId)] }),
  },
  resolvers: {
    Query: {
      customer: (_query, { id }: { id: string }) => ({ id }),
      findings: () => [{ ...report }, { ...note }],
    },
    Mutation: {
      close: (_mutation, { customerId }: { customerId: string }) => {
        changed.push(customerId);
        return { done: true, customer: { id: 'C-9' } };
      },
    },
    Customer: {
      name: () => 'Ada King',
      findings: () => [{ ...report }, { ...note }, null, { ...closedNote }],
      one: () => ({ ...report }),
      thing: () => ({ ...report }),
      promised: () => [Promise.resolve({ ...closedNote }), Promise.resolve({ ...note })],
      untyped: () => [{ id: 'R-1' }],
      notes: (_customer, args, context, info) =>
        paged(
          reportedRows(
            {
              records: [note, closedNote],
              faults: [
                new SetAside('N-open', { class: 'INTERNAL' }),
                new SetAside('N-sealed', { class: 'RESTRICTED' }),
                new SetAside('N-unreadable', { class: 7 }),
                new BankgraphError('UPSTREAM_UNAVAILABLE', { system: 'archive' }),
              ],
            },
            context,
            info,
          ),
          args,
        ),
    },
  },
};

const relationships: Relationships = {
  ...noRelationships,
  assignedToCustomer: async (staffId) => staffId === 'S-1',
  wallsAgainst: async (_staffId, customerId) => {
    if (customerId === 'C-down') throw new BankgraphError('UPSTREAM_UNAVAILABLE', { system: 'directory' });
    return customerId === 'C-vip' ? ['VIP'] : [];
  },
};

const key = subgraphKey(Buffer.alloc(32, 7), 'paths');
const analyst: Actor = {
  id: 'S-1',
  kind: 'staff',
  roles: ['kyc-analyst'],
  customerId: null,
  clientId: 'desk',
  channel: null,
  assurance: null,
  purpose: 'CustomerCare',
};
const mlro: Actor = { ...analyst, id: 'S-9', roles: ['mlro'] };

let policies: PolicySet;
let subgraph: Subgraph;

beforeAll(async () => {
  const roleLine = (role: string) =>
    `${role}: { title: x, kind: staff, purposes: [CustomerCare], purpose: required }`;
  policies = await readPolicies(
    await policyFolder({ fields: { 'paths.yaml': fields }, roles: roles.map(roleLine).join('\n') }),
  );
  subgraph = openSubgraph(definition, {
    policies,
    relationships: () => relationships,
    contextKey: key,
    record: async () => {},
    logger: { error: () => {} },
  });
});

afterEach(() => {
  changed.length = 0;
});

async function ask(actor: Actor, query: string, variables: object = {}) {
  const body = JSON.stringify({ query, variables });
  const contextToken = signRequestContext(
    { actor, requestId: 'r-1', operationName: null, operationHash: 'h', recordedBy: 'gateway' },
    { subgraph: 'paths', key, body },
  );
  return subgraph.handle({ body, contextToken });
}

const entity = (fieldsOfCustomer: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { ${fieldsOfCustomer} } } }`;

describe('every path to a field', () => {
  const paths: readonly [string, string, object][] = [
    ['the field', '{ customer(id: "C-1") { name } }', {}],
    ['an alias', '{ customer(id: "C-1") { name: name } }', {}],
    ['a fragment', '{ customer(id: "C-1") { ...F } } fragment F on Customer { name }', {}],
    ['an inline fragment', '{ customer(id: "C-1") { ... on Customer { name } } }', {}],
    ['@include', 'query ($yes: Boolean!) { customer(id: "C-1") { name @include(if: $yes) } }', { yes: true }],
    ['@skip', 'query ($no: Boolean!) { customer(id: "C-1") { name @skip(if: $no) } }', { no: false }],
    ['twice', '{ customer(id: "C-1") { name ... { name } } }', {}],
    ['_entities', entity('name'), { of: [{ __typename: 'Customer', id: 'C-1' }] }],
    [
      '_entities with a forged name',
      entity('name'),
      { of: [{ __typename: 'Customer', id: 'C-1', name: 'Eve', customerIds: ['C-2'], customerId: 'C-2' }] },
    ],
  ];
  const nameIn = (answer: { data?: unknown }) => {
    const data = answer.data as { customer?: { name: unknown }; _entities?: { name: unknown }[] };
    return (data.customer ?? data._entities?.[0])?.name;
  };

  it.each(paths)('comes to the same decision: %s', async (_path, query, variables) => {
    expect(nameIn(await ask(mlro, query, variables))).toBe('Ada King');
    expect(nameIn(await ask(analyst, query, variables))).toBe('A. K.');
    expect(nameIn(await ask({ ...analyst, id: 'S-2' }, query, variables))).toBeNull();
    const undeclared = await ask({ ...mlro, purpose: null }, query, variables);
    expect(JSON.stringify(undeclared)).not.toContain('Ada');
  });

  it('through an interface or union goes by the type of the row, row by row', async () => {
    const query = `{ customer(id: "C-1") {
      findings { __typename id ... on Note { text } ... on Report { text } }
      one { id } thing { __typename }
    } }`;
    expect((await ask(analyst, query)).data).toEqual({
      customer: {
        findings: [{ __typename: 'Note', id: 'N-1', text: 'called' }],
        one: null,
        thing: null,
      },
    });
    const cleared = (await ask(mlro, query)).data as { customer: { findings: unknown[]; one: unknown } };
    expect(cleared.customer.findings).toHaveLength(3);
    expect(cleared.customer.one).toEqual({ id: 'R-1' });
    expect((await ask(analyst, '{ findings(customerId: "C-1") { id } }')).data).toEqual({
      findings: [{ id: 'N-1' }],
    });
  });

  it('through an interface whose row does not say its type shows nothing, to nobody', async () => {
    const { data, errors } = await ask(mlro, '{ customer(id: "C-1") { untyped { id } } }');
    expect(data).toEqual({ customer: { untyped: null } });
    expect(errors?.[0]?.extensions?.code).toBe('INTERNAL');
  });

  it('through a list of promises goes row by row too', async () => {
    expect((await ask(analyst, '{ customer(id: "C-1") { promised { id } } }')).data).toEqual({
      customer: { promised: [{ id: 'N-1' }] },
    });
  });
});

describe('a wall', () => {
  it('stands before every role, on every path', async () => {
    for (const actor of [analyst, mlro]) {
      expect((await ask(actor, '{ customer(id: "C-vip") { id name } }')).data).toEqual({ customer: null });
      const reference = { of: [{ __typename: 'Customer', id: 'C-vip' }] };
      // The key is the caller's own word: it comes back as that of a customer who does not exist would.
      expect(await ask(actor, entity('id name notes { totalCount }'), reference)).toMatchObject({
        data: { _entities: [{ id: 'C-vip', name: null, notes: { totalCount: 0 } }] },
      });
    }
  });

  it('shows nothing when it cannot be found out whether it stands', async () => {
    const { data, errors } = await ask(mlro, '{ customer(id: "C-down") { name } }');
    expect(data).toEqual({ customer: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', system: 'directory' });
  });
});

describe('a mutation', () => {
  const close = 'mutation ($id: ID!) { close(customerId: $id) { done customer { id name } } }';

  it('is carried out for those who may, and its payload obeys the rules of reading', async () => {
    expect((await ask(analyst, close, { id: 'C-1' })).data).toEqual({
      close: { done: true, customer: { id: 'C-9', name: 'A. K.' } },
    });
    expect(changed).toEqual(['C-1']);
  });

  it('is FORBIDDEN to all others in the same words, and changes nothing', async () => {
    const refusals = [
      await ask(mlro, close, { id: 'C-1' }),
      await ask({ ...analyst, id: 'S-2' }, close, { id: 'C-1' }),
      await ask(analyst, close, { id: 'C-vip' }),
      await ask({ ...analyst, purpose: null }, close, { id: 'C-1' }),
    ];
    for (const { data, errors } of refusals) {
      expect(data).toEqual({ close: null });
      expect(errors).toEqual(refusals[0]?.errors);
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    expect(changed).toEqual([]);
  });
});

describe('a record that was set aside', () => {
  const query = '{ customer(id: "C-1") { notes { totalCount } } }';
  const told = async (actor: Actor) =>
    (await ask(actor, query)).errors?.map(({ extensions }) => extensions?.recordId ?? extensions?.system);

  it('is reported to those only who would see its row', async () => {
    expect(await told(mlro)).toEqual(['N-open', 'N-sealed', 'N-unreadable', 'archive']);
    expect(await told(analyst)).toEqual(['N-open', 'archive']);
  });
});

describe('a field of which no policy speaks', () => {
  it('is refused at run time, were it ever to get there', async () => {
    const schema = buildSchema('type Query { known: String forgotten: String }');
    const own = {
      subgraph: 'x',
      owner: 'x',
      carried: new Set<string>(),
      rows: new Map(),
      fields: new Map([
        [
          'Query.known',
          {
            id: 'Query.known',
            class: 'internal' as const,
            because: '',
            source: '',
            allow: [{ roles: new Set(['mlro' as const]), when: [], purposes: null, show: null, line: 1 }],
          },
        ],
      ]),
    };
    governFields(schema, own, undefined);
    const governor = new Governor(mlro, relationships, new StaticPolicy(policies).standingOf(mlro), []);
    const answer = await execute({
      schema,
      document: parse('{ known forgotten }'),
      rootValue: { known: 'a', forgotten: 'b' },
      contextValue: { governor, reports: new Reports() },
    });
    expect(answer).toEqual({ data: { known: 'a', forgotten: null } });
    expect(governor.disclosures()).toEqual([
      { subject: null, field: 'Query.known', decision: 'allow', count: 1 },
      { subject: null, field: 'Query.forgotten', decision: 'deny', count: 1 },
    ]);
  });
});
