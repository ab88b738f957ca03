import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskValue } from './mask-value.js';
import { type MaskName, masks } from './masks.js';

describe('the catalogue of masks', () => {
  it.each<[MaskName, string, string]>([
    ['last 4 characters', 'AB1234567', '****4567'],
    ['last 4 characters', '1234', '****'],
    ['BIN and last 4', '4539578763621486', '453957****1486'],
    ['BIN and last 4', '12345678', '****5678'],
    ['BIN and last 4', '453957xxxxxx1486', '453957****1486'],
    ['BIN and last 4', 'xxxxxxxxxxxx1486', '****1486'],
    ['IBAN last 4', 'GB33BUKB20201555555555', 'GB****5555'],
    ['IBAN last 4', '80200110203345', '****3345'],
    ['initials', 'Ada Lovelace-King', 'A. L. K.'],
    ['initials', '李 小龙', '李. 小.'],
    ['year only', '1980-02-29', '1980'],
    ['band instead of score', '62', '50'],
    ['band instead of score', '0.62', '0.5'],
    ['band instead of score', '100', '75'],
    ['order of magnitude', '1234.56', '1000'],
    ['order of magnitude', '-87.10', '-10'],
    ['order of magnitude', '0.99', '0'],
    ['first letter and domain', 'ada@example.com', 'a****@example.com'],
    ['neutral wording', 'whatever happened', 'Under review.'],
  ])('%s: %s is shown as %s', (mask, text, shown) => {
    expect(maskValue(mask, text, 'String')).toBe(shown);
  });

  it('never shows a customer that an application was rejected or a payment blocked', () => {
    expect(maskValue('neutral wording', 'REJECTED', 'KycStatus')).toBe('PROCESSING');
    expect(maskValue('neutral wording', 'BLOCK', 'RiskAction')).toBe('HOLD');
    expect(maskValue('neutral wording', 'MONITOR', 'RiskAction')).toBe('ALLOW');
    expect(() => maskValue('neutral wording', 'SAR_FILED', 'RiskAction')).toThrow(RangeError);
  });

  it('masks lists and amounts, keeps absence, and refuses what it cannot mask', () => {
    expect(maskValue('initials', ['Ada King', null], 'String')).toEqual(['A. K.', null]);
    const amount = { amount: '1230.00', currency: 'GBP' };
    expect(maskValue('order of magnitude', amount, 'Amount')).toEqual({ amount: '1000', currency: 'GBP' });
    expect(amount.amount).toBe('1230.00');
    expect(maskValue('initials', null, 'String')).toBeNull();
    expect(() => maskValue('initials', { secret: 'x' }, 'Thing')).toThrow('cannot be put on');
  });

  it('never lets more than the last four characters of a secret through', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5 }), (secret) => {
        expect(masks['last 4 characters'](secret)).toBe(`****${secret.slice(-4)}`);
      }),
    );
  });
});
