import { link, type TestGraph } from '../test-graph.fixture.js';
import { Fault, Ref } from '../world.fixture.js';

/** Fields that fail, nulls where none may be, entities that are not there: in lists, over borders of subgraphs. */
export const nullsGraph: TestGraph = {
  name: 'nulls',
  subgraphs: {
    clients: `${link}
      type Query { clients: [Client]!  client(id: ID!): Client  everyone: [Client!]  one: Client!  broken: Int  house: House }
      type Client @key(fields: "id") {
        id: ID!  name: String!  nick: String  adviser: Client  friends: [Client!]  loans: [Loan]
        houses: [[House!]!]
      }
      type Loan @key(fields: "id") { id: ID!  amount: Int! }
      type House { rooms: [Int!]  door: Door!  owner: Client! }
      type Door { width: Int! }`,
    scores: `${link}
      type Query { scored: [Client!]  worst: Client }
      type Client @key(fields: "id") { id: ID!  score: Int!  rank: Int  peers: [Client]  best: Loan! }
      type Loan @key(fields: "id") { id: ID!  rate: Float!  note: String  terms: [Term!]! }
      type Term { months: Int!  text: String }`,
    papers: `${link}
      type Client @key(fields: "id") { id: ID!  papers: [Paper]  passport: Paper! }
      interface Paper { id: ID! }
      type Scan implements Paper @key(fields: "id") { id: ID!  bytes: Int! }
      type Print implements Paper @key(fields: "id") { id: ID!  pages: Int }`,
    archive: `${link}
      type Scan @key(fields: "id") { id: ID!  shelf: String! }
      type Print @key(fields: "id") { id: ID!  shelf: String }
      type Loan @key(fields: "id") { id: ID!  file: String! }`,
  },
  rows: {
    c1: {
      __typename: 'Client',
      id: 'c1',
      name: 'Ada',
      nick: 'A',
      adviser: new Ref('c2'),
      friends: [new Ref('c2'), new Ref('c4')],
      loans: [new Ref('l1'), null, new Ref('l2'), new Ref('l3')],
      houses: [
        [
          {
            __typename: 'House',
            rooms: [1, 2],
            door: { __typename: 'Door', width: 1 },
            owner: new Ref('c1'),
          },
        ],
      ],
      score: 10,
      rank: 1,
      peers: [new Ref('c2'), new Ref('c3'), null],
      best: new Ref('l1'),
      papers: [new Ref('p1'), new Ref('s1'), new Ref('s2'), null, new Ref('s3'), new Ref('p2')],
      passport: new Ref('s1'),
    },
    c2: {
      __typename: 'Client',
      id: 'c2',
      name: 'Bob',
      nick: new Fault('no nick'),
      adviser: new Ref('c3'),
      friends: null,
      loans: new Fault('no loans'),
      houses: [
        [
          {
            __typename: 'House',
            rooms: new Fault('no rooms'),
            door: { __typename: 'Door', width: 1 },
            owner: new Ref('c4'),
          },
        ],
        [],
      ],
      score: new Fault('no score'),
      rank: 2,
      peers: [],
      best: new Ref('l2'),
      papers: [],
      passport: new Ref('s2'),
    },
    c3: {
      __typename: 'Client',
      id: 'c3',
      name: 'Cem',
      nick: null,
      adviser: null,
      friends: [new Ref('c1')],
      loans: [new Ref('l2')],
      houses: [
        [
          {
            __typename: 'House',
            rooms: [1],
            door: { __typename: 'Door', width: null },
            owner: new Ref('c1'),
          },
        ],
        [],
      ],
      score: 3,
      rank: new Fault('no rank'),
      peers: [new Ref('c1')],
      best: null,
      papers: null,
      passport: new Ref('p1'),
    },
    c4: {
      __typename: 'Client',
      id: 'c4',
      name: 'Dan',
      nick: 'D',
      adviser: new Ref('c1'),
      friends: [],
      loans: [],
      houses: null,
      score: 4,
      rank: 4,
      peers: null,
      best: new Ref('l3'),
      papers: [new Ref('p1')],
      passport: new Ref('p1'),
    },
    l1: {
      __typename: 'Loan',
      id: 'l1',
      amount: 100,
      rate: 1.5,
      note: 'n',
      file: 'F1',
      terms: [{ __typename: 'Term', months: 1, text: null }],
    },
    l2: {
      __typename: 'Loan',
      id: 'l2',
      amount: 200,
      rate: 2.5,
      note: new Fault('no note'),
      file: new Fault('no file'),
      terms: [{ __typename: 'Term', months: new Fault('no months'), text: 'x' }],
    },
    l3: { __typename: 'Loan', id: 'l3', amount: 300, rate: 3.5, note: null, file: 'F3', terms: [] },
    s1: { __typename: 'Scan', id: 's1', bytes: 1, shelf: 'A' },
    s2: { __typename: 'Scan', id: 's2', bytes: 2, shelf: new Fault('no shelf') },
    s3: { __typename: 'Scan', id: 's3', bytes: new Fault('no bytes'), shelf: 'B' },
    p2: { __typename: 'Print', id: 'p2', pages: 2, shelf: 'C' },
    p1: { __typename: 'Print', id: 'p1', pages: new Fault('no pages'), shelf: new Fault('no shelf') },
  },
  absent: { scores: ['c4', 'l3'], archive: ['s1'] },
  fields: {
    'Query.clients': ({ world }) => [...world.all('Client'), null],
    'Query.client': ({ world, args }) => {
      if (args.id === 'fail') throw new Error('no client');
      return world.find('Client', 'id', args.id);
    },
    'Query.everyone': ({ world }) => world.all('Client'),
    'Query.one': () => new Ref('c1'),
    'Query.broken': () => new Fault('broken'),
    'Query.house': () => ({
      __typename: 'House',
      rooms: [1, new Fault('no room')],
      door: { __typename: 'Door', width: 1 },
      owner: new Ref('c2'),
    }),
    'Query.scored': () => [new Ref('c1'), new Ref('c3')],
    'Query.worst': () => new Ref('c3'),
  },
  values: {
    declared: '$id: ID!',
    of: { ID: ['"c1"', '"c4"', '"c3"', '"nobody"', '"fail"', '$id'] },
    aliases: ['id', 'name'],
  },
  variables: { id: 'c2', yes: true },
};
