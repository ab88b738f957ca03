import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { compose, startBank, type TestAnswer, type TestBank } from '../gateway.fixture.js';
import { coreBankingSdl, kycSdl } from '../subgraphs.fixture.js';
import { baseLimits, type ClientLimits } from './client-limits.js';

/** The graph of the other tests, with what it says of its lists. */
const sizedSupergraph = compose({
  'core-banking': coreBankingSdl
    .replace(/v2\.3", import: \["@key"/, 'v2.9", import: ["@key", "@listSize"')
    .replace(
      '[Customer!]',
      '[Customer!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)',
    ),
  kyc: kycSdl,
});

const limits: ClientLimits = {
  ...baseLimits,
  operation: {
    tokens: 500,
    depth: 6,
    aliases: 5,
    directives: 5,
    repeats: 5,
    selections: 60,
    rootFields: 4,
    cost: 500,
  },
};

let bank: TestBank;
beforeAll(async () => {
  bank = await startBank({
    supergraphSdl: sizedSupergraph,
    findLimits: (clientId) => (clientId === null ? baseLimits : limits),
  });
  // What is loaded at the first request is not what is measured.
  await bank.ask('{ customer(id: "C-1001") { name } }');
});
afterAll(async () => {
  await bank[Symbol.asyncDispose]();
});
beforeEach(() => {
  bank.audit.records.length = 0;
  bank.coreBanking.contexts.length = 0;
});

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const nested = (levels: number) =>
  `{ customer(id: 1) ${'{ a: accounts '.repeat(levels)}${'}'.repeat(levels)} }`;
const doubling = (levels: number) =>
  `{ ...F0 } ${times(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Query { __typename }`;

const refused: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'aliases',
    `{ ${times(6, (n) => `a${n}: customer(id: 1) { id }`)} }`,
    'OPERATION_TOO_COMPLEX',
    /"aliases": it has 6 aliases, and may have 5/,
  ],
  [
    'aliases within a fragment that is spread twice',
    '{ a: customer(id: 1) { ...F } b: customer(id: 1) { ...F } } fragment F on Customer { c: id d: id }',
    'OPERATION_TOO_COMPLEX',
    /"aliases": it has 6/,
  ],
  [
    'thousands of __typename aliases',
    `{ ${times(5_000, (n) => `a${n}: __typename`)} }`,
    'OPERATION_TOO_COMPLEX',
    /"tokens": it has more than 2500/,
  ],
  ['repeated fields', `{ ${'__typename '.repeat(7)} }`, 'OPERATION_TOO_COMPLEX', /"repeats": it has 6/],
  [
    'thousands of repeated fields',
    `{ customer(id: 1) { ${'id '.repeat(2_400)} } }`,
    'OPERATION_TOO_COMPLEX',
    /"repeats": it has 2399/,
  ],
  [
    'thousands of directives',
    `{ __typename ${'@skip(if: false) '.repeat(3_000)} }`,
    'OPERATION_TOO_COMPLEX',
    /"tokens"/,
  ],
  [
    'hundreds of unknown directives',
    `{ __typename ${'@x'.repeat(1_000)} }`,
    'OPERATION_TOO_COMPLEX',
    /"directives": it has 1000/,
  ],
  [
    'directives',
    `query @a @a @a { __typename @skip(if: false) @include(if: true) @skip(if: false) }`,
    'BAD_USER_INPUT',
    /Unknown directive/,
  ],
  [
    'directives that there are',
    `{ ${times(6, () => '... @skip(if: false) { __typename }')} }`,
    'OPERATION_TOO_COMPLEX',
    /"directives": it has 6/,
  ],
  ['deep nesting', nested(60), 'OPERATION_TOO_COMPLEX', /"depth": it has 61/],
  [
    'deep nesting through fragments',
    `{ customer(id: 1) { ...A0 } } ${times(60, (n) => `fragment A${n} on Customer { accounts { ...A${n + 1} } }`)} fragment A60 on Customer { id }`,
    'OPERATION_TOO_COMPLEX',
    /"depth": it has 62/,
  ],
  ['fragments doubling to 2 ** 24', doubling(24), 'OPERATION_TOO_COMPLEX', /"selections": it has 50331647/],
  ['fragments doubling to 2 ** 200', doubling(200), 'OPERATION_TOO_COMPLEX', /"selections"/],
  [
    'overlapping inline fragments',
    `{ customer(id: 1) { ${'... on Customer { accounts { id } } '.repeat(150)} } }`,
    'OPERATION_TOO_COMPLEX',
    /"tokens": it has 1\d{3} tokens|"selections": it has 451/,
  ],
  [
    'circular fragments',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    'BAD_USER_INPUT',
    /Cannot spread fragment/,
  ],
  [
    'fields of the root',
    '{ customer(id: 1) { id } customers(first: 1) { id } broken __typename b: broken }',
    'OPERATION_TOO_COMPLEX',
    /"rootFields": it has 5/,
  ],
  [
    'cost',
    '{ customers(first: 100) { accounts { id } } }',
    'OPERATION_TOO_COMPLEX',
    /"cost": it has 2100 as its estimated cost, and may have 500/,
  ],
  [
    'an expensive operation that is not selected',
    'query Small { __typename } query Large { customers(first: 100) { accounts { id } } }',
    'OPERATION_TOO_COMPLEX',
    /"cost": it has 2100/,
  ],
  [
    'a deep operation that is not selected',
    `query Small { __typename } query Large ${'{ a '.repeat(70)}${'}'.repeat(70)}`,
    'OPERATION_TOO_COMPLEX',
    /"depth": it has 70/,
  ],
  ['nested braces', '{a'.repeat(20_000), 'OPERATION_TOO_COMPLEX', /"tokens"/],
  ['20,000 nested braces, nothing else', '{'.repeat(20_000), 'BAD_USER_INPUT', /Syntax Error/],
  [
    'first: 99999999',
    '{ customers(first: 99999999) { id } }',
    'BAD_USER_INPUT',
    /"first" has to be a number from 0 to 100/,
  ],
  [
    'first: -1',
    '{ customers(first: -1) { id } }',
    'BAD_USER_INPUT',
    /"first" has to be a number from 0 to 100/,
  ],
];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

function expectRefused(answer: TestAnswer, code: string, message: RegExp): void {
  const { errors } = answer.body as { errors: { message: string; extensions: unknown }[] };
  expect({ status: answer.status, extensions: errors[0]?.extensions }).toEqual({
    status: 400,
    extensions: { code, requestId: 'r-1' },
  });
  expect(errors[0]?.message).toMatch(message);
  expect(answer.text.length).toBeLessThan(1_024);
}

describe('a document beyond limits', () => {
  it.each(refused)(
    'is refused, on record, before anything is planned: %s',
    async (_what, query, code, message) => {
      const variables = query.startsWith('query Small') ? { operationName: 'Small' } : {};
      const send = () =>
        bank.send({
          method: 'POST',
          body: JSON.stringify({ query, ...variables }),
          headers: { 'x-purpose': 'CustomerCare' },
        });
      expectRefused(await send(), code, message);
      expect(bank.audit.records).toEqual([
        expect.objectContaining({ subject: null, outcome: 'refused', errorCode: code }),
      ]);
      expect(bank.coreBanking.contexts).toEqual([]);
      // The least of a few: other processes of this machine may be in the way of one.
      let least = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 5 && least > 100; attempt += 1) {
        const started = performance.now();
        await send();
        least = Math.min(least, performance.now() - started);
      }
      expect(least).toBeLessThan(100);
    },
  );

  it('is refused by what its variables say, too', async () => {
    const text =
      'query ($n: Int, $all: Boolean = false) { customers(first: $n) { accounts @include(if: $all) { id } } }';
    const ask = (variables: object) => bank.ask(text, { variables });
    expect((await ask({ n: 100 })).status).toBe(200);
    expect((await ask({ n: 2, all: true })).status).toBe(200);
    expectRefused(await ask({ n: 100, all: true }), 'OPERATION_TOO_COMPLEX', /"cost": it has 2100/);
    expectRefused(await ask({ n: 99_999_999 }), 'BAD_USER_INPUT', /"first" has to be a number/);
    expectRefused(await ask({ n: -1 }), 'BAD_USER_INPUT', /"first" has to be a number/);
  });

  it('is refused shortly for a flood of faults in its variables', async () => {
    const flood = Array.from({ length: 30_000 }, () => 'x');
    const coerced = await bank.ask(
      'query ($id: ID!, $n: Int) { customer(id: $id) { id } customers(first: $n) { id } }',
      {
        variables: { id: flood, n: flood },
      },
    );
    expect(coerced.status).toBe(400);
    expect(coerced.text.length).toBeLessThan(1_024);
    expect(bank.coreBanking.contexts).toEqual([]);
  });

  it('is refused by the limits of whoever sends it, though others may send it and have', async () => {
    const small: ClientLimits = { ...limits, operation: { ...limits.operation, depth: 2 } };
    await using other = await startBank({
      supergraphSdl: sizedSupergraph,
      findLimits: (clientId) => (clientId === 'small' ? small : limits),
    });
    const query = '{ customer(id: "C-1001") { accounts { id } } }';
    expect((await other.ask(query)).status).toBe(200);
    const bearer = await other.issuer.bearer({ client_id: 'small' });
    const ask = (text: string) => other.ask(text, { headers: { authorization: bearer } });
    expectRefused(
      await ask(query),
      'OPERATION_TOO_COMPLEX',
      /"depth": it has 3 levels of fields, and may have 2/,
    );
    expect((await ask('{ customer(id: "C-1001") { id } }')).status).toBe(200);
  });

  it('leaves no trace in memory: the heap does not grow with them', async () => {
    const flood = async (from: number) => {
      for (let n = from; n < from + 150; n += 1) {
        await bank.ask(`# ${n}\n{ ${'__typename '.repeat(400)} } # ${'x'.repeat(20_000)}`);
      }
      bank.audit.records.length = 0;
      bank.log.length = 0;
    };
    await flood(0);
    const before = heapUsed();
    await flood(150);
    // 150 documents of 25 kB are 3.7 MB as texts alone.
    expect(heapUsed() - before).toBeLessThan(1_500_000);
  });
});

it('a flood of different operations that are answered fills the caches, and then the heap does not grow', async () => {
  await using open = await startBank();
  const aliases = times(240, (n) => `a${n}: __typename`);
  const flood = async (from: number, count: number) => {
    for (let n = from; n < from + count; n += 1) {
      expect((await open.ask(`query Q${n} { ${aliases} }`)).status).toBe(200);
    }
    open.audit.records.length = 0;
    open.log.length = 0;
  };
  // As many as are kept: 200,000 selections.
  await flood(0, 850);
  const before = heapUsed();
  await flood(850, 150);
  // One of them takes about 200 kB, so 30 MB if all were kept.
  expect(heapUsed() - before).toBeLessThan(12_000_000);
}, 120_000);

it('extensions.cost stands in an answer under dev, and nowhere else', async () => {
  expect((await bank.ask('{ customers(first: 2) { id } }')).body).not.toHaveProperty('extensions');
  await using dev = await startBank({ supergraphSdl: sizedSupergraph, dev: true, findLimits: () => limits });
  expect((await dev.ask('{ customers(first: 2) { id accounts { id } } }')).body).toMatchObject({
    data: { customers: [{}, {}] },
    extensions: { cost: { estimated: 42, max: 500 } },
  });
});
