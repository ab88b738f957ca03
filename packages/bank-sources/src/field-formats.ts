import { codes } from 'currency-codes';
import { isLosslessNumber, type LosslessNumber, toSafeNumberOrThrow } from 'lossless-json';
import { z } from 'zod';

const CURRENCIES: ReadonlySet<string> = new Set(codes());

/** An ISO 4217 alphabetic code in current use (`GBP`); codes that were withdrawn are not accepted. */
export const currencyCode = z.string().refine((code) => CURRENCIES.has(code), 'not an ISO 4217 code');

/** ISO 8601 date-time with its offset (`Z` or `+01:00`), as sent. */
export const isoDateTime = z.iso.datetime({ offset: true });

/** ISO 8601 calendar date, as sent; a day that does not exist is refused. */
export const isoDate = z.iso.date();

const losslessNumber = z.custom<LosslessNumber>(isLosslessNumber);

/** A JSON number that is a whole number JavaScript can hold exactly (counts, offsets, milliseconds). */
export const jsonInteger = losslessNumber.transform((value, context) => {
  const text = value.toString();
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  context.addIssue({ code: 'custom', message: 'not a whole number' });
  return z.NEVER;
});

/** A JSON number as float: for scores, weights and probabilities, never for money. */
export const jsonNumber = losslessNumber.transform((value, context) => {
  try {
    return toSafeNumberOrThrow(value.toString(), { approx: true });
  } catch {
    context.addIssue({ code: 'custom', message: 'out of range' });
    return z.NEVER;
  }
});

/** Apache Fineract's `[year, month, day]` as ISO 8601 date. */
export const fineractDate = z
  .tuple([jsonInteger, jsonInteger, jsonInteger])
  .transform(([year, month, day]) =>
    [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  )
  .pipe(z.iso.date());
