import {
  currencyCode,
  dateOnlyAsMidnightUtc,
  decimalAmount,
  fieldNormaliser,
  isoDateTime,
  legacyCodes,
  type Normaliser,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import { numberAsText, withoutLeadingZeros } from './field-repairs.js';

/** `OBActiveOrHistoricCurrencyAndAmount`: never negative, since the direction is a field of its own. */
export const amount = z
  .object({
    Amount: decimalAmount.refine((text) => !text.startsWith('-'), 'an amount is never negative'),
    Currency: currencyCode,
  })
  .transform(({ Amount, Currency }) => ({ amount: Amount, currency: Currency }));

/** Identifier that the standard bounds in length. */
export const identifier = (longest = 40) => z.string().trim().min(1).max(longest);

/** Optional text; empty is absent. */
export const optionalText = (longest: number) =>
  z
    .string()
    .max(longest)
    .nullish()
    .transform((text) => text?.trim() || null);

/** Optional date-time with offset, as sent. */
export const optionalDateTime = isoDateTime.nullish().transform((text) => text ?? null);

/** The calendar day of an optional date-time, as the bank reckons days: in the offset that it sent. */
export const optionalDay = isoDateTime.nullish().transform((text) => text?.slice(0, 10) ?? null);

/** `OBCreditDebitCode`. */
export const creditDebit = z.enum(['Credit', 'Debit']);

/** What is known to go wrong with amounts at the given paths. */
export function amountRepairs(...paths: readonly string[]): readonly Normaliser[] {
  const amounts = paths.map((path) => `${path}.Amount`);
  return [
    fieldNormaliser('amount-number-as-text', amounts, numberAsText),
    fieldNormaliser('amount-leading-zeros-dropped', amounts, withoutLeadingZeros),
  ];
}

/** What is known to go wrong with date-times at the given paths. */
export function dateTimeRepairs(...paths: readonly string[]): readonly Normaliser[] {
  return [fieldNormaliser('date-only-as-midnight-utc', paths, dateOnlyAsMidnightUtc)];
}

/** Credit and debit as ISO 20022 itself spells them, and in capitals. */
export function creditDebitRepair(path = 'CreditDebitIndicator'): Normaliser {
  const codes = { CRDT: 'Credit', DBIT: 'Debit', CREDIT: 'Credit', DEBIT: 'Debit' };
  return fieldNormaliser('iso-20022-credit-debit', [path], legacyCodes(codes));
}
