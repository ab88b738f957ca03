import { accountAccess } from '../agreements.js';
import { decided, eventId, evidence, person, system } from '../decision-events.js';
import { rated } from '../due-diligence.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { caseId, evaluated, investigated, monitored } from '../monitoring.js';
import { recordId } from '../record-id.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/**
 * Workflow 5. When was this risk first identified, who reviewed it, what was done, what happened next:
 * an alert (snoozed once before), a case, a restriction, a decision of two people not to report, closure.
 */
export const fourAuditQuestions: Story = (seed) => {
  const subject = new Subject(seed, 1005);
  const base = ground(subject, {
    name: { title: 'Ms', firstName: 'Elena', lastName: 'Marchetti', gender: 'female' },
    birthDate: '1983-06-12',
    nationality: 'IT',
    sinceDaysAgo: 1_900,
  });
  const firstSeen = daysAgo(140, 700);
  const alertAt = daysAgo(118, 640);
  const openedAt = minutesAfter(alertAt, 1);
  const reviewedAt = daysAfter(alertAt, 1);
  const decidedAt = daysAfter(alertAt, 17);
  const theCase = caseId(subject, 1);
  const snoozed = monitored(subject, 1, {
    at: firstSeen,
    hits: ['rapid-movement'],
    snoozed: ['structuring'],
    amount: '9800.00',
    counterparty: 'Volta Auctions Ltd',
  });
  const alert = monitored(subject, 2, {
    at: alertAt,
    hits: ['structuring', 'rapid-movement', 'new-payee'],
    amount: '9750.00',
    counterparty: 'Volta Auctions Ltd',
    caseOrdinal: 1,
    reviewStatus: 'approve',
  });
  const consentAt = daysAgo(90, 800);
  return {
    ...base,
    marbleDecisions: [alert, snoozed],
    marbleCases: [
      investigated(subject, 1, {
        name: 'Structuring alert',
        createdAt: openedAt,
        status: 'closed',
        outcome: 'valuable_alert',
        reviewLevel: 'investigate',
        assignee: 'S-aml-investigator-1',
        decisionIds: [alert.id],
        events: [
          { type: 'case_created', at: openedAt, by: null, note: null },
          { type: 'decision_added', at: openedAt, by: null, note: alert.id },
          { type: 'case_assigned', at: reviewedAt, by: 'S-mlro-1', note: 'S-aml-investigator-1' },
          { type: 'comment_added', at: daysAfter(alertAt, 9), by: 'S-aml-investigator-1', note: null },
          { type: 'file_added', at: daysAfter(alertAt, 16), by: 'S-aml-investigator-1', note: null },
          { type: 'outcome_updated', at: decidedAt, by: 'S-aml-investigator-1', note: 'valuable_alert' },
          { type: 'status_updated', at: decidedAt, by: 'S-aml-investigator-1', note: 'closed' },
        ],
        comments: [
          {
            by: 'S-aml-investigator-1',
            at: daysAfter(alertAt, 9),
            comment: 'Asked the customer about the source of funds in the course of the annual review.',
          },
        ],
        files: [{ fileName: 'estate-settlement.pdf', at: daysAfter(alertAt, 16) }],
      }),
    ],
    tazamaReports: [evaluated(subject, 1, { at: alertAt, result: 350, amount: '9750.00' })],
    noReportDecisions: [
      {
        id: recordId('NR', subject.number, 1),
        caseId: theCase,
        decidedAt,
        decidedBy: 'S-aml-investigator-1',
        approvedBy: 'S-mlro-1',
        rationale: 'Proceeds of an inherited collection sold at auction; estate papers seen.',
      },
    ],
    caseTasks: [
      {
        id: recordId('TASK', subject.number, 1),
        caseId: theCase,
        title: 'Obtain evidence of the source of funds',
        dueAt: daysAfter(alertAt, 14),
        doneAt: daysAfter(alertAt, 16),
        assignee: 'S-aml-investigator-1',
      },
    ],
    restrictions: [
      {
        id: recordId('SR', subject.number, 1),
        reason: 'UNDER_REVIEW',
        scope: 'OUTGOING_PAYMENTS',
        since: reviewedAt,
        until: decidedAt,
      },
    ],
    riskRatings: [
      ...base.riskRatings.map((rating) => ({ ...rating, validTo: decidedAt })),
      rated(subject, 2, { band: 'MEDIUM', score: 47, reason: 'PERIODIC_REVIEW', validFrom: decidedAt }),
    ],
    consents: [
      ...base.consents,
      accountAccess(subject, 2, {
        grantee: 'P-moneywise',
        accounts: [{ accountId: 'A-1005-1' }],
        permissions: [
          'ReadAccountsBasic',
          'ReadBalances',
          'ReadTransactionsBasic',
          'ReadTransactionsCredits',
        ],
        events: [
          { status: 'AWAU', at: consentAt },
          { status: 'AUTH', at: minutesAfter(consentAt, 2) },
        ],
      }),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'alert-snoozed', {
        occurredAt: firstSeen,
        kind: 'aml.alert',
        decision: 'SNOOZED',
        actor: system('marble'),
        inputs: [evidence(subject, 'aml', snoozed.id, firstSeen, 'R')],
        plan: { type: 'RULE', id: snoozed.scenario.id, version: '4' },
        outcome: 'Below the threshold: one rule was snoozed',
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'alert', {
        occurredAt: alertAt,
        kind: 'aml.alert',
        decision: 'REVIEW',
        actor: system('marble'),
        inputs: [evidence(subject, 'aml', alert.id, alertAt, 'R')],
        plan: { type: 'RULE', id: alert.scenario.id, version: '4' },
        outcome: 'Case opened',
        causedBy: [eventId(subject, 'alert-snoozed')],
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'reviewed', {
        occurredAt: reviewedAt,
        kind: 'aml.review',
        decision: 'RESTRICT',
        actor: person('S-aml-investigator-1'),
        inputs: [evidence(subject, 'aml', theCase, reviewedAt, 'R')],
        outcome: 'Outgoing payments restricted',
        reasonForCustomer: 'Some services are limited while we review your account.',
        reasonInternal: 'Three payments just below 10,000 within a week.',
        causedBy: [eventId(subject, 'alert')],
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'no-report', {
        occurredAt: decidedAt,
        kind: 'aml.no-report',
        decision: 'NO_FILE',
        actor: person('S-aml-investigator-1'),
        inputs: [evidence(subject, 'aml', theCase, decidedAt, 'R')],
        outcome: 'Restriction lifted, case closed',
        reasonInternal: 'Proceeds of an inherited collection; estate papers seen.',
        causedBy: [eventId(subject, 'reviewed')],
        approvals: [{ by: 'S-mlro-1', role: 'mlro', at: minutesAfter(decidedAt, 30) }],
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'rating-reviewed', {
        occurredAt: decidedAt,
        kind: 'kyc.risk-rating',
        decision: 'MEDIUM',
        actor: person('S-kyc-analyst-1'),
        outcome: 'Rating raised from LOW to MEDIUM',
        reasonInternal: 'PERIODIC_REVIEW',
        supersedes: eventId(subject, 'first-rating'),
        domain: 'kyc',
      }),
    ],
  };
};
