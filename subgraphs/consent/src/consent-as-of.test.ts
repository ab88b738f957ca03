import { describe, expect, it } from '@jest/globals';
import type { Consent } from './consent.js';
import { consentAsOf } from './consent-as-of.js';
import { consentReceipt } from './consent-receipt.js';

const step = (
  version: number,
  status: Consent['status'],
  day: string,
  noticeVersion: string | null = null,
) => ({
  version,
  status,
  at: `2026-01-${day}T10:00:00Z`,
  actor: 'C-1001',
  note: null,
  onBehalfOf: null,
  noticeVersion,
});
/** Asked for on the 1st, given on the 2nd, A-2 taken out on the 5th, cancelled on the 8th, given again on the 9th. */
const consent: Consent = {
  id: 'CON-1',
  kind: 'ACCOUNT_ACCESS',
  status: 'AUTH',
  purpose: 'ServiceProvision',
  lawfulBasis: 'Contract',
  permissions: ['ReadBalances'],
  accountIds: ['A-1'],
  coverage: [
    { accountId: 'A-1', addedAt: '2026-01-02T10:00:00Z', removedAt: null },
    { accountId: 'A-2', addedAt: '2026-01-02T10:00:00Z', removedAt: '2026-01-05T10:00:00Z' },
  ],
  grantedAt: '2026-01-02T10:00:00Z',
  expiresAt: '2026-01-20T00:00:00Z',
  transactionsFrom: null,
  transactionsTo: null,
  grantee: 'P-moneywise',
  noticeVersion: 'privacy-notice@9',
  version: 5,
  history: [
    step(1, 'AWAU', '01', 'privacy-notice@7'),
    step(2, 'AUTH', '02', 'privacy-notice@8'),
    step(3, 'AUTH', '05'),
    step(4, 'CANC', '08'),
    step(5, 'AUTH', '09', 'privacy-notice@9'),
  ],
};
const on = (time: string) => {
  const then = consentAsOf(consent, new Date(`2026-01-${time}Z`));
  return (
    then && [then.status, then.version, then.accountIds.join(), then.noticeVersion, then.grantedAt !== null]
  );
};

describe('a consent as of a moment', () => {
  it('is what it was then, and nothing before it was asked for', () => {
    expect(on('01T09:59:59')).toBeNull();
    expect(on('01T10:00:00')).toEqual(['AWAU', 1, '', 'privacy-notice@7', false]);
    expect(on('02T10:00:00')).toEqual(['AUTH', 2, 'A-1,A-2', 'privacy-notice@8', true]);
    expect(on('05T09:59:59')).toEqual(['AUTH', 2, 'A-1,A-2', 'privacy-notice@8', true]);
    expect(on('05T10:00:00')).toEqual(['AUTH', 3, 'A-1', 'privacy-notice@8', true]);
    expect(on('08T10:00:00')).toEqual(['CANC', 4, 'A-1', 'privacy-notice@8', true]);
    expect(on('19T23:59:59')).toEqual(['AUTH', 5, 'A-1', 'privacy-notice@9', true]);
    expect(on('20T00:00:00')).toEqual(['EXPD', 5, 'A-1', 'privacy-notice@9', true]);
    expect(consentAsOf(consent, new Date('2026-01-06Z'))?.history).toEqual(consent.history.slice(0, 3));
  });
});

describe('a consent receipt', () => {
  it('says who gave what to whom, why and under which notice, in terms of DPV', () => {
    expect(consentReceipt(consent, 'C-1001')).toEqual({
      schemaVersion: 'ISO/IEC TS 27560:2023',
      recordId: 'CON-1',
      recordVersion: 5,
      piiPrincipalId: 'C-1001',
      piiController: 'bank',
      purposes: ['https://w3id.org/dpv#ServiceProvision'],
      lawfulBasis: 'https://w3id.org/dpv#Contract',
      recipients: ['P-moneywise'],
      notice: 'privacy-notice',
      noticeVersion: '9',
      events: [
        ['ConsentRequested', '01', 'privacy-notice@7'],
        ['ConsentGiven', '02', 'privacy-notice@8'],
        ['ConsentGiven', '05', null],
        ['ConsentWithdrawn', '08', null],
        ['RenewedConsentGiven', '09', 'privacy-notice@9'],
      ].map(([state, day, noticeVersion]) => ({
        state: `https://w3id.org/dpv#${state}`,
        at: `2026-01-${day}T10:00:00Z`,
        noticeVersion,
      })),
    });
  });
});
