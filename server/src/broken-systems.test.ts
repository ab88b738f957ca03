import type { SystemName } from '@bankgraph/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const query = `{ customer(id: "C-1018") {
  id name
  accounts { totalCount nodes { id } }
  loans { id status }
  kyc { status verifications { answer } screenings { status } }
  amlCases { totalCount }
  riskDecisions { totalCount }
  segmentMemberships { segment }
  consents { status }
} }`;

/** What goes missing with each system. */
const parts: Readonly<Record<SystemName, readonly (readonly string[])[]>> = {
  'core-banking': [['accounts']],
  loans: [['loans']],
  'identity-verification': [['kyc', 'verifications']],
  screening: [['kyc', 'screenings']],
  aml: [['amlCases']],
  fraud: [['riskDecisions']],
  segmentation: [['segmentMemberships']],
};

const secrets = /ERROR:|SELECT|java\.|127\.0\.0\.1|ECONN|http:\/\/|at .*\.js/i;

describe.each<Topology>(['in-process', 'http'])('with a broken bank system, subgraphs %s', (topology) => {
  let bank: Bank;
  let whole: Record<string, unknown>;
  const ask = () => bank.as('mlro', 'CounterMoneyLaundering').query(query);
  beforeAll(async () => {
    bank = await startBank({ topology });
    const answer = await ask();
    expect(answer.errors).toBeUndefined();
    whole = answer.data.customer;
  }, 60_000);
  afterEach(async () => {
    for (const system of Object.values(bank.sandbox.systems)) {
      system.behave();
      await system.restart();
    }
  });
  afterAll(() => bank?.[Symbol.asyncDispose]());

  const systems = Object.keys(parts) as SystemName[];
  const ways = ['stopped', '500', 'cut-body', 'wrong-json', 'hang'] as const;
  it.each(systems.flatMap((system) => ways.map((way) => [system, way] as const)))(
    '%s (%s): the rest arrives in time, with a clear error for the missing part',
    async (system, way) => {
      const broken = bank.sandbox.systems[system];
      if (way === 'stopped') await broken.stop();
      else broken.misbehave({ mode: way });
      const began = performance.now();
      const answer = await ask();
      // The bound is that of the gateway's deadline: a system's own is far shorter.
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(answer.status).toBe(200);
      const expected = structuredClone(whole);
      for (const path of parts[system]) blank(expected, path);
      expect(answer.data.customer).toEqual(expected);
      expect(
        answer.errors?.map(({ path, extensions }) => [path, extensions.code, extensions.system]),
      ).toEqual(parts[system].map((path) => [['customer', ...path], 'UPSTREAM_UNAVAILABLE', system]));
      expect(answer.text).not.toMatch(secrets);
      await recovered();
    },
  );

  it('a record that breaks its schema is set aside and named, the others arrive', async () => {
    bank.sandbox.systems['core-banking'].misbehave({ mode: 'wrong-shape', path: '/accounts' });
    const answer = await bank
      .as('mlro', 'CounterMoneyLaundering')
      .query('{ customer(id: "C-1001") { name accounts { totalCount nodes { id } } } }');
    expect(answer.data.customer.accounts).toEqual({
      totalCount: 2,
      nodes: [{ id: 'A-1001-2' }, { id: 'A-1001-3' }],
    });
    expect(
      answer.errors?.map(({ path, extensions }) => [
        path,
        extensions.code,
        extensions.system,
        extensions.recordId,
      ]),
    ).toEqual([[['customer', 'accounts'], 'UPSTREAM_INVALID', 'core-banking', 'A-1001-1']]);
  });

  it('pages that repeat records show each record once', async () => {
    const transactions =
      '{ customer(id: "C-1009") { accounts { nodes { id transactions(first: 100) { totalCount nodes { id } } } } } }';
    const asker = bank.as('mlro', 'CounterMoneyLaundering');
    const good = await asker.query(transactions);
    bank.sandbox.systems['core-banking'].misbehave({ mode: 'duplicate-pages' });
    const repeated = await asker.query(transactions);
    expect(repeated.errors).toBeUndefined();
    expect(repeated.data).toEqual(good.data);
  });

  /** The breaker of the system has rested and lets requests through again. */
  async function recovered(): Promise<void> {
    for (const system of Object.values(bank.sandbox.systems)) {
      system.behave();
      await system.restart();
    }
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const answer = await ask();
      if (answer.errors === undefined) {
        expect(answer.data.customer).toEqual(whole);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('The graph has not recovered.');
  }
});

function blank(target: Record<string, unknown>, path: readonly string[]): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) target[key] = null;
  else blank(target[key] as Record<string, unknown>, rest);
}
