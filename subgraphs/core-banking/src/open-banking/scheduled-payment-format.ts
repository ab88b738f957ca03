import { isoDateTime } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { accountNumber, accountNumberRepairs } from './account-number.js';
import { amount, amountRepairs, dateTimeRepairs, identifier, optionalText } from './record-fields.js';
import { recordFormat } from './record-format.js';

/** `OBScheduledPayment3`, basic or detail. The contract has no field for it yet. */
const scheduledPayment = z
  .object({
    AccountId: identifier(),
    ScheduledPaymentId: identifier().nullish(),
    ScheduledPaymentDateTime: isoDateTime,
    ScheduledType: z.enum(['Arrival', 'Execution']),
    Reference: optionalText(35),
    InstructedAmount: amount,
    CreditorAccount: accountNumber.nullish(),
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.ScheduledPaymentId ?? null,
    paymentAt: record.ScheduledPaymentDateTime,
    type: record.ScheduledType,
    amount: record.InstructedAmount,
    reference: record.Reference,
    creditor: record.CreditorAccount?.name ?? null,
  }));

/** `/scheduled-payments` */
export const scheduledPaymentFormat = recordFormat({
  resource: 'scheduled-payments',
  dataKey: 'ScheduledPayment',
  schema: scheduledPayment,
  idOf: ({ ScheduledPaymentId }) => ScheduledPaymentId,
  normalisers: [
    ...amountRepairs('InstructedAmount'),
    ...dateTimeRepairs('ScheduledPaymentDateTime'),
    ...accountNumberRepairs('CreditorAccount'),
  ],
});
