import { describe, expect, it } from '@jest/globals';
import { isAmlDerived } from './aml-derived.js';

describe('what is derived from anti-money-laundering work', () => {
  it.each([
    'aml-watch',
    'AMLWatch',
    'high_risk_AML_2',
    'SAR filed',
    'CounterMoneyLaundering',
    'Anti-Money Laundering alerts',
    'Counterterrorism',
    'suspicious activity',
    'sanctionsNearMiss',
    'pep-household',
    'Tazama',
    'typology 028',
    'Financial Crime Compliance',
    'ＡＭＬ',
  ])('is recognised in "%s"', (text) => {
    expect(isAmlDerived(null, undefined, 'everyday-spender', text)).toBe(true);
  });

  it.each([
    'everyday-spender',
    'family',
    'caramel-lovers',
    'sarong-buyers',
    'peppermint',
    'marbled-paper',
    'credit-watch',
    'Rising risk early warning',
    'FraudPreventionAndDetection',
    'Credit Risk',
    '',
  ])('is not seen in "%s"', (text) => {
    expect(isAmlDerived(text)).toBe(false);
  });
});
