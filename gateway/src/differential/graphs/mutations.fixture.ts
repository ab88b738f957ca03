import { link, type TestGraph } from '../test-graph.fixture.js';
import { Fault, Ref } from '../world.fixture.js';

/** Fields that write, in several subgraphs: one after the other, in the order of the text. */
export const mutationsGraph: TestGraph = {
  name: 'mutations',
  mutations: true,
  subgraphs: {
    orders: `${link}
      type Query { log: [String!]! @shareable  orders: [Order!]! }
      type Mutation { order(item: ID!, count: Int = 1): Order!  cancel(id: ID!): Order  failOrder: Order! }
      type Order @key(fields: "id") { id: ID!  count: Int!  log: [String!]! @shareable }`,
    payments: `${link}
      type Query { payments: [Payment!]! }
      type Mutation { pay(order: ID!, input: Amount!): Payment  failPayment: Payment }
      input Amount { value: Int!  unit: String = "CHF" }
      type Payment @key(fields: "id") { id: ID!  text: String  order: Order }
      type Order @key(fields: "id") { id: ID!  paid: Boolean }`,
    mails: `${link}
      type Query { mails: Int }
      type Mutation { mail(to: String!): [String!] }
      type Payment @key(fields: "id") { id: ID!  receipt: String! }`,
  },
  rows: {
    o1: { __typename: 'Order', id: 'o1', count: 1, paid: true },
    o2: { __typename: 'Order', id: 'o2', count: 2, paid: null },
    y1: { __typename: 'Payment', id: 'y1', text: 'paid', order: new Ref('o1'), receipt: 'R1' },
    y2: {
      __typename: 'Payment',
      id: 'y2',
      text: null,
      order: new Ref('o2'),
      receipt: new Fault('no receipt'),
    },
  },
  fields: {
    'Query.log': ({ world }) => [...world.written],
    'Query.orders': ({ world }) => world.all('Order'),
    'Query.payments': ({ world }) => world.all('Payment'),
    'Query.mails': () => 0,
    'Order.log': ({ world }) => [...world.written],
    'Mutation.order': ({ world, args }) => {
      world.written.push(`order ${args.item} ${args.count}`);
      return new Ref(world.written.length % 2 === 0 ? 'o1' : 'o2');
    },
    'Mutation.cancel': ({ world, args }) => {
      world.written.push(`cancel ${args.id}`);
      return world.find('Order', 'id', args.id);
    },
    'Mutation.failOrder': ({ world }) => {
      world.written.push('fail');
      return new Fault('no order');
    },
    'Mutation.pay': ({ world, args }) => {
      world.written.push(`pay ${JSON.stringify(args)}`);
      return new Ref(world.written.length % 2 === 0 ? 'y1' : 'y2');
    },
    'Mutation.failPayment': ({ world }) => {
      world.written.push('fail payment');
      return new Fault('no payment');
    },
    'Mutation.mail': ({ world, args }) => {
      world.written.push(`mail ${args.to}`);
      return [...world.written];
    },
  },
  values: {
    declared: '$id: ID!, $count: Int, $amount: Amount!, $to: String! = "me"',
    of: {
      ID: ['"o1"', '"none"', '$id'],
      Int: ['3', '$count'],
      Amount: ['{ value: 1 }', '{ value: 2, unit: "EUR" }', '$amount', '{ value: 3, unit: null }'],
      String: ['"you"', '$to'],
    },
    aliases: ['id', 'log'],
  },
  variables: { id: 'o2', amount: { value: 9 }, yes: true },
};
