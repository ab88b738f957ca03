import { z } from 'zod';
import { accountNumber, accountNumberRepairs } from './account-number.js';
import { movedField } from './field-repairs.js';
import { frequencyText, mandate, mandateRepairs, mandateStatus } from './mandate.js';
import {
  amount,
  amountRepairs,
  dateTimeRepairs,
  identifier,
  optionalDateTime,
  optionalText,
} from './record-fields.js';
import { recordFormat } from './record-format.js';

const remittance = z
  .object({
    Unstructured: z.array(z.string().max(140)).nullish(),
    Structured: z
      .array(z.object({ CreditorReferenceInformation: z.object({ Reference: optionalText(35) }).nullish() }))
      .nullish(),
  })
  .nullish();

/** `OBStandingOrder6`, basic or detail. */
const standingOrder = z
  .object({
    AccountId: identifier(),
    StandingOrderId: identifier().nullish(),
    NextPaymentDateTime: optionalDateTime,
    NextPaymentAmount: amount.nullish(),
    StandingOrderStatusCode: mandateStatus,
    CreditorAccount: accountNumber.nullish(),
    MandateRelatedInformation: mandate,
    RemittanceInformation: remittance,
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.StandingOrderId ?? null,
    frequency: frequencyText(record.MandateRelatedInformation),
    reference:
      record.RemittanceInformation?.Unstructured?.[0] ??
      record.RemittanceInformation?.Structured?.[0]?.CreditorReferenceInformation?.Reference ??
      null,
    nextPaymentAt: record.NextPaymentDateTime,
    nextPaymentAmount: record.NextPaymentAmount ?? null,
    finalPaymentAt: record.MandateRelatedInformation?.FinalPaymentDateTime ?? null,
    status: record.StandingOrderStatusCode,
    creditor: record.CreditorAccount?.name ?? null,
  }));

/** A regular payment as core banking has it. */
export type StandingOrderRecord = z.output<typeof standingOrder>;

/** `/standing-orders` */
export const standingOrderFormat = recordFormat({
  resource: 'standing-orders',
  dataKey: 'StandingOrder',
  schema: standingOrder,
  idOf: ({ StandingOrderId }) => StandingOrderId,
  normalisers: [
    ...mandateRepairs('StandingOrderStatusCode'),
    movedField('v3.1-reference', 'Reference', 'RemittanceInformation.Unstructured', (reference) =>
      typeof reference === 'string' ? [reference] : undefined,
    ),
    ...amountRepairs('NextPaymentAmount'),
    ...dateTimeRepairs('NextPaymentDateTime'),
    ...accountNumberRepairs('CreditorAccount'),
  ],
});
