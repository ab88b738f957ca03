import { contact } from '../contacts.js';
import { decided, eventId, evidence, person } from '../decision-events.js';
import { behaved, deviceSeen, riskDecided, strangeDevice } from '../fraud-signals.js';
import { daysAgo, minutesAfter } from '../moment.js';
import { riskDecisionEvent } from '../ordinary-customer.js';
import { recordId } from '../record-id.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** Workflow 6. The response is not binary: monitored first, then called (outreach), then held and escalated. */
export const shadesOfResponse: Story = (seed) => {
  const subject = new Subject(seed, 1006);
  const base = ground(subject, {
    name: { title: 'Mr', firstName: 'Frank', lastName: 'Whitcombe', gender: 'male' },
    birthDate: '1948-02-08',
    sinceDaysAgo: 4_800,
  });
  const monitorAt = daysAgo(12, 650);
  const outreachAt = daysAgo(10, 820);
  const holdAt = daysAgo(9, 560);
  const monitor = riskDecided(subject, 2, {
    at: monitorAt,
    action: 'MONITOR',
    customerReason: 'No further check was needed.',
    riskScore: 24.6,
    reasons: [[1.3, 'NEW_DEVICE']],
    validDays: 14,
  });
  const outreach = riskDecided(subject, 3, {
    at: outreachAt,
    action: 'OUTREACH',
    customerReason: 'We would like to talk to you about a payment.',
    riskScore: 52.1,
    reasons: [
      [2.2, 'MINFRAUD_NETWORK_ACTIVITY'],
      [1.3, 'NEW_DEVICE'],
    ],
    stepUps: [{ method: 'CALL_BACK', result: 'PASSED', at: minutesAfter(outreachAt, 95) }],
  });
  const hold = riskDecided(subject, 4, {
    at: holdAt,
    action: 'HOLD',
    customerReason: 'We are checking a payment. It will be sent or returned within one working day.',
    riskScore: 77.9,
    reasons: [
      [4.1, 'MINFRAUD_NETWORK_ACTIVITY'],
      [1.6, 'ANONYMOUS_IP'],
    ],
    validDays: 3,
    ruleLabel: 'possible-scam-victim',
  });
  const strange = strangeDevice(subject, holdAt);
  return {
    ...base,
    fingerprintEvents: [strange, deviceSeen(subject, monitorAt)],
    biometricSessions: [
      behaved(subject, 2, holdAt, 0.52, ['HESITATION', 'GUIDED_BY_VOICE_CALL']),
      behaved(subject, 1, monitorAt, 0.91),
    ],
    fraudDecisions: [hold, outreach, monitor],
    restrictions: [
      {
        id: recordId('SR', subject.number, 1),
        reason: 'UNDER_REVIEW',
        scope: 'OUTGOING_PAYMENTS',
        since: holdAt,
        until: null,
      },
    ],
    interactions: [
      contact(
        subject,
        1,
        'CALL_CENTRE',
        minutesAfter(outreachAt, 95),
        'OUTREACH_CALL',
        'S-frontline-agent-1',
      ),
      contact(subject, 2, 'ONLINE', holdAt, 'PAYMENT_HELD'),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      riskDecisionEvent(subject, 'monitor', monitor, { outcome: 'Watched for 14 days' }),
      riskDecisionEvent(subject, 'outreach', outreach, {
        causedBy: [eventId(subject, 'monitor')],
        outcome: 'Customer called; says an adviser helps with an investment',
      }),
      riskDecisionEvent(subject, 'hold', hold, {
        causedBy: [eventId(subject, 'outreach')],
        inputs: [evidence(subject, 'fingerprint', strange.eventId, strange.at)],
        outcome: 'Payment of 18,000 held',
        reasonInternal: 'Pattern of an investment scam: guided session, new payee, remote device.',
      }),
      decided(subject, 'escalated', {
        occurredAt: minutesAfter(holdAt, 50),
        kind: 'fraud.escalation',
        decision: 'ESCALATE',
        actor: person('S-fraud-analyst-1'),
        inputs: [evidence(subject, 'fraud', hold.decisionId, minutesAfter(holdAt, 50))],
        outcome: 'Passed to the scam team; outgoing payments restricted',
        reasonForCustomer: 'Some services are limited while we review your account.',
        causedBy: [eventId(subject, 'hold')],
        domain: 'fraud',
      }),
    ],
  };
};
