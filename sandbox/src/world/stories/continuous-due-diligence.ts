import { decided, eventId, evidence, model, person, system } from '../decision-events.js';
import { candidate, rated, ratingModel, screened } from '../due-diligence.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/**
 * Workflow 4. Nine years after onboarding, nightly screening finds that the customer took public office
 * (a PEP); the rating goes up. It held since the election but was recorded two months later.
 */
export const continuousDueDiligence: Story = (seed) => {
  const subject = new Subject(seed, 1004);
  const base = ground(subject, {
    name: { title: 'Mr', firstName: 'Daniel', lastName: 'Osei-Boateng', gender: 'male' },
    birthDate: '1961-01-25',
    sinceDaysAgo: 3_300,
  });
  const elected = daysAgo(95, 0);
  const foundAt = daysAgo(33, 245);
  const confirmedAt = daysAfter(foundAt, 1);
  const ratedAt = minutesAfter(confirmedAt, 20);
  const hit = screened(subject, 3, foundAt, [
    candidate(
      {
        id: 'Q900000041',
        caption: 'Daniel Osei-Boateng',
        schema: 'Person',
        properties: {
          name: ['Daniel Osei-Boateng', 'Daniel K. Osei Boateng'],
          birthDate: ['1961-01-25'],
          country: ['gb'],
          position: ['Member of a regional assembly'],
          topics: ['role.pep'],
        },
        datasets: ['wd_peps'],
        referents: ['wd-900000041'],
      },
      0.97,
      { status: 'CONFIRMED_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: confirmedAt },
    ),
    candidate(
      {
        id: 'NK-2mQpR7sVbXw9daniel0sei',
        caption: 'Daniel OSEI',
        schema: 'Person',
        properties: { name: ['Daniel OSEI'], birthDate: ['1990'], country: ['gh'], topics: ['crime'] },
        datasets: ['gb_nca_most_wanted'],
        referents: [],
      },
      0.72,
      { status: 'NO_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: confirmedAt },
    ),
  ]);
  return {
    ...base,
    kycProfile: { ...base.kycProfile, cddLevel: 'ENHANCED', nextReviewAt: '2026-11-30' },
    screenings: [...base.screenings.slice(0, 1), hit, screened(subject, 4, daysAgo(3, 240))],
    riskRatings: [
      ...base.riskRatings.map((rating) => ({ ...rating, validTo: elected })),
      rated(subject, 2, {
        band: 'HIGH',
        score: 74,
        reason: 'POLITICALLY_EXPOSED_PERSON',
        validFrom: elected,
        recordedAt: ratedAt,
      }),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'screening-match', {
        occurredAt: foundAt,
        kind: 'kyc.screening',
        decision: 'POTENTIAL_MATCH',
        actor: system('screening'),
        inputs: [evidence(subject, 'screening', hit.id, foundAt)],
        plan: { type: 'RULE', id: 'logic-v1', version: hit.listVersion },
        outcome: 'Two candidates for review',
        domain: 'kyc',
      }),
      decided(subject, 'pep-confirmed', {
        occurredAt: confirmedAt,
        kind: 'kyc.screening-review',
        decision: 'CONFIRMED_HIT',
        actor: person('S-kyc-analyst-1'),
        inputs: [evidence(subject, 'screening', hit.id, confirmedAt)],
        outcome: 'Enhanced due diligence',
        reasonInternal: 'Same birth date and constituency; second candidate cleared by birth year.',
        causedBy: [eventId(subject, 'screening-match')],
        approvals: [{ by: 'S-kyc-analyst-2', role: 'kyc-analyst', at: minutesAfter(confirmedAt, 10) }],
        domain: 'kyc',
      }),
      decided(subject, 'rating-raised', {
        occurredAt: elected,
        recordedAt: ratedAt,
        kind: 'kyc.risk-rating',
        decision: 'HIGH',
        actor: model(ratingModel),
        inputs: [evidence(subject, 'kyc', 'RR-1004-1', ratedAt)],
        plan: { type: 'MODEL', id: 'customer-risk', version: '4.2.0' },
        outcome: 'Rating raised from LOW to HIGH',
        reasonInternal: 'POLITICALLY_EXPOSED_PERSON',
        causedBy: [eventId(subject, 'pep-confirmed')],
        supersedes: eventId(subject, 'first-rating'),
        domain: 'kyc',
      }),
    ],
  };
};
