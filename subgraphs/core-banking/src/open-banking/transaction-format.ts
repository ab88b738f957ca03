import { createHash } from 'node:crypto';
import { fieldNormaliser, isoDateTime, legacyCodes, type Normalisation } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { bankTransactionCode, bankTransactionCodeRepairs } from './bank-transaction-code.js';
import {
  amount,
  amountRepairs,
  creditDebit,
  creditDebitRepair,
  dateTimeRepairs,
  identifier,
  optionalDateTime,
  optionalText,
} from './record-fields.js';
import { type RecordFormat, recordFormat } from './record-format.js';
import { withUniqueIds } from './unique-ids.js';

/** `OBEntryStatus1Code` of v3.1. */
const legacyStatuses = {
  Booked: 'BOOK',
  Future: 'FUTR',
  Information: 'INFO',
  Pending: 'PDNG',
  Rejected: 'RJCT',
};

const party = z.object({ Name: optionalText(350) }).nullish();

/** `OBTransaction6`, basic or detail; what only the detail has is null in the basic one. */
const transaction = z
  .object({
    AccountId: identifier(),
    TransactionId: identifier(210).nullish(),
    TransactionReference: optionalText(210),
    CreditDebitIndicator: creditDebit,
    Status: z.enum(['BOOK', 'FUTR', 'INFO', 'PDNG', 'RJCT']),
    BookingDateTime: isoDateTime,
    ValueDateTime: optionalDateTime,
    TransactionInformation: optionalText(500),
    Amount: amount,
    BankTransactionCode: bankTransactionCode,
    MerchantDetails: z
      .object({
        MerchantName: optionalText(350),
        MerchantCategoryCode: z
          .string()
          .regex(/^\d{4}$/)
          .nullish(),
      })
      .nullish(),
    CreditorAccount: party,
    DebtorAccount: party,
    UltimateCreditor: party,
    UltimateDebtor: party,
  })
  .transform((record) => {
    const [account, ultimate] =
      record.CreditDebitIndicator === 'Debit'
        ? [record.CreditorAccount, record.UltimateCreditor]
        : [record.DebtorAccount, record.UltimateDebtor];
    const mapped = {
      accountId: record.AccountId,
      bookingDateTime: record.BookingDateTime,
      valueDateTime: record.ValueDateTime,
      status: record.Status,
      amount: record.Amount,
      creditDebit: record.CreditDebitIndicator,
      mcc: record.MerchantDetails?.MerchantCategoryCode ?? null,
      merchant: record.MerchantDetails?.MerchantName ?? null,
      counterparty: account?.Name ?? ultimate?.Name ?? null,
      information: record.TransactionInformation,
      bankTransactionCode: record.BankTransactionCode,
    };
    return { ...mapped, id: record.TransactionId ?? contentId(mapped, record.TransactionReference) };
  });

/** An entry as core banking has it. */
export type TransactionRecord = z.output<typeof transaction>;

/** Prefix of ids that we made ourselves. */
const madeHere = 'content-';

/**
 * `/transactions`, newest first. `TransactionId` is optional in the standard: without it the id is made of the
 * entry's content, and entries that agree in all of it are told apart by their ordinal.
 */
export const transactionFormat = withUniqueIds(
  withOrdinals(
    recordFormat({
      resource: 'transactions',
      dataKey: 'Transaction',
      schema: transaction,
      idOf: ({ TransactionId }) => TransactionId,
      normalisers: [
        fieldNormaliser('v3.1-transaction-status', ['Status'], legacyCodes(legacyStatuses)),
        creditDebitRepair(),
        ...amountRepairs('Amount'),
        ...dateTimeRepairs('BookingDateTime', 'ValueDateTime'),
        ...bankTransactionCodeRepairs,
        fieldNormaliser('merchant-code-leading-zero', ['MerchantDetails.MerchantCategoryCode'], (code) =>
          typeof code === 'string' && /^\d{3}$/.test(code) ? `0${code}` : undefined,
        ),
      ],
    }),
  ),
);

/**
 * What identifies an entry that has no id. Status and value date are left out: they change while a pending entry is
 * booked, and the id must not.
 */
function contentId(entry: Omit<z.input<typeof entryContent>, 'reference'>, reference: string | null): string {
  const content = JSON.stringify(entryContent.parse({ ...entry, reference }));
  return madeHere + createHash('sha256').update(content).digest('base64url').slice(0, 32);
}

const entryContent = z.object({
  accountId: z.string(),
  bookingDateTime: z.string(),
  creditDebit,
  amount: z.object({ amount: z.string(), currency: z.string() }),
  merchant: z.string().nullable(),
  counterparty: z.string().nullable(),
  information: z.string().nullable(),
  reference: z.string().nullable(),
});

function withOrdinals(format: RecordFormat<TransactionRecord>): RecordFormat<TransactionRecord> {
  return {
    ...format,
    sort(records) {
      const sorted = format.sort(records);
      const seen = new Map<string, number>();
      const made: Normalisation[] = [];
      const accepted = sorted.accepted.map((entry) => {
        if (!entry.id.startsWith(madeHere)) return entry;
        const ordinal = (seen.get(entry.id) ?? 0) + 1;
        seen.set(entry.id, ordinal);
        const id = ordinal === 1 ? entry.id : `${entry.id}-${ordinal}`;
        made.push({ recordId: id, rule: 'transaction-id-from-content' });
        return { ...entry, id };
      });
      accepted.sort((one, other) => Date.parse(other.bookingDateTime) - Date.parse(one.bookingDateTime));
      return { ...sorted, accepted, normalisations: [...sorted.normalisations, ...made] };
    },
  };
}
