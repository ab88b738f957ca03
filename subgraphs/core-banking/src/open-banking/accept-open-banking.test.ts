import { parseExactJson } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { acceptOpenBanking, openBankingResources } from './accept-open-banking.js';

/** What the adapter makes of records, as they come over the wire. */
function accept(resource: string, data: object) {
  const { accepted, normalised, quarantined } = acceptOpenBanking(
    resource,
    parseExactJson(JSON.stringify({ Data: data })),
  );
  return {
    accepted,
    normalised: normalised.map(({ recordId, rule }) => `${recordId}: ${rule}`),
    quarantined: quarantined.map(({ recordId, issues }) => `${recordId}: ${issues.join(', ')}`),
  };
}

const account = {
  AccountId: 'A-1',
  Status: 'Enabled',
  StatusUpdateDateTime: '2024-03-09T10:00:00+01:00',
  Currency: 'GBP',
  AccountTypeCode: 'CACC',
  Nickname: 'Bills',
  OpeningDate: '2020-02-29T23:30:00+01:00',
  Account: [
    { SchemeName: 'UK.OBIE.IBAN', Identification: 'GB33BUKB20201555555555', Name: 'Ada King' },
    { SchemeName: 'UK.OBIE.SortCodeAccountNumber', Identification: '20201555555555' },
  ],
  Servicer: { SchemeName: 'UK.OBIE.BICFI', Identification: 'BUKBGB22XXX' },
};

describe('an account', () => {
  it('is passed on as v4.0 has it, without a repair', () => {
    expect(accept('accounts', { Account: [account] })).toEqual({
      accepted: [
        {
          id: 'A-1',
          status: 'Enabled',
          statusUpdatedAt: '2024-03-09T10:00:00+01:00',
          currency: 'GBP',
          typeCode: 'CACC',
          nickname: 'Bills',
          openedOn: '2020-02-29',
          maturesOn: null,
          identifications: [
            { scheme: 'IBAN', value: 'GB33BUKB20201555555555', name: 'Ada King' },
            { scheme: 'SORT_CODE_ACCOUNT_NUMBER', value: '20201555555555', name: null },
          ],
          servicer: { scheme: 'UK.OBIE.BICFI', identification: 'BUKBGB22XXX' },
        },
      ],
      normalised: [],
      quarantined: [],
    });
  });

  it('has no numbers and no servicer with basic permissions', () => {
    const { Account: _numbers, Servicer: _servicer, ...basic } = account;
    expect(accept('accounts', { Account: [basic] }).accepted).toMatchObject([
      { id: 'A-1', identifications: null, servicer: null },
    ]);
  });

  it('is repaired where v3.1 had other codes and names, and says so', () => {
    const legacy = {
      AccountId: 'A-2',
      Status: 'Deleted',
      StatusUpdateDateTime: '2025-01-31',
      AccountSubType: 'CurrentAccount',
      Account: { SchemeName: 'IBAN', Identification: 'GB33 BUKB 2020 1555 5555 55' },
      Servicer: { SchemeName: 'BICFI', Identification: 'BUKBGB22' },
    };
    const accepted = accept('accounts', { Account: [legacy, { ...account, AccountTypeCode: 'WALT' }] });
    expect(accepted).toMatchObject({
      accepted: [
        {
          id: 'A-2',
          typeCode: 'CACC',
          statusUpdatedAt: '2025-01-31T00:00:00Z',
          maturesOn: '2025-01-31',
          identifications: [{ scheme: 'IBAN', value: 'GB33BUKB20201555555555' }],
          servicer: { scheme: 'UK.OBIE.BICFI', identification: 'BUKBGB22' },
        },
        { id: 'A-1', typeCode: 'OTHR' },
      ],
      normalised: [
        'A-2: v3.1-account-sub-type',
        'A-2: v3.1-account-sub-type',
        'A-2: single-record-as-list',
        'A-2: legacy-scheme-name',
        'A-2: account-number-without-separators',
        'A-2: legacy-scheme-name',
        'A-2: date-only-as-midnight-utc',
        'A-1: account-type-wallet-as-other',
      ],
      quarantined: [],
    });
  });

  it.each([
    [
      'a day that may be the first of May or the fifth of January',
      { OpeningDate: '01-05-2002' },
      'OpeningDate invalid_format',
    ],
    [
      'an institution that is no BIC',
      { Servicer: { SchemeName: 'UK.OBIE.BICFI', Identification: '80200112344562' } },
      'Servicer.Identification custom',
    ],
    [
      'an IBAN whose check digits are wrong',
      { Account: [{ SchemeName: 'UK.OBIE.IBAN', Identification: 'GB34BUKB20201555555555' }] },
      'Account[0].Identification custom',
    ],
    [
      'a scheme that no name space owns',
      { Account: [{ SchemeName: 'Passport', Identification: '1' }] },
      'Account[0].SchemeName custom',
    ],
    ['a currency of no country', { Currency: 'POUNDS' }, 'Currency custom'],
    ['a status that nobody published', { Status: 'Sleeping' }, 'Status invalid_value'],
    [
      'a date-time without its offset',
      { StatusUpdateDateTime: '2024-03-09T10:00:00' },
      'StatusUpdateDateTime invalid_format',
    ],
  ])('is set aside with %s', (_why, change, issue) => {
    expect(accept('accounts', { Account: [{ ...account, ...change }] })).toEqual({
      accepted: [],
      normalised: [],
      quarantined: [`A-1: ${issue}`],
    });
  });

  it('takes for a card number whatever passes for one, so that it is masked like one', () => {
    const numbers = [
      { SchemeName: 'UK.OBIE.PAN', Identification: 'xxxxxxxxxxxx1111' },
      { SchemeName: 'XX.Bank.CreditCard', Identification: '4111111111111111' },
      { SchemeName: 'US.ABA.RoutingNumber', Identification: '021000021' },
    ];
    expect(accept('accounts', { Account: [{ ...account, Account: numbers }] }).accepted).toMatchObject([
      { identifications: [{ scheme: 'PAN' }, { scheme: 'PAN' }, { scheme: 'OTHER' }] },
    ]);
  });

  it('is one when it comes twice, and set aside when two claim one number', () => {
    expect(
      accept('accounts', { Account: [account, account, { ...account, Currency: 'EUR' }] }),
    ).toMatchObject({
      accepted: [{ id: 'A-1', currency: 'GBP' }],
      normalised: ['A-1: repeated-record-dropped'],
      quarantined: ['A-1: (record) another record of the list has the same id'],
    });
  });
});

describe('a balance', () => {
  const balance = {
    AccountId: 'A-1',
    CreditDebitIndicator: 'Credit',
    Type: 'ITAV',
    DateTime: '2024-03-09T10:00:00Z',
    Amount: { Amount: '1230.00', Currency: 'GBP' },
  };

  it('keeps every digit, and v3.1 types get their v4.0 code', () => {
    const records = [
      balance,
      { ...balance, Type: 'InterimBooked', Amount: { Amount: '0001.10', Currency: 'GBP' } },
      { ...balance, Type: 'InterimCleared' },
      { ...balance, Type: 'CLBD', Amount: { Amount: '-5.00', Currency: 'GBP' } },
    ];
    expect(accept('balances', { Balance: records })).toEqual({
      accepted: [
        {
          accountId: 'A-1',
          type: 'ITAV',
          amount: { amount: '1230.00', currency: 'GBP' },
          creditDebit: 'Credit',
          dateTime: '2024-03-09T10:00:00Z',
        },
        expect.objectContaining({ type: 'ITBD', amount: { amount: '1.10', currency: 'GBP' } }),
      ],
      normalised: ['A-1/InterimBooked: v3.1-balance-type', 'A-1/InterimBooked: amount-leading-zeros-dropped'],
      quarantined: ['A-1/InterimCleared: Type invalid_value', 'A-1/CLBD: Amount.Amount custom'],
    });
  });

  it('sent alone instead of in a list is a list of one; an amount sent as number loses no digit', () => {
    const text = JSON.stringify({ Data: { Balance: balance } }).replace('"1230.00"', '9007199254740.99301');
    expect(acceptOpenBanking('balances', parseExactJson(text))).toMatchObject({
      accepted: [{ amount: { amount: '9007199254740.99301' } }],
      normalised: [
        { recordId: '(body)', rule: 'single-record-as-list' },
        { recordId: 'A-1/ITAV', rule: 'amount-number-as-text' },
      ],
      quarantined: [],
    });
  });
});

describe('a transaction', () => {
  const entry = {
    AccountId: 'A-1',
    CreditDebitIndicator: 'Debit',
    Status: 'BOOK',
    BookingDateTime: '2024-03-09T10:00:00Z',
    Amount: { Amount: '3.20', Currency: 'GBP' },
    TransactionInformation: 'Coffee',
    BankTransactionCode: { Code: 'PMNT', SubCode: 'POSD' },
    MerchantDetails: { MerchantName: 'The Copper Kettle', MerchantCategoryCode: '5812' },
    CreditorAccount: { Name: 'Copper Kettle Ltd' },
    DebtorAccount: { Name: 'Ada King' },
  };

  it('without an id gets one of its content: the same tomorrow, and when it is booked', () => {
    const read = (records: object[]) => accept('transactions', { Transaction: records });
    const [first, twin] = read([{ ...entry, Status: 'Pending' }, entry]).accepted as { id: string }[];
    expect(first?.id).toMatch(/^content-[\w-]{32}$/);
    expect(twin?.id).toBe(`${first?.id}-2`);
    const tomorrow = read([{ ...entry, ValueDateTime: '2024-03-10T00:00:00Z' }]);
    expect(tomorrow).toEqual({
      accepted: [
        {
          accountId: 'A-1',
          id: first?.id,
          bookingDateTime: '2024-03-09T10:00:00Z',
          valueDateTime: '2024-03-10T00:00:00Z',
          status: 'BOOK',
          amount: { amount: '3.20', currency: 'GBP' },
          creditDebit: 'Debit',
          mcc: '5812',
          merchant: 'The Copper Kettle',
          counterparty: 'Copper Kettle Ltd',
          information: 'Coffee',
          bankTransactionCode: 'PMNT.POSD',
        },
      ],
      normalised: [`${first?.id}: transaction-id-from-content`],
      quarantined: [],
    });
  });

  it('names the other side, translates v3.1 and leaves out a code that is none', () => {
    const credit = {
      ...entry,
      TransactionId: 'T-1',
      CreditDebitIndicator: 'CRDT',
      Status: 'Booked',
      MerchantDetails: { MerchantCategoryCode: '742' },
      BankTransactionCode: { Code: 'ReceivedCreditTransfer', SubCode: 'DomesticCreditTransfer' },
    };
    const odd = {
      ...entry,
      TransactionId: 'T-2',
      BankTransactionCode: { Code: 'Something', SubCode: 'Else' },
    };
    expect(accept('transactions', { Transaction: [credit, odd] })).toMatchObject({
      accepted: [
        {
          id: 'T-1',
          counterparty: 'Ada King',
          status: 'BOOK',
          mcc: '0742',
          bankTransactionCode: 'RCDT.DMCT',
        },
        { id: 'T-2', bankTransactionCode: null },
      ],
      normalised: [
        'T-1: v3.1-transaction-status',
        'T-1: iso-20022-credit-debit',
        'T-1: v3.1-bank-transaction-code',
        'T-1: v3.1-bank-transaction-code',
        'T-1: merchant-code-leading-zero',
        'T-2: bank-transaction-code-left-out',
      ],
      quarantined: [],
    });
  });

  it('comes newest first, whatever the offsets', () => {
    const at = (BookingDateTime: string, TransactionId: string) => ({
      ...entry,
      BookingDateTime,
      TransactionId,
    });
    const { accepted } = accept('transactions', {
      Transaction: [
        at('2024-03-09T10:00:00+02:00', 'eight'),
        at('2024-03-09T09:30:00Z', 'half past nine'),
        at('2024-03-08T23:00:00-09:00', 'also eight'),
      ],
    });
    expect(accepted.map((one) => (one as { id: string }).id)).toEqual([
      'half past nine',
      'eight',
      'also eight',
    ]);
  });
});

describe('payees and mandates', () => {
  it('names a payee, and of a card number shows the end alone', () => {
    const payee = (Identification: string, SchemeName: string) => ({
      AccountId: 'A-1',
      BeneficiaryId: 'B-1',
      Reference: 'Rent',
      CreditorAccount: { SchemeName, Identification, Name: 'Greenway' },
    });
    expect(
      accept('beneficiaries', {
        Beneficiary: [
          payee('GB33BUKB20201555555555', 'UK.OBIE.IBAN'),
          payee('4111111111111111', 'UK.OBIE.PAN'),
          { BeneficiaryId: 'B-3' },
        ],
      }),
    ).toEqual({
      accepted: [
        {
          accountId: 'A-1',
          id: 'B-1',
          name: 'Greenway',
          account: 'GB33BUKB20201555555555',
          reference: 'Rent',
        },
        expect.objectContaining({ account: '****1111' }),
      ],
      normalised: [],
      quarantined: ['B-3: AccountId invalid_type'],
    });
  });

  it('reads standing orders of v4.0, of v3.1 and as the examples have them', () => {
    const base = { AccountId: 'A-1', NextPaymentAmount: { Amount: '10', Currency: 'GBP' } };
    const current = {
      ...base,
      StandingOrderId: 'S-1',
      StandingOrderStatusCode: 'ACTV',
      NextPaymentDateTime: '2026-07-01T00:00:00Z',
      MandateRelatedInformation: { Frequency: { Type: 'MNTH', CountPerPeriod: 2 } },
      RemittanceInformation: { Unstructured: ['Rent'] },
      CreditorAccount: {
        SchemeName: 'UK.OBIE.SortCodeAccountNumber',
        Identification: '20201555555555',
        Name: 'G',
      },
    };
    const legacy = {
      ...base,
      StandingOrderId: 'S-2',
      StandingOrderStatusCode: 'Inactive',
      Frequency: 'IntrvlWkDay:01:03',
      Reference: 'Pocket money',
      FinalPaymentDateTime: '2027-01-01',
    };
    const example = {
      ...base,
      StandingOrderId: 'S-3',
      StandingOrderStatusCode: 'Active',
      MandateRelatedInformation: { Frequency: { PeriodType: 'WEEK' } },
    };
    const broken = {
      ...base,
      StandingOrderId: 'S-4',
      MandateRelatedInformation: { Frequency: { Type: 'SOON' } },
    };
    expect(accept('standing-orders', { StandingOrder: [current, legacy, example, broken] })).toEqual({
      accepted: [
        {
          accountId: 'A-1',
          id: 'S-1',
          frequency: 'MNTH x2',
          reference: 'Rent',
          nextPaymentAt: '2026-07-01T00:00:00Z',
          nextPaymentAmount: { amount: '10', currency: 'GBP' },
          finalPaymentAt: null,
          status: 'ACTIVE',
          creditor: 'G',
        },
        expect.objectContaining({
          frequency: 'IntrvlWkDay:01:03',
          reference: 'Pocket money',
          finalPaymentAt: '2027-01-01T00:00:00Z',
          status: 'INACTIVE',
        }),
        expect.objectContaining({ frequency: 'WEEK', status: 'ACTIVE' }),
      ],
      normalised: [
        'S-2: v3.1-mandate-status',
        'S-2: v3.1-frequency',
        'S-2: v3.1-final-payment',
        'S-2: date-only-as-midnight-utc',
        'S-2: v3.1-reference',
        'S-3: v3.1-mandate-status',
        'S-3: frequency-period-type-as-type',
      ],
      quarantined: ['S-4: MandateRelatedInformation.Frequency.Type invalid_format'],
    });
  });

  it('reads direct debits, statements and products', () => {
    expect(
      accept('direct-debits', {
        DirectDebit: [
          {
            AccountId: 'A-1',
            DirectDebitId: 'D-1',
            MandateIdentification: 'M',
            Name: 'Gym',
            DirectDebitStatusCode: 'EXPI',
          },
          { AccountId: 'A-1', DirectDebitId: 'D-2' },
        ],
      }),
    ).toEqual({
      accepted: [
        {
          accountId: 'A-1',
          id: 'D-1',
          mandate: 'M',
          name: 'Gym',
          status: 'INACTIVE',
          previousPaymentAt: null,
          previousPaymentAmount: null,
        },
      ],
      normalised: ['D-1: v3.1-mandate-identification'],
      quarantined: ['D-2: Name invalid_type'],
    });
    const statement = {
      AccountId: 'A-1',
      StatementId: 'ST-1',
      Type: 'UK.OBIE.Annual',
      StartDateTime: '2024-01-01T00:00:00Z',
      EndDateTime: '2024-12-31T00:00:00Z',
      CreationDateTime: '2025-01-01T00:00:00Z',
    };
    const backwards = {
      ...statement,
      StatementId: 'ST-2',
      Type: 'Interim',
      EndDateTime: '2023-01-01T00:00:00Z',
    };
    expect(accept('statements', { Statement: [statement, backwards] })).toMatchObject({
      accepted: [{ id: 'ST-1', type: 'Annual' }],
      normalised: ['ST-1: statement-type-without-name-space'],
      quarantined: ['ST-2: EndDateTime custom'],
    });
    expect(
      accept('products', {
        Product: [
          {
            AccountId: 'A-1',
            ProductId: 'P',
            ProductType: 'PersonalCurrentAccount',
            ProductName: 'Everyday',
          },
          { AccountId: 'A-2', ProductId: 'P', ProductType: 'Othert', ProductName: 'Saver' },
        ],
      }),
    ).toEqual({
      accepted: [{ accountId: 'A-1', name: 'Everyday' }],
      normalised: [],
      quarantined: ['A-2/P: ProductType invalid_value'],
    });
  });
});

describe('a party', () => {
  it('has a country of ISO 3166 and telephone numbers with their country code', () => {
    const party = {
      PartyId: 'P-1',
      PartyNumber: 'C-1',
      PartyType: 'Sole',
      FullLegalName: 'Αθηνά Παπαδοπούλου',
      EmailAddress: 'a@example.com',
      Mobile: '+44 7700 900123',
      Address: { AddressType: 'Residential', TownName: 'London', Country: 'UK' },
    };
    expect(accept('party', { Party: party })).toEqual({
      accepted: [
        {
          partyNumber: 'C-1',
          partyType: 'SOLE',
          fullLegalName: 'Αθηνά Παπαδοπούλου',
          emailAddress: 'a@example.com',
          phone: null,
          mobile: '+44-7700900123',
          addresses: [
            {
              addressType: 'HOME',
              streetName: null,
              buildingNumber: null,
              postCode: null,
              townName: 'London',
              country: 'GB',
            },
          ],
        },
      ],
      normalised: [
        'P-1: single-record-as-list',
        'P-1: v3.1-address-type',
        'P-1: country-uk-as-gb',
        'P-1: phone-hyphen-after-country-code',
      ],
      quarantined: [],
    });
    expect(accept('parties', { Party: [{ ...party, Address: [{ Country: 'XX' }] }] }).quarantined).toEqual([
      'P-1: Address[0].Country custom',
    ]);
  });
});

describe('any body', () => {
  it('is named as not supported when the graph does not read that resource', () => {
    expect(acceptOpenBanking('account-access-consents', {})).toEqual({
      resource: 'account-access-consents',
      supported: false,
      accepted: [],
      normalised: [],
      quarantined: [],
    });
  });

  it.each(openBankingResources)(
    'of %s that makes no sense is set aside whole, and nothing throws',
    (resource) => {
      for (const body of [null, 'text', [], 7, {}, { Data: null }, { Data: 'x' }, { Data: { Wrong: [] } }]) {
        expect(acceptOpenBanking(resource, body)).toMatchObject({
          supported: true,
          accepted: [],
          quarantined: [{ recordId: '(body)' }],
        });
      }
      expect(acceptOpenBanking(resource, { Data: {} })).toMatchObject({ accepted: [], quarantined: [] });
    },
  );

  it.each(openBankingResources)(
    'of %s with records of any kind is set aside record by record',
    (resource) => {
      const records = [
        null,
        'text',
        7,
        [],
        {},
        { AccountId: {} },
        { AccountId: 'x\n'.repeat(100), Account: [[]] },
      ];
      for (const key of [
        'Account',
        'Balance',
        'Transaction',
        'Beneficiary',
        'StandingOrder',
        'DirectDebit',
        'ScheduledPayment',
        'Statement',
        'Party',
        'Product',
        'Offer',
      ]) {
        const { accepted, quarantined } = acceptOpenBanking(resource, { Data: { [key]: records } });
        expect(accepted).toEqual([]);
        expect([1, records.length]).toContain(quarantined.length);
      }
    },
  );
});
