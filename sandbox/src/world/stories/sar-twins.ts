import { accountAccess } from '../agreements.js';
import { contact } from '../contacts.js';
import { decided, eventId, evidence, person, system } from '../decision-events.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { caseId, evaluated, investigated, monitored } from '../monitoring.js';
import { recordId } from '../record-id.js';
import { Subject } from '../subject.js';
import type { WorldCustomer } from '../world.js';
import { ground, type Story } from './ground.js';

const persona = 1007;

/** The twin about whom a report was filed. */
export const twinWithReport: Story = (seed) => {
  const subject = new Subject(seed, 1007, persona);
  return withReport(subject, twin(subject));
};

/** The twin about whom none was: equal in everything else but the number in the ids. */
export const twinWithoutReport: Story = (seed) => twin(new Subject(seed, 1008, persona));

const alertDaysAgo = 45;

/** What both have: the same alert and the same case. */
function twin(subject: Subject): WorldCustomer {
  const base = ground(subject, {
    name: { title: 'Mr', firstName: 'Gareth', lastName: 'Hollis', gender: 'male' },
    birthDate: '1975-05-21',
    sinceDaysAgo: 2_600,
  });
  const alertAt = daysAgo(alertDaysAgo, 930);
  const assignedAt = daysAfter(alertAt, 1);
  const alert = monitored(subject, 1, {
    at: alertAt,
    hits: ['rapid-movement', 'high-risk-country', 'new-payee'],
    amount: '48200.00',
    counterparty: 'Meridian Trade FZE',
    caseOrdinal: 1,
  });
  const theCase = caseId(subject, 1);
  const consentAt = daysAgo(150, 640);
  return {
    ...base,
    marbleDecisions: [alert],
    marbleCases: [
      investigated(subject, 1, {
        name: 'Rapid movement of funds',
        createdAt: minutesAfter(alertAt, 1),
        status: 'investigating',
        outcome: 'confirmed_risk',
        reviewLevel: 'escalate',
        assignee: 'S-aml-investigator-1',
        decisionIds: [alert.id],
        events: [
          { type: 'case_created', at: minutesAfter(alertAt, 1), by: null, note: null },
          { type: 'case_assigned', at: assignedAt, by: 'S-mlro-1', note: 'S-aml-investigator-1' },
          { type: 'comment_added', at: daysAfter(alertAt, 6), by: 'S-aml-investigator-1', note: null },
          {
            type: 'outcome_updated',
            at: daysAfter(alertAt, 12),
            by: 'S-aml-investigator-1',
            note: 'confirmed_risk',
          },
        ],
        comments: [
          {
            by: 'S-aml-investigator-1',
            at: daysAfter(alertAt, 6),
            comment: 'Funds arrive from eleven senders and leave the same day.',
          },
        ],
        files: [{ fileName: 'flow-of-funds.pdf', at: daysAfter(alertAt, 8) }],
      }),
    ],
    tazamaReports: [evaluated(subject, 1, { at: alertAt, result: 420, amount: '48200.00' })],
    caseTasks: [
      {
        id: recordId('TASK', subject.number, 1),
        caseId: theCase,
        title: 'Trace the senders',
        dueAt: daysAfter(alertAt, 10),
        doneAt: daysAfter(alertAt, 8),
        assignee: 'S-aml-investigator-1',
      },
    ],
    restrictions: [
      {
        id: recordId('SR', subject.number, 1),
        reason: 'UNDER_REVIEW',
        scope: 'OUTGOING_PAYMENTS',
        since: assignedAt,
        until: null,
      },
    ],
    consents: [
      ...base.consents,
      accountAccess(subject, 2, {
        grantee: 'P-moneywise',
        accounts: [{ accountId: recordId('A', subject.number, 1) }],
        events: [
          { status: 'AWAU', at: consentAt },
          { status: 'AUTH', at: minutesAfter(consentAt, 2) },
        ],
      }),
    ],
    interactions: [
      contact(subject, 1, 'MOBILE', assignedAt, 'PAYMENT_HELD'),
      contact(subject, 2, 'CALL_CENTRE', daysAfter(assignedAt, 1), 'PAYMENT_ENQUIRY', 'S-frontline-agent-1'),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'alert', {
        occurredAt: alertAt,
        kind: 'aml.alert',
        decision: 'BLOCK_AND_REVIEW',
        actor: system('marble'),
        inputs: [evidence(subject, 'aml', alert.id, alertAt, 'R')],
        plan: { type: 'RULE', id: alert.scenario.id, version: '4' },
        outcome: 'Case opened',
        class: 'R',
        domain: 'aml',
      }),
      decided(subject, 'case-assigned', {
        occurredAt: assignedAt,
        kind: 'aml.case-assigned',
        decision: 'INVESTIGATE',
        actor: person('S-mlro-1'),
        inputs: [evidence(subject, 'aml', theCase, assignedAt, 'R')],
        outcome: 'Assigned to S-aml-investigator-1; outgoing payments restricted',
        causedBy: [eventId(subject, 'alert')],
        class: 'R',
        domain: 'aml',
      }),
    ],
  };
}

/** What only the first has: the report, and the ledger's entry of its filing. Both are class R. */
function withReport(subject: Subject, customer: WorldCustomer): WorldCustomer {
  const filedAt = daysAgo(alertDaysAgo - 14, 700);
  return {
    ...customer,
    sars: [
      {
        id: recordId('SAR', subject.number, 1),
        caseId: caseId(subject, 1),
        status: 'ACKNOWLEDGED',
        regulatorRef: '31000064273315',
        filedAt,
        narrative:
          'Credits from eleven unrelated senders were passed on the same day to a trading company abroad.',
        acknowledgement: {
          bsaId: '31000064273315',
          accepted: true,
          acceptedAt: daysAfter(filedAt, 1),
          warnings: [],
        },
        releasedToAuditAt: null,
        deadlineAt: daysAgo(alertDaysAgo - 30, 930),
      },
    ],
    ledgerEvents: [
      ...customer.ledgerEvents,
      decided(subject, 'report-filed', {
        occurredAt: filedAt,
        kind: 'aml.report-decided',
        decision: 'FILE',
        actor: person('S-aml-investigator-1'),
        inputs: [evidence(subject, 'aml_register', recordId('SAR', subject.number, 1), filedAt, 'R')],
        outcome: 'Filed and acknowledged',
        causedBy: [eventId(subject, 'case-assigned')],
        approvals: [{ by: 'S-mlro-1', role: 'mlro', at: minutesAfter(filedAt, -60) }],
        class: 'R',
        domain: 'aml',
      }),
    ],
  };
}
