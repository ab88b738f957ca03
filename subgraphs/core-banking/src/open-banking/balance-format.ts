import { fieldNormaliser, isoDateTime, legacyCodes } from '@bankgraph/bank-sources';
import { z } from 'zod';
import {
  amount,
  amountRepairs,
  creditDebit,
  creditDebitRepair,
  dateTimeRepairs,
  identifier,
} from './record-fields.js';
import { recordFormat } from './record-format.js';

/**
 * `OBBalanceType1Code` of v3.1. Its three "cleared" balances have no counterpart in v4.0's code set and are
 * quarantined rather than called something that they are not.
 */
const legacyTypes = {
  ClosingAvailable: 'CLAV',
  ClosingBooked: 'CLBD',
  Expected: 'XPCD',
  ForwardAvailable: 'FWAV',
  Information: 'INFO',
  InterimAvailable: 'ITAV',
  InterimBooked: 'ITBD',
  OpeningAvailable: 'OPAV',
  OpeningBooked: 'OPBD',
  PreviouslyClosedBooked: 'PRCD',
};

/** One balance of `OBReadBalance1`. */
const balance = z
  .object({
    AccountId: identifier(),
    CreditDebitIndicator: creditDebit,
    Type: z.enum(['CLAV', 'CLBD', 'FWAV', 'INFO', 'ITAV', 'ITBD', 'OPAV', 'OPBD', 'PRCD', 'XPCD']),
    DateTime: isoDateTime,
    Amount: amount,
  })
  .transform((record) => ({
    accountId: record.AccountId,
    type: record.Type,
    amount: record.Amount,
    creditDebit: record.CreditDebitIndicator,
    dateTime: record.DateTime,
  }));

/** A balance as core banking has it. */
export type BalanceRecord = z.output<typeof balance>;

/** `/balances`. A balance has no id: reports name it by account and type. */
export const balanceFormat = recordFormat({
  resource: 'balances',
  dataKey: 'Balance',
  schema: balance,
  idOf: ({ AccountId, Type }) =>
    typeof AccountId === 'string' && typeof Type === 'string' ? `${AccountId}/${Type}` : undefined,
  normalisers: [
    fieldNormaliser('v3.1-balance-type', ['Type'], legacyCodes(legacyTypes)),
    creditDebitRepair(),
    ...amountRepairs('Amount'),
    ...dateTimeRepairs('DateTime'),
  ],
});
