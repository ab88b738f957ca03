import { currencyCode, fieldNormaliser, legacyCodes } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { accountNumber, accountNumberRepairs, servicer, servicerRepairs } from './account-number.js';
import { movedField, singleAsList } from './field-repairs.js';
import { dateTimeRepairs, identifier, optionalDateTime, optionalDay, optionalText } from './record-fields.js';
import { recordFormat } from './record-format.js';
import { withUniqueIds } from './unique-ids.js';

/** The contract's AccountTypeCode. */
const typeCode = z.enum([
  'CACC',
  'CARD',
  'CASH',
  'CHAR',
  'CISH',
  'COMM',
  'CPAC',
  'LLSV',
  'LOAN',
  'MGLD',
  'MOMA',
  'MORT',
  'NREX',
  'ODFT',
  'ONDP',
  'OTHR',
  'SACC',
  'SLRY',
  'SVGS',
  'TAXE',
  'TRAN',
  'TRAS',
  'VACC',
  'NFCA',
  'PPAC',
  'EMON',
]);

/** `OBExternalAccountSubType1Code` of v3.1. */
const legacySubTypes = {
  ChargeCard: 'CHAR',
  CreditCard: 'CARD',
  CurrentAccount: 'CACC',
  EMoney: 'EMON',
  Loan: 'LOAN',
  Mortgage: 'MORT',
  PrePaidCard: 'PPAC',
  Savings: 'SVGS',
};

/** `OBAccount6`, basic or detail. With basic permissions there are no numbers and no servicer: null. */
const account = z
  .object({
    AccountId: identifier(),
    Status: z.enum(['Deleted', 'Disabled', 'Enabled', 'Pending', 'ProForma']).nullish(),
    StatusUpdateDateTime: optionalDateTime,
    Currency: currencyCode.nullish(),
    AccountTypeCode: typeCode.nullish(),
    Nickname: optionalText(70),
    OpeningDate: optionalDay,
    MaturityDate: optionalDay,
    Account: z.array(accountNumber).nullish(),
    Servicer: servicer.nullish(),
  })
  .transform((record) => ({
    id: record.AccountId,
    status: record.Status ?? null,
    statusUpdatedAt: record.StatusUpdateDateTime,
    currency: record.Currency ?? null,
    typeCode: record.AccountTypeCode ?? null,
    nickname: record.Nickname,
    openedOn: record.OpeningDate,
    // An account that was closed has no maturity any more: the day that counts is that of its closing.
    maturesOn:
      record.MaturityDate ??
      (record.Status === 'Deleted' ? (record.StatusUpdateDateTime?.slice(0, 10) ?? null) : null),
    identifications: record.Account ?? null,
    servicer: record.Servicer ?? null,
  }));

/** An account as core banking has it. */
export type AccountRecord = z.output<typeof account>;

/** `/accounts` */
export const accountFormat = withUniqueIds(
  recordFormat({
    resource: 'accounts',
    dataKey: 'Account',
    schema: account,
    idOf: ({ AccountId }) => AccountId,
    normalisers: [
      movedField('v3.1-account-sub-type', 'AccountSubType', 'AccountTypeCode'),
      fieldNormaliser('v3.1-account-sub-type', ['AccountTypeCode'], legacyCodes(legacySubTypes)),
      // In the published enumeration, not in the contract's.
      fieldNormaliser('account-type-wallet-as-other', ['AccountTypeCode'], legacyCodes({ WALT: 'OTHR' })),
      singleAsList('single-record-as-list', 'Account'),
      ...accountNumberRepairs('Account[]'),
      ...servicerRepairs('Servicer'),
      ...dateTimeRepairs('StatusUpdateDateTime', 'OpeningDate', 'MaturityDate'),
    ],
  }),
);
