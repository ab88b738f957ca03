import type { Knex } from '@bankgraph/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consentOwner } from './testing/consent-owner.js';
import { type Asker, type Bank, startBank, type Topology } from './testing/start-bank.js';

const query = `query ($id: ID!, $from: Date, $to: Date, $first: Int = 100, $after: String) {
  customer(id: $id) { accounts { nodes { id transactions(from: $from, to: $to, first: $first, after: $after) {
    totalCount
    nodes { id bookingDateTime creditDebit amount { amount } counterparty information }
  } } } }
}`;

interface Transaction {
  readonly id: string;
  readonly bookingDateTime: string;
  readonly creditDebit: 'Credit' | 'Debit';
  readonly amount: { readonly amount: string } | null;
  readonly counterparty: string | null;
  readonly information: string | null;
}

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Transaction[];
}

/** The window of C-1018's consent to P-moneywise. */
const window = { from: '2026-03-01T00:00:00Z', to: '2026-05-31T23:59:59Z' };
const within = ({ bookingDateTime }: Transaction) =>
  Date.parse(bookingDateTime) >= Date.parse(window.from) &&
  Date.parse(bookingDateTime) <= Date.parse(window.to);

describe.each<Topology>(['in-process', 'http'])(
  'what a consent says of transactions, subgraphs %s',
  (topology) => {
    let bank: Bank;
    let owner: Knex;
    let partner: Asker;
    beforeAll(async () => {
      bank = await startBank({ topology });
      owner = consentOwner(bank);
      partner = bank.as('partner', 'ServiceProvision');
    }, 60_000);
    afterAll(async () => {
      await owner?.destroy();
      await bank?.[Symbol.asyncDispose]();
    });

    const customer = (id: string) => bank.as('customer', undefined, { customer: id });

    /** The first page of an account's transactions, 100 when not said otherwise. */
    async function pageOf(asker: Asker, accountId: string, page: object = {}): Promise<Page> {
      const answer = await asker.query(query, { id: `C-${accountId.slice(2, 6)}`, ...page });
      expect(answer.errors).toBeUndefined();
      const accounts: readonly { id: string; transactions: Page }[] = answer.data.customer.accounts.nodes;
      const found = accounts.find(({ id }) => id === accountId)?.transactions;
      if (found === undefined) throw new Error(`No ${accountId} for the asker.`);
      return found;
    }

    /** All transactions of an account: none of those here has more than a page. */
    async function transactionsOf(
      asker: Asker,
      accountId: string,
      span: { from?: string; to?: string } = {},
    ) {
      const { totalCount, nodes } = await pageOf(asker, accountId, span);
      expect(totalCount).toBe(nodes.length);
      return nodes;
    }

    it('a partner sees those within its window of dates, and counts no other', async () => {
      const own = await transactionsOf(customer('C-1018'), 'A-1018-1');
      const before = own.filter(
        ({ bookingDateTime }) => Date.parse(bookingDateTime) < Date.parse(window.from),
      );
      const after = own.filter(({ bookingDateTime }) => Date.parse(bookingDateTime) > Date.parse(window.to));
      const inside = own.filter(within);
      for (const part of [before, inside, after]) expect(part.length).toBeGreaterThan(5);
      expect(new Set(inside.map(({ creditDebit }) => creditDebit)).size).toBe(2);

      expect(await transactionsOf(partner, 'A-1018-1')).toEqual(inside);
      expect(await transactionsOf(partner, 'A-1018-1', { from: '2026-06-01' })).toEqual([]);
      expect(await transactionsOf(partner, 'A-1018-1', { to: '2026-02-28' })).toEqual([]);
      expect(await pageOf(partner, 'A-1018-1', { first: 2 })).toEqual({
        totalCount: inside.length,
        nodes: inside.slice(0, 2),
      });
      const overlapping = await transactionsOf(partner, 'A-1018-1', { from: '2026-01-01', to: '2026-03-31' });
      expect(overlapping).toEqual(inside.filter(({ bookingDateTime }) => bookingDateTime < '2026-04-01'));
    });

    it('a partner learns of no other by asking what comes after it', async () => {
      const own = await transactionsOf(customer('C-1018'), 'A-1018-1');
      const outside = own.find((one) => !within(one))?.id ?? '';
      const errorsAfter = async (id: string) => {
        const after = Buffer.from(`id:${id}`).toString('base64url');
        const { errors } = await partner.query(query, { id: 'C-1018', after }, { 'x-request-id': 'after' });
        return errors;
      };
      expect(await errorsAfter(outside)).toHaveLength(2);
      expect(await errorsAfter(outside)).toEqual(await errorsAfter('T-1018-1-999'));
    });

    it('core banking gave all of them: it is the policy that holds them back', async () => {
      bank.resetCalls();
      await transactionsOf(partner, 'A-1018-3');
      const [call] = bank.sandbox.systems['core-banking'].calls.filter(({ path }) =>
        path.includes('/transactions'),
      );
      expect(call?.path).not.toMatch(/BookingDateTime|AccountId/i);
    });

    it('a partner that may read credits only sees and counts credits only, without detail', async () => {
      const own = await transactionsOf(customer('C-1005'), 'A-1005-1');
      const credits = own.filter(({ creditDebit }) => creditDebit === 'Credit');
      expect(credits.length).toBeGreaterThan(2);
      expect(credits.length).toBeLessThan(own.length);
      expect(credits.some(({ counterparty }) => counterparty !== null)).toBe(true);
      expect(await transactionsOf(partner, 'A-1005-1')).toEqual(
        credits.map((credit) => ({ ...credit, counterparty: null, information: null })),
      );
    });

    it('two consents to one partner never add up to more than each gives', async () => {
      // Without an end, but credits only and no detail; the first one has detail, but an end.
      await owner('consent.consent').insert({
        id: 'CON-1018-9',
        customer_id: 'C-1018',
        kind: 'ACCOUNT_ACCESS',
        status: 'AUTH',
        purpose: 'ServiceProvision',
        lawful_basis: 'Contract',
        permissions: ['ReadAccountsBasic', 'ReadTransactionsBasic', 'ReadTransactionsCredits'],
        grantee: 'P-moneywise',
        notice_version: 'privacy-notice@7',
      });
      await owner('consent.consent_account').insert({ consent_id: 'CON-1018-9', account_id: 'A-1018-1' });
      const own = await transactionsOf(customer('C-1018'), 'A-1018-1');
      const expected = own
        .filter((one) => within(one) || one.creditDebit === 'Credit')
        .map((one) => (within(one) ? one : { ...one, counterparty: null, information: null }));
      expect(expected.some((one) => !within(one))).toBe(true);
      expect(await transactionsOf(partner, 'A-1018-1')).toEqual(expected);
    });
  },
);
