import { z } from 'zod';
import { mandate, mandateRepairs, mandateStatus } from './mandate.js';
import { amount, amountRepairs, dateTimeRepairs, identifier, optionalDateTime } from './record-fields.js';
import { recordFormat } from './record-format.js';

/** One direct debit of `OBReadDirectDebit2`. */
const directDebit = z
  .object({
    AccountId: identifier(),
    DirectDebitId: identifier().nullish(),
    DirectDebitStatusCode: mandateStatus,
    MandateRelatedInformation: mandate,
    Name: z.string().trim().min(1).max(70),
    PreviousPaymentDateTime: optionalDateTime,
    PreviousPaymentAmount: amount.nullish(),
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.DirectDebitId ?? null,
    mandate: record.MandateRelatedInformation?.MandateIdentification ?? null,
    name: record.Name,
    status: record.DirectDebitStatusCode,
    previousPaymentAt: record.PreviousPaymentDateTime,
    previousPaymentAmount: record.PreviousPaymentAmount ?? null,
  }));

/** A mandate to collect as core banking has it. */
export type DirectDebitRecord = z.output<typeof directDebit>;

/** `/direct-debits` */
export const directDebitFormat = recordFormat({
  resource: 'direct-debits',
  dataKey: 'DirectDebit',
  schema: directDebit,
  idOf: ({ DirectDebitId }) => DirectDebitId,
  normalisers: [
    ...mandateRepairs('DirectDebitStatusCode'),
    ...amountRepairs('PreviousPaymentAmount'),
    ...dateTimeRepairs('PreviousPaymentDateTime'),
  ],
});
