import { link, type TestGraph } from '../test-graph.fixture.js';
import { Ref } from '../world.fixture.js';

/** `@provides` of fields, of nested ones, and of members of unions and interfaces. */
export const providesGraph: TestGraph = {
  name: 'provides',
  subgraphs: {
    people: `${link}
      type Query { people: [Person!]! }
      type Person @key(fields: "id") { id: ID!  name: String! @shareable  city: City! @shareable  age: Int @shareable }
      type City @key(fields: "zip") { zip: Int!  name: String @shareable  country: String! @shareable }`,
    articles: `${link}
      type Query { articles: [Article!]!  top: Article @provides(fields: "author { age }") }
      type Article @key(fields: "id") {
        id: ID!
        title: String
        author: Person! @provides(fields: "name")
        editor: Person @provides(fields: "name city { country name }")
        reader: Person
        subject: Subject @provides(fields: "... on Person { age } ... on Place { label }")
        sources: [Source!] @provides(fields: "... on Person { name }")
      }
      type Person implements Source @key(fields: "id") {
        id: ID!  name: String! @external  age: Int @external  city: City! @external
      }
      type City @key(fields: "zip") { zip: Int!  name: String @external  country: String! @shareable }
      type Place implements Source @key(fields: "id") { id: ID!  label: String @external }
      union Subject = Person | Place
      interface Source { id: ID! }`,
    places: `${link}
      type Query { places: [Place] }
      type Place @key(fields: "id") { id: ID!  label: String @shareable  size: Int! }`,
  },
  rows: {
    u1: { __typename: 'Person', id: 'u1', name: 'Ada', city: new Ref('c1'), age: 36 },
    u2: { __typename: 'Person', id: 'u2', name: 'Bob', city: new Ref('c2'), age: null },
    c1: { __typename: 'City', zip: 3000, name: 'Bern', country: 'CH' },
    c2: { __typename: 'City', zip: 1000, name: null, country: 'CH' },
    h1: { __typename: 'Place', id: 'h1', label: 'Hall', size: 5 },
    h2: { __typename: 'Place', id: 'h2', label: null, size: 0 },
    a1: {
      __typename: 'Article',
      id: 'a1',
      title: 'One',
      author: new Ref('u1'),
      editor: new Ref('u2'),
      reader: new Ref('u1'),
      subject: new Ref('h1'),
      sources: [new Ref('u1'), new Ref('h2')],
    },
    a2: {
      __typename: 'Article',
      id: 'a2',
      title: null,
      author: new Ref('u2'),
      editor: null,
      reader: new Ref('u1'),
      subject: new Ref('u1'),
      sources: [],
    },
    a3: {
      __typename: 'Article',
      id: 'a3',
      title: 'Three',
      author: new Ref('u1'),
      editor: new Ref('u1'),
      reader: null,
      subject: null,
      sources: null,
    },
  },
  fields: {
    'Query.people': ({ world }) => world.all('Person'),
    'Query.articles': ({ world }) => world.all('Article'),
    'Query.top': () => new Ref('a1'),
    'Query.places': () => [new Ref('h1'), null, new Ref('h2')],
  },
  values: { declared: '', of: {}, aliases: ['id', 'name', 'zip', 'label'] },
  variables: { yes: true },
};
