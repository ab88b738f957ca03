import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { sandboxSecrets } from '../secrets.js';
import { type System, startSystem } from '../system.js';
import { createWorld } from '../world/bank-world.js';
import { coreBanking, openBankingPath } from './core-banking.js';

interface Answer {
  Data: Record<string, Record<string, unknown>[]>;
  Links: Record<'Self' | 'First' | 'Prev' | 'Next' | 'Last', string>;
  Meta: { TotalPages: number };
}

const everything = [
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadScheduledPaymentsDetail',
  'ReadStandingOrdersDetail',
  'ReadStatementsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
];
const basics = everything.filter((one) => one !== 'ReadPAN').map((one) => one.replace('Detail', 'Basic'));

describe('core banking', () => {
  const world = createWorld({ seed: 7, customers: 60 });
  let system: System;

  beforeAll(async () => {
    system = await startSystem({
      name: 'core-banking',
      routes: await coreBanking(world, { secrets: sandboxSecrets }),
    });
  });
  afterAll(() => system.stop());
  beforeEach(() => {
    system.behave();
    system.resetCalls();
  });

  const token = (
    customerId: string,
    permissions: unknown = everything,
    { audience = 'core-banking', secret = sandboxSecrets.coreBankingClientSecret, expires = '5m' } = {},
  ) =>
    new SignJWT({ permissions })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('core-banking-subgraph')
      .setSubject(customerId)
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(secret));

  async function ask(path: string, bearer: string, init: RequestInit = {}) {
    const url = path.startsWith('http') ? path : `${system.url}${openBankingPath}${path}`;
    const answer = await fetch(url, {
      ...init,
      headers: { authorization: `Bearer ${bearer}`, ...init.headers },
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
  }

  async function allPages(path: string, key: string, bearer: string) {
    const pages: string[][] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { body }: { body: Answer } = await ask(next, bearer);
      pages.push((body.Data[key] ?? []).map((record) => String(record[`${key}Id`])));
      next = body.Links.Next;
    }
    return pages;
  }

  it('tells a customer of their accounts', async () => {
    const { status, body } = await ask('/accounts', await token('C-1001'));
    expect([status, body.Meta, Object.keys(body.Links)]).toEqual([200, { TotalPages: 1 }, ['Self']]);
    expect(body.Data.Account?.map((account) => [account.AccountId, account.AccountTypeCode])).toEqual([
      ['A-1001-1', 'CACC'],
      ['A-1001-2', 'SVGS'],
      ['A-1001-3', 'CARD'],
    ]);
    expect(body.Data.Account?.[0]?.Account).toEqual([
      {
        SchemeName: 'UK.OBIE.SortCodeAccountNumber',
        Identification: expect.stringMatching(/^04\d{12}$/),
        Name: 'Alice Morgan',
      },
      {
        SchemeName: 'UK.OBIE.IBAN',
        Identification: expect.stringMatching(/^GB\d\dBKGR04\d{12}$/),
        Name: 'Alice Morgan',
      },
    ]);
  });

  it('turns 130 transactions into six pages, each record once', async () => {
    const pages = await allPages('/accounts/A-1009-2/transactions', 'Transaction', await token('C-1009'));
    expect(pages.map((page) => page.length)).toEqual([25, 25, 25, 25, 25, 5]);
    expect(new Set(pages.flat()).size).toBe(130);
  });

  it('links pages to and fro, and keeps the filter in them', async () => {
    const bearer = await token('C-1009');
    const first = await ask('/accounts/A-1009-2/transactions?fromBookingDateTime=2026-01-01', bearer);
    expect(Object.keys(first.body.Links)).toEqual(['Self', 'First', 'Next', 'Last']);
    const second = await ask(first.body.Links.Next, bearer);
    expect(Object.keys(second.body.Links)).toEqual(['Self', 'First', 'Prev', 'Next', 'Last']);
    expect(second.body.Links.Next).toContain('fromBookingDateTime=2026-01-01');
    expect((await ask(second.body.Links.Prev, bearer)).body.Data).toEqual(first.body.Data);
    expect((await ask('/transactions?page=tampered', bearer)).status).toBe(400);
  });

  it('repeats records across pages when it misbehaves', async () => {
    system.misbehave({ mode: 'duplicate-pages' });
    const pages = await allPages('/accounts/A-1009-2/transactions', 'Transaction', await token('C-1009'));
    expect(pages.flat()).toHaveLength(130 + 5 * 3);
    expect(new Set(pages.flat()).size).toBe(130);
  });

  it('breaks the first record only when told to break the shape', async () => {
    system.misbehave({ mode: 'wrong-shape', times: 1 });
    const { body } = await ask('/balances', await token('C-1001'));
    expect(body.Data.Balance?.map((balance) => balance.Amount)).toEqual([
      { Amount: '1,234.5x', Currency: 'POUNDS' },
      ...(body.Data.Balance ?? [])
        .slice(1)
        .map(() => ({ Amount: expect.stringMatching(/^\d+\.\d\d$/), Currency: 'GBP' })),
    ]);
  });

  it('filters transactions by booking time', async () => {
    const path = '/accounts/A-1009-2/transactions';
    const bearer = await token('C-1009');
    const { body } = await ask(
      `${path}?fromBookingDateTime=2026-05-01&toBookingDateTime=2026-05-31T23:59:59`,
      bearer,
    );
    const times = body.Data.Transaction?.map((one) => String(one.BookingDateTime).slice(0, 7));
    expect(new Set(times)).toEqual(new Set(['2026-05']));
    expect((await ask(`${path}?fromBookingDateTime=yesterday`, bearer)).status).toBe(400);
    expect(
      (await ask(`${path}?fromBookingDateTime=2026-06-01&toBookingDateTime=2026-05-01`, bearer)).status,
    ).toBe(400);
  });

  it('shows detail only with the detail permission, and the PAN only with its own', async () => {
    const bearer = await token('C-1001', basics);
    const keys = async (path: string, key: string) => {
      const records = (await ask(path, bearer)).body.Data[key] ?? [];
      return new Set(records.flatMap((record) => Object.keys(record)));
    };
    const accounts = await keys('/accounts', 'Account');
    expect([accounts.has('Account'), accounts.has('Servicer')]).toEqual([false, false]);
    const transactions = await keys('/transactions', 'Transaction');
    expect(
      ['TransactionInformation', 'MerchantDetails', 'CreditorAccount'].filter((one) => transactions.has(one)),
    ).toEqual([]);
    expect((await keys('/beneficiaries', 'Beneficiary')).has('CreditorAccount')).toBe(false);
    expect((await keys('/statements', 'Statement')).has('StatementAmount')).toBe(false);

    const pan = async (permissions: string[]) => {
      const { body } = await ask('/accounts/A-1001-3', await token('C-1001', permissions));
      const account = body.Data.Account?.[0] as { Account: { Identification: string }[] };
      return account.Account[0]?.Identification;
    };
    expect(await pan(['ReadAccountsDetail', 'ReadPAN'])).toMatch(/^453900\d{10}$/);
    expect(await pan(['ReadAccountsDetail'])).toMatch(/^x{12}\d{4}$/);
  });

  it('shows credits, debits or both', async () => {
    const directions = async (...permissions: string[]) => {
      const bearer = await token('C-1001', ['ReadTransactionsBasic', ...permissions]);
      const { status, body } = await ask('/accounts/A-1001-1/transactions', bearer);
      return status === 200
        ? [...new Set(body.Data.Transaction?.map((one) => one.CreditDebitIndicator))].sort()
        : status;
    };
    expect(await directions('ReadTransactionsCredits')).toEqual(['Credit']);
    expect(await directions('ReadTransactionsDebits')).toEqual(['Debit']);
    expect(await directions('ReadTransactionsCredits', 'ReadTransactionsDebits')).toEqual([
      'Credit',
      'Debit',
    ]);
    expect(await directions()).toBe(403);
  });

  it("shows a joint account to both holders and says who they are, and nobody else's account to anybody", async () => {
    for (const holder of ['C-1009', 'C-1010']) {
      const { body } = await ask('/accounts/A-1009-2/parties', await token(holder));
      expect(body.Data.Party?.map((party) => [party.PartyNumber, party.AccountRole])).toEqual([
        ['C-1009', 'UK.OBIE.Principal'],
        ['C-1010', 'UK.OBIE.SecondaryOwner'],
      ]);
    }
    const [stranger, nobody] = await Promise.all(
      ['A-1009-2', 'A-9999-9'].map(async (id) => ask(`/accounts/${id}/parties`, await token('C-1001'))),
    );
    const sameButForId = (body: unknown) => ({ ...(body as object), Id: '' });
    expect([stranger?.status, sameButForId(stranger?.body)]).toEqual([404, sameButForId(nobody?.body)]);
    expect((await ask('/accounts/A-1009-2/balances', await token('C-1001'))).status).toBe(400);
  });

  it('knows closed accounts, and customers without any', async () => {
    const closed = await ask('/accounts/A-1011-1/balances', await token('C-1011'));
    expect(closed.body.Data.Balance).toEqual([
      {
        AccountId: 'A-1011-1',
        CreditDebitIndicator: 'Credit',
        Type: 'CLBD',
        DateTime: '2025-05-06T11:00:00Z',
        Amount: { Amount: '0.00', Currency: 'GBP' },
      },
    ]);
    const none = await token('C-1012');
    expect((await ask('/accounts', none)).body.Data).toEqual({ Account: [] });
    expect((await ask('/balances', none)).status).toBe(404);
  });

  it('refuses with the error body of the specification', async () => {
    const error = (code: number, errorCode: string) => ({
      Id: expect.any(String),
      Code: String(code),
      Message: expect.any(String),
      Errors: [expect.objectContaining({ ErrorCode: errorCode })],
    });
    const expired = await token('C-1001', everything, { expires: '-1m' });
    const cases = [
      [401, 'U028', '/accounts', 'no-token', {}],
      [401, 'U028', '/accounts', expired, {}],
      [401, 'U028', '/accounts', await token('C-1001', everything, { audience: 'aml' }), {}],
      [401, 'U028', '/accounts', await token('C-1001', everything, { secret: 'x'.repeat(40) }), {}],
      [401, 'U028', '/accounts', await token('C-1001', 'ReadAccountsDetail'), {}],
      [403, 'U016', '/accounts', await token('C-1001', ['ReadBalances']), {}],
      [403, 'U016', '/accounts', await token('C-9999'), {}],
      [404, 'U011', '/nothing', await token('C-1001'), {}],
      [405, 'U004', '/accounts', await token('C-1001'), { method: 'POST' }],
      [405, 'U004', '/account-access-consents', await token('C-1001'), { method: 'DELETE' }],
    ] as const;
    for (const [status, errorCode, path, bearer, init] of cases) {
      const { status: actual, body } = await ask(path, bearer, init);
      expect([actual, body]).toEqual([status, error(status, errorCode)]);
    }
  });

  it('cannot be written to by any method', async () => {
    const bearer = await token('C-1001');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await ask('/accounts', bearer, { method });
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'GET']);
    }
    const head = await fetch(`${system.url}${openBankingPath}/accounts`, { method: 'HEAD' });
    expect(head.status).toBe(405);
  });

  it('echoes the interaction id, and makes one when there is none', async () => {
    const id = '93bac548-d2de-4546-b106-880a5018460d';
    const bearer = await token('C-1001');
    const given = await ask('/accounts', bearer, { headers: { 'x-fapi-interaction-id': id } });
    expect(given.headers.get('x-fapi-interaction-id')).toBe(id);
    const made = await ask('/accounts', bearer, { headers: { 'x-fapi-interaction-id': 'not a uuid' } });
    expect(made.headers.get('x-fapi-interaction-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
