import { describe, expect, it } from '@jest/globals';
import { AccountRecords } from './account-records.js';
import { keptRecords } from './kept-records.js';
import { accountFormat } from './open-banking/account-format.js';
import { balanceFormat } from './open-banking/balance-format.js';

const balance = (AccountId: string | undefined, amount: string, Type = 'ITAV') => ({
  ...(AccountId === undefined ? {} : { AccountId }),
  CreditDebitIndicator: 'Credit',
  Type,
  DateTime: '2026-06-30T00:00:00Z',
  Amount: { Amount: amount, Currency: 'GBP' },
});
const { write, read } = keptRecords.balances;
const records = (...raw: readonly object[]) => new AccountRecords(balanceFormat, raw);

describe('records by account that are kept', () => {
  it('come back as they were, exact amounts and accounts without any included', () => {
    const asked = records(
      balance('A-1', '1234567890123.12345'),
      balance('A-2', '0.10'),
      balance('A-1', '7.00', 'CLBD'),
    );
    const text = write(asked) ?? '';
    const again = read(text);
    expect(read(text)).not.toBe(again);
    for (const id of ['A-1', 'A-2', 'A-3']) expect(again.of(id)).toEqual(asked.of(id));
    expect(again.of('A-1').accepted.map(({ amount }) => amount.amount)).toEqual([
      '1234567890123.12345',
      '7.00',
    ]);
    expect(again.homeless()).toEqual([]);
  });

  it('are not kept when one was set aside, one belongs to no account, or there are too many', () => {
    expect(write(records(balance('A-1', '1.00')))).not.toBeNull();
    expect(write(records(balance('A-1', '1.00'), balance('A-2', 'much')))).toBeNull();
    expect(write(records(balance('A-1', '1.00'), balance(undefined, '1.00')))).toBeNull();
    const many = Array.from({ length: 1_001 }, () => balance('A-1', '1.00'));
    expect(write(records(...many.slice(1)))).not.toBeNull();
    expect(write(records(...many))).toBeNull();
  });

  it('hold for accounts themselves too', () => {
    const good = { AccountId: 'A-1', Currency: 'GBP', AccountTypeCode: 'CACC' };
    const whole = accountFormat.sort([good]);
    const text = keptRecords.accounts.write(whole) ?? '';
    expect(keptRecords.accounts.read(text)).toEqual(whole);
    expect(
      keptRecords.accounts.write(accountFormat.sort([good, { AccountId: 'A-2', Currency: 'pounds' }])),
    ).toBeNull();
  });
});
