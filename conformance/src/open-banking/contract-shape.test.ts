import { describe, expect, it } from '@jest/globals';
import { accountNumberFaults } from './account-number-faults.js';
import { inventedAmounts } from './amounts-kept.js';
import { ContractShape } from './contract-shape.js';

describe('the independent check of accepted records', () => {
  const shape = new ContractShape();
  const balance = {
    accountId: 'A-1',
    type: 'ITAV',
    amount: { amount: '12.50', currency: 'GBP' },
    creditDebit: 'Credit',
    dateTime: '2026-02-28T10:00:00+01:00',
  };

  it('finds nothing in a record that fits the contract', () => {
    expect(shape.faults('balances', balance)).toEqual([]);
    expect(
      shape.faults('party', { addresses: [{ country: 'GB', townName: null }], partyType: 'SOLE' }),
    ).toEqual([]);
  });

  it('finds what an adapter must not let through', () => {
    const broken = {
      ...balance,
      accountId: '',
      type: 'InterimAvailable',
      amount: { amount: '-1,5', currency: 'POUNDS', subType: 'BCUR' },
      dateTime: '2026-02-30T10:00:00Z',
    };
    expect(shape.faults('balances', broken)).toEqual([
      'accountId: empty',
      'type: no BalanceType of the contract',
      'amount.amount: no exact decimal',
      'amount.currency: no ISO 4217 currency',
      'amount.subType: the contract has no such field',
      'dateTime: no date-time with offset',
    ]);
    expect(shape.faults('balances', { ...balance, amount: { amount: 12.5 } })).toEqual([
      'amount.amount: number instead of text',
      'amount.currency: missing',
    ]);
    expect(shape.faults('accounts', { status: 'Enabled', openedOn: '01-05-2002' })).toEqual([
      'openedOn: no calendar date',
      'id: missing',
    ]);
    expect(shape.faults('mandates', {})).toEqual(['no type of the contract for mandates']);
  });

  it('holds account numbers to their schemes', () => {
    const identifications = [
      { scheme: 'IBAN', value: 'GB29NWBK60161331926819' },
      { scheme: 'IBAN', value: 'GB29NWBK60161331926818' },
      { scheme: 'SORT_CODE_ACCOUNT_NUMBER', value: '802001-10203345' },
    ];
    expect(accountNumberFaults({ identifications })).toEqual([
      'identifications[1].value: no IBAN',
      'identifications[2].value: no 14 digits',
    ]);
    expect(accountNumberFaults({})).toEqual([]);
  });

  it('knows an amount that nobody published', () => {
    const document = { Amount: { Amount: '01.50' }, Other: '1230.00' };
    expect(
      inventedAmounts(document, { fee: { amount: '1.50' }, total: { amount: '1230.00' }, none: null }),
    ).toEqual([]);
    expect(inventedAmounts(document, { fee: { amount: '15.0' } })).toEqual([
      'fee: an amount that was not published',
    ]);
  });
});
