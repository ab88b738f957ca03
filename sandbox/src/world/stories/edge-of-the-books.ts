import { identityDocument } from '../due-diligence.js';
import { daysAgo } from '../moment.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** Everything closed: balances are zero, the statements stay. */
export const closedAccount: Story = (seed) =>
  ground(new Subject(seed, 1011), {
    name: { title: 'Ms', firstName: 'Judith', lastName: 'Kerslake', gender: 'female' },
    birthDate: '1957-07-19',
    sinceDaysAgo: 5_200,
    accounts: [
      { kind: 'current', ordinal: 1, nickname: null, closedDaysAgo: 420, transactions: 30 },
      { kind: 'current', ordinal: 2, nickname: 'Euros', currency: 'EUR', transactions: 15 },
    ],
  });

/** Applied last week: no accounts yet, the vendor still at work, nothing rated, nothing screened twice. */
export const noAccounts: Story = (seed) => {
  const base = ground(new Subject(seed, 1012), {
    name: { title: 'Mr', firstName: 'Kwame', lastName: 'Adjei', gender: 'male' },
    birthDate: '2004-08-27',
    nationality: 'GH',
    sinceDaysAgo: 6,
    accounts: [],
  });
  return {
    ...base,
    kycProfile: { ...base.kycProfile, status: 'NEW' },
    riskRatings: [],
    applicant: base.applicant && {
      ...base.applicant,
      review: { reviewStatus: 'pending', createDate: daysAgo(5, 700), reviewDate: null, reviewResult: null },
    },
    screenings: base.screenings.slice(0, 1),
    fingerprintEvents: [],
    biometricSessions: [],
    fraudDecisions: [],
    memberships: [],
    predictions: [],
    interactions: [],
    unomiProfile: { ...base.unomiProfile, segments: [], scores: {} },
    ledgerEvents: [],
  };
};

/** The passport ran out last winter; the review of the profile is overdue. */
export const expiredDocument: Story = (seed) => {
  const subject = new Subject(seed, 1017);
  const base = ground(subject, {
    name: { title: 'Ms', firstName: 'Priscilla', lastName: 'Owusu', gender: 'female' },
    birthDate: '1992-03-03',
    sinceDaysAgo: 2_000,
  });
  return {
    ...base,
    kycProfile: { ...base.kycProfile, nextReviewAt: '2026-05-31' },
    applicant: base.applicant && {
      ...base.applicant,
      idDocs: [identityDocument(subject, { idDocType: 'PASSPORT', validUntil: '2025-12-11' })],
    },
  };
};
