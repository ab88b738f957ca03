import { z } from 'zod';
import { accountNumber, accountNumberRepairs, numberForOthers } from './account-number.js';
import { identifier, optionalText } from './record-fields.js';
import { recordFormat } from './record-format.js';

/**
 * `OBBeneficiary5`, basic or detail. The standard lets `AccountId` be absent; here it may not be, since without it
 * nobody can tell whose payee it is.
 */
const beneficiary = z
  .object({
    AccountId: identifier(),
    BeneficiaryId: identifier().nullish(),
    Reference: optionalText(35),
    CreditorAccount: accountNumber.nullish(),
  })
  .transform((record) => ({
    accountId: record.AccountId,
    id: record.BeneficiaryId ?? null,
    name: record.CreditorAccount?.name ?? null,
    account: record.CreditorAccount ? numberForOthers(record.CreditorAccount) : null,
    reference: record.Reference,
  }));

/** A payee as core banking has it. */
export type BeneficiaryRecord = z.output<typeof beneficiary>;

/** `/beneficiaries` */
export const beneficiaryFormat = recordFormat({
  resource: 'beneficiaries',
  dataKey: 'Beneficiary',
  schema: beneficiary,
  idOf: ({ BeneficiaryId }) => BeneficiaryId,
  normalisers: accountNumberRepairs('CreditorAccount'),
});
