import type { Normalisation } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { BankServer, type Books, credentials } from './bank.fixture.js';
import { openBankingSource } from './open-banking-source.js';

const entry = (id: string | undefined, day: string, account = 'A-1') => ({
  AccountId: account,
  ...(id === undefined ? {} : { TransactionId: id }),
  CreditDebitIndicator: 'Debit',
  Status: 'BOOK',
  BookingDateTime: `${day}T10:00:00Z`,
  Amount: { Amount: '3.20', Currency: 'GBP' },
});
const everything = { from: null, to: null };

async function open(books: Readonly<Record<string, Books>>, overlap = 0) {
  const server = await BankServer.openBanking(books, overlap);
  const normalised: Normalisation[] = [];
  const source = openBankingSource({
    baseUrl: `${server.url}/aisp`,
    ...credentials,
    onNormalised: (found) => normalised.push(...found),
  });
  return {
    server,
    source,
    normalised,
    async [Symbol.asyncDispose]() {
      await source.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('core banking over UK Open Banking', () => {
  it('asks in the name of the customer, follows pages and drops what comes again on the next', async () => {
    const entries = ['01', '02', '03', '04', '05', '06', '07'].map((day) =>
      entry(`T-${day}`, `2026-06-${day}`),
    );
    await using bank = await open({ 'C-1': { transactions: entries } }, 2);
    const found = (await bank.source.transactions('C-1', everything)).of('A-1');
    expect(found.accepted.map(({ id }) => id)).toEqual([
      'T-07',
      'T-06',
      'T-05',
      'T-04',
      'T-03',
      'T-02',
      'T-01',
    ]);
    expect(bank.server.tally()).toEqual({ 'GET /transactions C-1': 3 });
  });

  it('drops entries without an id that come again on the next page, and gives the others an id', async () => {
    const entries = ['01', '02', '03', '04'].map((day) => entry(undefined, `2026-06-${day}`));
    await using bank = await open({ 'C-1': { transactions: entries } }, 1);
    const { accepted } = (await bank.source.transactions('C-1', everything)).of('A-1');
    expect(accepted).toHaveLength(4);
    expect(new Set(accepted.map(({ id }) => id)).size).toBe(4);
    expect(bank.normalised).toHaveLength(4);
  });

  it('asks for whole days, both ends included', async () => {
    await using bank = await open({ 'C-1': { transactions: [] } });
    await bank.source.transactions('C-1', { from: '2026-06-01', to: '2026-06-30' });
    expect(bank.server.queries).toEqual([
      '?fromBookingDateTime=2026-06-01T00%3A00%3A00Z&toBookingDateTime=2026-06-30T23%3A59%3A59.999Z',
    ]);
  });

  it('knows which account a broken record belongs to, and which belong to none', async () => {
    const books = {
      transactions: [
        entry('T-1', '2026-06-01'),
        { ...entry('T-2', '2026-06-31'), AccountId: 'A-2' },
        { TransactionId: 'T-3' },
      ],
    };
    await using bank = await open({ 'C-1': books });
    const records = await bank.source.transactions('C-1', everything);
    expect(records.of('A-1')).toMatchObject({ accepted: [{ id: 'T-1' }], quarantined: [] });
    expect(records.of('A-2')).toMatchObject({ accepted: [], quarantined: [{ recordId: 'T-2' }] });
    expect(records.homeless()).toMatchObject([{ recordId: 'T-3' }]);
  });

  it.each([401, 403, 404, 500])(
    'says that the system is not available when it answers %i',
    async (status) => {
      await using bank = await open({ 'C-1': { accounts: status } });
      await expect(bank.source.accounts('C-1')).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        details: { system: 'core-banking' },
      });
    },
  );

  it('does not take an answer that nobody can read for an empty one', async () => {
    await using server = await BankServer.paths({ '/aisp/accounts': { Data: { Konto: [] } } });
    const source = openBankingSource({ baseUrl: `${server.url}/aisp`, ...credentials });
    await expect(source.accounts('C-1')).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      details: { system: 'core-banking', recordId: '/accounts' },
    });
    await source.close();
  });

  it('has a party or an error, never a broken one', async () => {
    await using bank = await open({
      'C-1': { party: [{ PartyId: 'P-1', FullLegalName: 'Ada King' }] },
      'C-2': { party: [{ PartyId: 'P-2', EmailAddress: 'no address' }] },
    });
    expect(await bank.source.party('C-1')).toMatchObject({ fullLegalName: 'Ada King', addresses: null });
    await expect(bank.source.party('C-2')).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID',
      details: { recordId: 'P-2' },
    });
  });

  it('does not start with a secret that can be guessed', () => {
    expect(() =>
      openBankingSource({ baseUrl: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'short' }),
    ).toThrow('at least 32 bytes');
  });
});
