import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

/** Fields that move from one subgraph to another, things that clients do not see, directives that are passed on. */
export const migrationGraph: TestGraph = {
  name: 'migration',
  subgraphs: {
    old: `${link}
      @link(url: "https://example.com/audited/v1.0", import: ["@audited"])
      @composeDirective(name: "@audited")
      directive @audited(level: Int) on FIELD_DEFINITION | OBJECT
      type Query { accounts: [Account!]!  account(id: ID!): Account  branch: Branch }
      type Account @key(fields: "id") @audited(level: 2) {
        id: ID!
        iban: String! @audited
        balance: Int
        owner: String @tag(name: "private")
        limit: Int!
        status: Status
        secret: String @inaccessible
        branch: Branch
      }
      type Branch @key(fields: "code") { code: Int! @inaccessible  street: String }
      enum Status { OPEN CLOSED FROZEN @inaccessible }`,
    new: `${link}
      type Query { newest(status: Status, by: Order = { field: ID }): [Account] }
      type Account @key(fields: "id") {
        id: ID!
        balance: Int @override(from: "old")
        owner: String @override(from: "old", label: "percent(50)")
        limit: Int! @override(from: "old", label: "percent(100)")
        history: [Int!] @tag(name: "public")
      }
      enum Status { OPEN CLOSED FROZEN @inaccessible }
      input Order { field: Sort!  descending: Boolean = false  internal: Int @inaccessible }
      enum Sort { ID IBAN HIDDEN @inaccessible }`,
    branches: `${link}
      type Branch @key(fields: "code") { code: Int! @inaccessible  street: String @override(from: "old") }
      interface Staff @inaccessible { id: ID! }
      type Teller implements Staff @key(fields: "id") { id: ID!  name: String }
      union Anyone = Teller | Guard
      type Guard @inaccessible { shift: Int }
      type Query { anyone: [Anyone!] }`,
  },
  rows: {
    a1: {
      __typename: 'Account',
      id: 'a1',
      iban: 'CH1',
      balance: 5,
      owner: 'Ada',
      limit: 100,
      status: 'OPEN',
      secret: 'x',
      branch: new Ref('b1'),
      history: [1, 2],
    },
    a2: {
      __typename: 'Account',
      id: 'a2',
      iban: 'CH2',
      balance: null,
      owner: null,
      limit: 0,
      status: 'CLOSED',
      secret: null,
      branch: new Ref('b2'),
      history: [],
    },
    a3: {
      __typename: 'Account',
      id: 'a3',
      iban: 'CH3',
      balance: -5,
      owner: 'Bob',
      limit: 1,
      status: null,
      secret: 'z',
      branch: null,
      history: null,
    },
    b1: { __typename: 'Branch', code: 1, street: 'First' },
    b2: { __typename: 'Branch', code: 2, street: null },
    t1: { __typename: 'Teller', id: 't1', name: 'Eve' },
  },
  fields: {
    'Query.accounts': ({ world }) => world.all('Account'),
    'Query.account': ({ world, args }) => world.find('Account', 'id', args.id),
    'Query.branch': () => new Ref('b2'),
    'Query.anyone': ({ world }) => world.all('Teller'),
    'Query.newest': ({ world, args }) => {
      const { descending } = (args.by ?? {}) as { descending?: boolean };
      const found = world
        .all('Account')
        .filter((ref) => args.status == null || world.row(ref).status === args.status);
      return descending === true ? found.reverse() : found;
    },
  },
  values: {
    declared: '$id: ID!, $status: Status, $order: Order = { field: IBAN, descending: true }',
    of: {
      ID: ['"a1"', '"a3"', '$id'],
      Status: ['OPEN', 'CLOSED', '$status', 'null'],
      Order: ['{ field: ID }', '{ field: IBAN, descending: true }', '$order', 'null'],
    },
    aliases: ['id', 'code'],
  },
  variables: { id: 'a2', status: 'OPEN', yes: true },
};
