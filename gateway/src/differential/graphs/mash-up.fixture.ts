import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

const node = (id: string, next: string | null, more: string[]) => ({
  __typename: 'User',
  id,
  uuid: `uuid-${id}`,
  mail: `${id}@example.com`,
  name: `User ${id}`,
  group: { __typename: 'Group', code: `g-${id}`, level: 1 },
  friend: next === null ? null : new Ref(next),
  boss: next === null ? null : new Ref(next),
  team: more.map((name) => new Ref(name)),
  nickname: next,
  profile: { __typename: 'Profile', age: id.length, owner: new Ref(id) },
  score: Number(id.slice(1)),
  bio: `Bio of ${id}`,
});

/** One entity with another key in each subgraph, reached over several paths at once; entities in unions of each. */
export const mashUpGraph: TestGraph = {
  name: 'mash-up',
  subgraphs: {
    a: `${link}
      type Query { users: [User!]!  found: [Found!]!  user(id: ID!): User }
      type User @key(fields: "id") { id: ID!  name: String! @shareable  friend: User  profile: Profile }
      type Profile @shareable { age: Int  owner: User! }
      union Found = User | Page
      type Page @key(fields: "url") { url: String!  author: User }`,
    b: `${link}
      type User @key(fields: "id") @key(fields: "uuid") { id: ID!  uuid: ID!  boss: User  name: String! @shareable }
      type Query { byUuid(uuid: ID!): User }`,
    c: `${link}
      type User @key(fields: "uuid") @key(fields: "mail group { code }") {
        uuid: ID!  mail: String!  group: Group!  team: [User!]
      }
      type Group @shareable { code: String!  level: Int }
      type Query { found2: [Found2] }
      union Found2 = User | Page
      type Page @key(fields: "url") { url: String!  reader: User }`,
    d: `${link}
      type User @key(fields: "mail group { code }") { mail: String!  group: Group!  nickname: String  score: Int! }
      type Group @shareable { code: String!  level: Int }`,
    e: `${link}
      type User @key(fields: "mail group { code }") {
        mail: String!  group: Group!  nickname: String @external  bio: String
        greeting: String @requires(fields: "nickname")
      }
      type Group @shareable { code: String! }
      type Page @key(fields: "url") { url: String!  size: Int }`,
  },
  rows: {
    u1: node('u1', 'u2', ['u2', 'u3']),
    u2: node('u2', 'u3', []),
    u3: node('u3', null, ['u1']),
    p1: { __typename: 'Page', url: '/1', author: new Ref('u1'), reader: new Ref('u3'), size: 1 },
    p2: { __typename: 'Page', url: '/2', author: null, reader: new Ref('u2'), size: null },
  },
  fields: {
    'Query.users': ({ world }) => world.all('User'),
    'Query.user': ({ world, args }) => world.find('User', 'id', args.id),
    'Query.byUuid': ({ world, args }) => world.find('User', 'uuid', args.uuid),
    'Query.found': ({ world }) => [...world.all('Page'), new Ref('u2')],
    'Query.found2': () => [new Ref('u3'), null, new Ref('p2'), new Ref('u1')],
    'User.greeting': ({ needed }) => JSON.stringify(needed),
  },
  values: {
    declared: '$id: ID!',
    of: { ID: ['"u1"', '"uuid-u2"', '"u3"', '$id'] },
    aliases: ['id', 'uuid', 'mail', 'group', 'nickname'],
  },
  variables: { id: 'u2', yes: true },
};
