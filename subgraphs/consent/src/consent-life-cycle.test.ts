import { fileURLToPath } from 'node:url';
import { readPolicies } from '@bankgraph/authorization';
import { describe, expect, it } from '@jest/globals';
import { consentStatuses, isReauthentication, mayBecome, statusAt } from './consent-life-cycle.js';
import { bankPurposes, dpvConsentStatus, dpvConsentStatuses } from './dpv-vocabulary.js';

describe('the life of a consent', () => {
  it('knows these steps and no others', () => {
    const steps = consentStatuses.flatMap((from) =>
      consentStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from}→${to}`),
    );
    expect(steps).toEqual(['AWAU→AUTH', 'AWAU→RJCT', 'AUTH→CANC', 'AUTH→EXPD', 'CANC→AUTH']);
    expect(isReauthentication('CANC', 'AUTH')).toBe(true);
    expect(isReauthentication('AWAU', 'AUTH')).toBe(false);
  });

  it('ends when its time is over, even where the record still says that it holds', () => {
    const expiresAt = '2026-06-30T12:00:00Z';
    const at = (moment: string) => statusAt({ status: 'AUTH', expiresAt }, new Date(moment));
    expect([at('2026-06-30T11:59:59.999Z'), at('2026-06-30T12:00:00Z')]).toEqual(['AUTH', 'EXPD']);
    expect(statusAt({ status: 'AUTH', expiresAt: null }, new Date('2099-01-01'))).toBe('AUTH');
  });

  it('does not end twice: what never held, or was ended before, stays as it is', () => {
    const later = new Date('2027-01-01');
    const expiresAt = '2026-06-30T12:00:00Z';
    const after = (['AWAU', 'RJCT', 'CANC', 'EXPD'] as const).map((status) =>
      statusAt({ status, expiresAt }, later),
    );
    expect(after).toEqual(['AWAU', 'RJCT', 'CANC', 'EXPD']);
  });
});

describe('the Data Privacy Vocabulary', () => {
  it('has a status for each state, and another one for a consent given again', () => {
    const of = (...states: (typeof consentStatuses)[number][]) =>
      dpvConsentStatus({
        status: states.at(-1) ?? 'AWAU',
        history: states.map((status) => ({ status })),
      });
    expect(of('AWAU')).toBe('ConsentRequested');
    expect(of('AWAU', 'AUTH')).toBe('ConsentGiven');
    expect(of('AWAU', 'RJCT')).toBe('ConsentRefused');
    expect(of('AWAU', 'AUTH', 'CANC')).toBe('ConsentWithdrawn');
    expect(of('AWAU', 'AUTH', 'EXPD')).toBe('ConsentExpired');
    expect(of('AWAU', 'AUTH', 'CANC', 'AUTH')).toBe('RenewedConsentGiven');
    expect(of('AWAU', 'AUTH', 'CANC', 'AUTH', 'EXPD')).toBe('ConsentExpired');
    expect(dpvConsentStatuses).toHaveLength(6);
  });

  it('has the purposes that the roles may declare', async () => {
    const { roles } = await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url)));
    const declared = new Set([...roles.values()].flatMap(({ purposes }) => purposes));
    expect([...declared].filter((purpose) => !(bankPurposes as readonly string[]).includes(purpose))).toEqual(
      [],
    );
  });
});
