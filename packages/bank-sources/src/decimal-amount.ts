import { isLosslessNumber, type LosslessNumber } from 'lossless-json';
import { z } from 'zod';

/** UK Open Banking's `OBActiveCurrencyAndAmount_SimpleType`, with a sign for systems that send one. */
const AMOUNT = /^-?\d{1,13}(\.\d{1,5})?$/;

/**
 * The exact decimal text of a number as JSON or a bank writes it: no exponent, no superfluous zeros in
 * front, no negative zero. The scale is kept (`10.00` stays `10.00`), except that zeros beyond the fifth
 * decimal are cut (Fineract writes `10.000000`). Undefined when it is no number that an amount could be.
 */
export function canonicalDecimal(text: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text);
  if (!parts || text.length > 64) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, -shift))}${whole}${fraction}${'0'.repeat(Math.max(0, shift - fraction.length))}`;
  const point = Math.max(0, -shift) + whole.length + shift;
  const units = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  let decimals = digits.slice(point);
  while (decimals.length > 5 && decimals.endsWith('0')) decimals = decimals.slice(0, -1);
  const magnitude = decimals === '' ? units : `${units}.${decimals}`;
  const canonical = /[1-9]/.test(magnitude) ? `${sign}${magnitude}` : magnitude;
  return AMOUNT.test(canonical) ? canonical : undefined;
}

/** An amount, sent as string or as JSON number, as canonical decimal string; never a float. */
export const decimalAmount = z
  .union([z.string(), z.custom<LosslessNumber>(isLosslessNumber)])
  .transform((value, context) => {
    const text = value.toString();
    // Exponents belong to JSON numbers; no bank writes one into a string.
    const canonical = typeof value === 'string' && /e/i.test(text) ? undefined : canonicalDecimal(text);
    if (canonical !== undefined) return canonical;
    context.addIssue({ code: 'custom', message: 'not a decimal amount' });
    return z.NEVER;
  });
