import { parseExactJson } from '@bankgraph/bank-sources';
import { describe, expect, it } from '@jest/globals';
import { minFraudBody } from './fraud-records.fixture.js';
import { actionOfDisposition, reasonsOfMinFraud } from './minfraud-score.js';
import { reasonForCustomer } from './risk-decision.js';

const body = (change: object = {}) => parseExactJson(JSON.stringify(minFraudBody(change)));

describe('a minFraud score', () => {
  it('gives every code the multiplier of its group as its weight', () => {
    expect(reasonsOfMinFraud(body())).toEqual([
      { code: 'ANONYMOUS_IP', weight: '45' },
      { code: 'EMAIL_ADDRESS_NEW', weight: '0.34' },
      { code: 'TIME_OF_DAY', weight: '0.34' },
    ]);
    expect(reasonsOfMinFraud(body({ risk_score_reasons: undefined }))).toEqual([]);
  });

  it('advises by its disposition, and nothing without one', () => {
    const advised = (action: string) =>
      actionOfDisposition(body({ disposition: { action, reason: 'default' } }));
    expect(['accept', 'reject', 'manual_review', 'test'].map(advised)).toEqual([
      'ALLOW',
      'BLOCK',
      'HOLD',
      'MONITOR',
    ]);
    expect(actionOfDisposition(body({ disposition: undefined }))).toBeNull();
  });

  it('is read whether or not it warns about what the bank sent', () => {
    const warnings = [
      { code: 'INPUT_INVALID', warning: 'Encountered value', input_pointer: '/shipping/city' },
    ];
    expect(actionOfDisposition(body({ warnings }))).toBe('HOLD');
  });

  it('is refused when it is none, without its values', () => {
    for (const broken of [null, {}, body({ risk_score: 'secret' }), body({ risk_score: 0 })]) {
      expect(() => reasonsOfMinFraud(broken)).toThrow(
        expect.objectContaining({
          code: 'UPSTREAM_INVALID',
          issues: expect.not.arrayContaining([expect.stringContaining('secret')]),
        }),
      );
    }
  });
});

describe('what the customer is told', () => {
  it('is the engine’s neutral text, and nothing where monitoring must look like allowing', () => {
    const text = 'We are checking a payment.';
    expect(reasonForCustomer('HOLD', text)).toBe(text);
    expect(reasonForCustomer('BLOCK', '')).toBeNull();
    expect(reasonForCustomer('MONITOR', text)).toBe(
      reasonForCustomer('ALLOW', 'No further check was needed.'),
    );
  });
});
