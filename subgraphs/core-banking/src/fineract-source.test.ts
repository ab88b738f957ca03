import { describe, expect, it } from '@jest/globals';
import { BankServer } from './bank.fixture.js';
import { fineractSource } from './fineract-source.js';

const status = (code: string) => ({
  id: 300,
  code: `loanStatusType.${code}`,
  value: 'As the system words it',
});
const base = '/fineract-provider/api/v1';

async function open(answers: Readonly<Record<string, unknown>>) {
  const server = await BankServer.paths(
    Object.fromEntries(Object.entries(answers).map(([path, answer]) => [`${base}${path}`, answer])),
  );
  const source = fineractSource({
    baseUrl: `${server.url}${base}`,
    username: 'mifos',
    password: 'pässword',
    tenantId: 'default',
  });
  return {
    server,
    source,
    async [Symbol.asyncDispose]() {
      await source.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('loans over Apache Fineract', () => {
  it('lists a customer’s loans in one call, and sets aside what breaks the format', async () => {
    await using bank = await open({
      '/clients/external-id/C-1/accounts': {
        loanAccounts: [
          { id: 11, productName: 'Car Loan', status: status('active'), inArrears: true },
          { id: 12, status: status('closed.written.off') },
          { id: 13, status: status('asleep') },
          { id: '14', status: 'Active' },
          null,
        ],
        savingsAccounts: [{ id: 1 }],
      },
    });
    expect(await bank.source.loans('C-1')).toEqual({
      system: 'loans',
      accepted: [
        { id: '11', product: 'Car Loan', status: 'ACTIVE', inArrears: true },
        { id: '12', product: null, status: 'CLOSED', inArrears: null },
      ],
      quarantined: [
        { recordId: '13', issues: ['status.code custom'] },
        { recordId: '14', issues: ['id custom', 'status invalid_type'] },
        { recordId: '[4]', issues: ['(record) invalid_type'] },
      ],
      normalisations: [],
    });
    expect(bank.server.calls).toEqual([`GET ${base}/clients/external-id/C-1/accounts`]);
  });

  it('has no loans of a customer whom it does not know', async () => {
    await using bank = await open({});
    expect((await bank.source.loans('C-1')).accepted).toEqual([]);
  });

  it('reads numbers exactly, dates of three parts, and money in the decimals of its currency', async () => {
    await using bank = await open({
      '/loans/11': `{"id": 11, "currency": {"code": "GBP", "decimalPlaces": 2}, "principal": 9007199254740.990000,
        "annualInterestRate": 12.500000, "inArrears": false, "summary": {"totalOutstanding": 0.105000},
        "timeline": {"actualDisbursementDate": [2024, 2, 29], "expectedMaturityDate": [2028, 3, 1]}}`,
      '/loans/12':
        '{"id": 12, "currency": {"code": "JPY", "decimalPlaces": 0}, "principal": 500000.000000, "timeline": {}}',
    });
    expect(await bank.source.loan('11')).toEqual({
      principal: { amount: '9007199254740.99', currency: 'GBP' },
      outstanding: { amount: '0.105', currency: 'GBP' },
      annualInterestRate: '12.50',
      disbursedOn: '2024-02-29',
      maturesOn: '2028-03-01',
      inArrears: false,
    });
    expect(await bank.source.loan('12')).toMatchObject({
      principal: { amount: '500000', currency: 'JPY' },
      outstanding: null,
      disbursedOn: null,
    });
  });

  it('rejects a loan that breaks the format, by its id, and one that has gone', async () => {
    await using bank = await open({
      '/loans/11': { id: 11, currency: { code: 'GBP' }, principal: 'much' },
      '/clients/external-id/C-1/accounts': { loanAccounts: 'none' },
    });
    const invalid = { code: 'UPSTREAM_INVALID', details: { system: 'loans' } };
    await expect(bank.source.loan('11')).rejects.toMatchObject({
      ...invalid,
      details: { system: 'loans', recordId: '11' },
    });
    await expect(bank.source.loans('C-1')).rejects.toMatchObject(invalid);
    await expect(bank.source.loan('12')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
