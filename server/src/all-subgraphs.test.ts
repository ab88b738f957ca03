import { readSubgraph } from '@bankgraph/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everythingQuery } from './testing/everything-query.js';
import { type Bank, startBank, type Topology } from './testing/start-bank.js';

const joined = `{ customer(id: "C-1005") {
  accounts { nodes { id balances { amount { amount } } } }
  kyc { riskRating { band } screenings { listVersion } }
  amlCases { nodes { outcome events { type } noReportDecisions { rationale approvedBy } } }
  riskDecisions { nodes { action reasons { code weight } } }
  segmentMemberships { segment modelRun { name version } }
  consents { status accounts { id status } }
  decisions { nodes { kind actor { type id } causedBy } completeness { missingSystems } }
  timeline { nodes { kind summary } }
} }`;

describe.each<Topology>(['in-process', 'http'])(
  'one query over all that is known of a customer, %s',
  (topology) => {
    let bank: Bank;
    beforeAll(async () => {
      bank = await startBank({ topology });
    }, 60_000);
    afterAll(() => bank?.[Symbol.asyncDispose]());

    it('joins them on one customer', async () => {
      const { data, errors } = await bank.as('mlro', 'CounterMoneyLaundering').query(joined);
      expect(errors).toBeUndefined();
      const { customer } = data;
      expect(customer.accounts.nodes[0].balances[0].amount.amount).toMatch(/^\d+\.\d\d$/);
      expect(customer.kyc.screenings[0].listVersion).toEqual(expect.any(String));
      expect(customer.amlCases.nodes[0].noReportDecisions[0]).toEqual({
        rationale: expect.any(String),
        approvedBy: expect.stringMatching(/^S-/),
      });
      expect(customer.riskDecisions.nodes[0].action).toBe('ALLOW');
      // Consent and core banking meet in the account that a consent names.
      const covered = customer.consents.flatMap(({ accounts }: { accounts: unknown[] }) => accounts);
      expect(covered).toContainEqual({ id: 'A-1005-1', status: 'Enabled' });
      expect(customer.decisions.completeness).toEqual({ missingSystems: [] });
      expect(customer.decisions.nodes.map(({ kind }: { kind: string }) => kind)).toEqual(
        expect.arrayContaining(['aml.alert', 'kyc.risk-rating', 'kyc.onboarding']),
      );
    });

    it('answers every field of every story without an error', async () => {
      const everything = everythingQuery();
      for (let number = 1001; number <= 1020; number += 1) {
        const answer = await bank
          .as('mlro', 'CounterMoneyLaundering')
          .query(everything, { id: `C-${number}` });
        expect([`C-${number}`, answer.status, answer.errors]).toEqual([`C-${number}`, 200, undefined]);
      }
    });

    it('core banking has no mutation, and no upstream of it gets anything but GET', async () => {
      expect(readSubgraph('core-banking').sdl).not.toMatch(/\btype Mutation\b/);
      const methods = new Set(bank.sandbox.systems['core-banking'].calls.map(({ method }) => method));
      expect([...methods]).toEqual(['GET']);
    });
  },
);

describe('a subgraph that is called directly', () => {
  it('gives nothing to a stolen token, and 401', async () => {
    await using bank = await startBank({ topology: 'http' });
    const token = await bank.sandbox.issuer.issueToken({ role: 'mlro', purpose: 'CounterMoneyLaundering' });
    for (const [name, url] of bank.subgraphUrls) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      const body = (await answer.json()) as { data?: unknown };
      expect([name, answer.status, body.data]).toEqual([name, 401, undefined]);
    }
  }, 60_000);
});
