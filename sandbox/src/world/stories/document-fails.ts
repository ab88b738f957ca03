import { accountAccess } from '../agreements.js';
import { contact } from '../contacts.js';
import { decided, eventId, evidence, model, person, system } from '../decision-events.js';
import {
  applicant,
  failedReview,
  identityDocument,
  passedReview,
  rated,
  ratingModel,
} from '../due-diligence.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { caseId, investigated } from '../monitoring.js';
import { recordId } from '../record-id.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/**
 * Workflow 1. A renewed passport fails verification, the risk rating goes up, compliance opens a case and
 * escalates it; who did what and why is on record. The vendor's earlier GREEN was reversed.
 */
export const documentFails: Story = (seed) => {
  const subject = new Subject(seed, 1001);
  const base = ground(subject, {
    name: { title: 'Ms', firstName: 'Alice', lastName: 'Morgan', gender: 'female' },
    birthDate: '1988-04-17',
    sinceDaysAgo: 1_460,
  });
  const failedAt = daysAgo(24, 615);
  const reviewedAt = minutesAfter(failedAt, 25);
  const escalatedAt = daysAfter(reviewedAt, 2);
  const failed = failedReview(
    failedAt,
    'RETRY',
    ['DOCUMENT_DAMAGED', 'MRZ_NOT_PASSED'],
    'We could not read your document. Please upload a new photo of the whole page in good light.',
    'Machine-readable zone does not agree with the printed data; possible alteration of the expiry date.',
  );
  const theCase = caseId(subject, 1);
  const consentAt = daysAgo(200, 700);
  return {
    ...base,
    kycProfile: {
      ...base.kycProfile,
      status: 'PROCESSING',
      cddLevel: 'ENHANCED',
      nextReviewAt: '2026-07-31',
    },
    applicant: applicant(
      subject,
      failed,
      [
        identityDocument(subject, { idDocType: 'PASSPORT' }),
        identityDocument(subject, { idDocType: 'DRIVERS', ordinal: 2 }),
      ],
      [passedReview(minutesAfter(base.since, -90)), passedReview(daysAgo(31, 600))],
    ),
    riskRatings: [
      ...base.riskRatings.map((rating) => ({ ...rating, validTo: minutesAfter(reviewedAt, 5) })),
      rated(subject, 2, {
        band: 'MEDIUM',
        score: 54,
        reason: 'DOCUMENT_VERIFICATION_FAILED',
        validFrom: minutesAfter(reviewedAt, 5),
      }),
    ],
    marbleCases: [
      investigated(subject, 1, {
        name: 'Document verification failed',
        createdAt: minutesAfter(reviewedAt, 30),
        status: 'investigating',
        outcome: 'unset',
        reviewLevel: 'escalate',
        assignee: 'S-aml-investigator-1',
        decisionIds: [],
        events: [
          { type: 'case_created', at: minutesAfter(reviewedAt, 30), by: 'S-kyc-analyst-1', note: null },
          {
            type: 'case_assigned',
            at: minutesAfter(reviewedAt, 40),
            by: 'S-kyc-analyst-1',
            note: 'S-kyc-analyst-1',
          },
          { type: 'file_added', at: minutesAfter(reviewedAt, 55), by: 'S-kyc-analyst-1', note: null },
          { type: 'escalated', at: escalatedAt, by: 'S-kyc-analyst-1', note: 'S-aml-investigator-1' },
        ],
        comments: [
          {
            by: 'S-kyc-analyst-1',
            at: escalatedAt,
            comment: 'Expiry date looks altered in both uploads; passing to financial crime.',
          },
        ],
        files: [{ fileName: 'passport-comparison.pdf', at: minutesAfter(reviewedAt, 55) }],
      }),
    ],
    caseTasks: [
      {
        id: recordId('TASK', subject.number, 1),
        caseId: theCase,
        title: 'Ask the passport office to confirm the number',
        dueAt: daysAfter(escalatedAt, 14),
        doneAt: null,
        assignee: 'S-aml-investigator-1',
      },
    ],
    consents: [
      ...base.consents,
      accountAccess(subject, 2, {
        grantee: 'P-moneywise',
        accounts: [{ accountId: 'A-1001-1' }, { accountId: 'A-1001-2' }],
        events: [
          { status: 'AWAU', at: consentAt },
          { status: 'AUTH', at: minutesAfter(consentAt, 2) },
        ],
      }),
    ],
    interactions: [
      contact(subject, 1, 'MOBILE', failedAt, 'DOCUMENT_UPLOADED'),
      contact(
        subject,
        2,
        'CALL_CENTRE',
        daysAfter(failedAt, 1),
        'DOCUMENT_STATUS_ENQUIRY',
        'S-frontline-agent-1',
      ),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'verification-failed', {
        occurredAt: reviewedAt,
        kind: 'kyc.verification',
        decision: 'RED_RETRY',
        actor: system('identity-verification', 'vendor'),
        inputs: [evidence(subject, 'identity-verification', '5f0000000000000000001001', reviewedAt)],
        plan: { type: 'RULE', id: 'document-authenticity', version: '2026.5' },
        outcome: 'Customer asked for a new photo',
        reasonForCustomer: failed.reviewResult?.moderationComment ?? null,
        reasonInternal: failed.reviewResult?.clientComment ?? null,
        supersedes: eventId(subject, 'onboarding'),
        domain: 'kyc',
      }),
      decided(subject, 'rating-raised', {
        occurredAt: minutesAfter(reviewedAt, 5),
        kind: 'kyc.risk-rating',
        decision: 'MEDIUM',
        actor: model(ratingModel),
        inputs: [evidence(subject, 'kyc', 'RR-1001-1', reviewedAt)],
        plan: { type: 'MODEL', id: 'customer-risk', version: '4.2.0' },
        outcome: 'Rating raised from LOW to MEDIUM',
        reasonInternal: 'DOCUMENT_VERIFICATION_FAILED',
        causedBy: [eventId(subject, 'verification-failed')],
        supersedes: eventId(subject, 'first-rating'),
        domain: 'kyc',
      }),
      decided(subject, 'case-opened', {
        occurredAt: minutesAfter(reviewedAt, 30),
        kind: 'aml.case-opened',
        decision: 'INVESTIGATE',
        actor: person('S-kyc-analyst-1'),
        inputs: [evidence(subject, 'aml', theCase, minutesAfter(reviewedAt, 30), 'R')],
        outcome: 'Case opened',
        reasonInternal: 'Possible alteration of an identity document.',
        causedBy: [eventId(subject, 'rating-raised')],
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'case-escalated', {
        occurredAt: escalatedAt,
        kind: 'aml.case-escalated',
        decision: 'ESCALATE',
        actor: person('S-kyc-analyst-1'),
        inputs: [evidence(subject, 'aml', theCase, escalatedAt, 'R')],
        outcome: 'Assigned to S-aml-investigator-1',
        reasonInternal: 'Expiry date looks altered in both uploads.',
        causedBy: [eventId(subject, 'case-opened')],
        approvals: [{ by: 'S-mlro-1', role: 'mlro', at: minutesAfter(escalatedAt, 45) }],
        class: 'R',
        domain: 'aml',
      }),
    ],
  };
};
