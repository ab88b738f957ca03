import { fieldNormaliser, legacyCodes, type Normaliser } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { isFields } from './field-repairs.js';

/** Names that v3.1 spells out, as the codes of ISO 20022's external code set. */
const families = {
  ReceivedCreditTransfer: 'RCDT',
  ReceivedCreditTransfers: 'RCDT',
  IssuedCreditTransfer: 'ICDT',
  IssuedCreditTransfers: 'ICDT',
  ReceivedDirectDebit: 'RDDT',
  ReceivedDirectDebits: 'RDDT',
  IssuedDirectDebit: 'IDDT',
  IssuedDirectDebits: 'IDDT',
  CustomerCardTransactions: 'CCRD',
  MerchantCardTransactions: 'MCRD',
  CounterTransactions: 'CNTR',
  ReceivedCheques: 'RCHQ',
  IssuedCheques: 'ICHQ',
};
const subFamilies = {
  DomesticCreditTransfer: 'DMCT',
  CrossBorderCreditTransfer: 'XBCT',
  SEPACreditTransfer: 'ESCT',
  InternalBookTransfer: 'BOOK',
  StandingOrder: 'STDO',
  CashWithdrawal: 'CWDL',
  CashDeposit: 'CDPT',
};

const code = /^[A-Z0-9]{4}(?:\.[A-Z0-9]{4}){0,2}$/;

/** `OBBankTransactionCodeStructure1` as codes joined by dots, for example `PMNT.RCDT`; null when there is none. */
export const bankTransactionCode = z
  .object({ Code: z.string().regex(code), SubCode: z.string().regex(code) })
  .nullish()
  .transform((found) => (found ? `${found.Code}.${found.SubCode}` : null));

/** Names become codes; what then is no code of ISO 20022 is left out, since the entry is right without it. */
export const bankTransactionCodeRepairs: readonly Normaliser[] = [
  fieldNormaliser('v3.1-bank-transaction-code', ['BankTransactionCode.Code'], legacyCodes(families)),
  fieldNormaliser('v3.1-bank-transaction-code', ['BankTransactionCode.SubCode'], legacyCodes(subFamilies)),
  {
    rule: 'bank-transaction-code-left-out',
    apply: (record) => {
      if (!isFields(record) || !isFields(record.BankTransactionCode)) return record;
      if (bankTransactionCode.safeParse(record.BankTransactionCode).success) return record;
      const { BankTransactionCode: _left, ...rest } = record;
      return rest;
    },
  },
];
