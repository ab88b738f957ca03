import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stringify } from 'lossless-json';
import { z } from 'zod';
import { canonicalDecimal, decimalAmount } from './decimal-amount.js';
import { LosslessNumber, parseExactJson } from './exact-json.js';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));

/** Any amount that Open Banking can express, as its exact text. */
const amounts = fc
  .record({ sign: fc.constantFrom('', '-'), units: digits(1, 13), decimals: digits(0, 5) })
  .map(({ sign, units, decimals }) => {
    const whole = units.replace(/^0+(?=\d)/, '');
    const magnitude = decimals === '' ? whole : `${whole}.${decimals}`;
    return /[1-9]/.test(magnitude) ? sign + magnitude : magnitude;
  });

describe('an amount', () => {
  it('survives the way through JSON exactly, as string and as number', async () => {
    await fc.assert(
      fc.property(amounts, (amount) => {
        const asString = parseExactJson(stringify({ a: amount }) ?? '');
        const asNumber = parseExactJson(`{"a":${amount}}`);
        const schema = z.object({ a: decimalAmount });
        expect([schema.parse(asString), schema.parse(asNumber)]).toEqual([{ a: amount }, { a: amount }]);
        expect(stringify(asNumber)).toBe(`{"a":${amount}}`);
      }),
      { numRuns: 500 },
    );
  });

  it('means the same when written with an exponent', async () => {
    await fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        fc.integer({ min: -5, max: 0 }),
        (n, shift) => {
          const text = `${n < 0n ? -n : n}`.padStart(1 - shift, '0');
          const point = text.length + shift;
          const sign = n < 0n ? '-' : '';
          const plain =
            shift === 0 ? `${sign}${text}` : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
          expect(canonicalDecimal(`${n}e${shift}`)).toBe(canonicalDecimal(plain));
        },
      ),
    );
  });

  it.each([
    ['10.00', '10.00'],
    ['007.50', '7.50'],
    ['-0.00', '0.00'],
    ['-0.01', '-0.01'],
    ['9999999999999.99999', '9999999999999.99999'],
    [new LosslessNumber('10000.000000'), '10000.00000'],
    [new LosslessNumber('1.5E+3'), '1500'],
    [new LosslessNumber('12e-4'), '0.0012'],
  ])('%s is %s', (given, amount) => {
    expect(decimalAmount.parse(given)).toBe(amount);
  });

  it.each([
    '',
    ' 1',
    '+1',
    '1.',
    '.5',
    '1,000.00',
    '1e3',
    '0x10',
    'NaN',
    '12345678901234',
    '1.234567',
    '٣',
    1.5,
    null,
    true,
    { value: '1' },
    new LosslessNumber('1e99'),
    new LosslessNumber('1e999999999'),
    new LosslessNumber('1e-99'),
  ])('is not %p', (given) => {
    expect(decimalAmount.safeParse(given).success).toBe(false);
  });
});
