import { contact } from '../contacts.js';
import { riskDecided } from '../fraud-signals.js';
import type { WorldJourneyEvent } from '../journeys.js';
import { daysAgo, minutesAfter } from '../moment.js';
import { riskDecisionEvent } from '../ordinary-customer.js';
import { recordId } from '../record-id.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** Workflow 3. Fails online, calls, walks into a branch: one timeline, so nobody asks three times. */
export const threeChannels: Story = (seed) => {
  const subject = new Subject(seed, 1003);
  const base = ground(subject, {
    name: { title: 'Mrs', firstName: 'Chiara', lastName: 'Ferrante', gender: 'female' },
    birthDate: '1965-09-30',
    nationality: 'IT',
    sinceDaysAgo: 3_100,
    marketing: 'REVOKED',
  });
  const online = daysAgo(8, 545);
  const hold = riskDecided(subject, 2, {
    at: minutesAfter(online, 4),
    action: 'HOLD',
    customerReason: 'We are checking a payment. It will be sent or returned within one working day.',
    riskScore: 48.3,
    reasons: [[2.1, 'NEW_DEVICE']],
  });
  const released = riskDecided(subject, 3, {
    at: minutesAfter(online, 340),
    action: 'ALLOW',
    customerReason: 'Your payment was sent.',
    riskScore: 3.2,
  });
  return {
    ...base,
    fraudDecisions: [released, hold],
    interactions: [
      contact(subject, 1, 'ONLINE', online, 'PAYMENT_FAILED'),
      contact(subject, 2, 'MOBILE', minutesAfter(online, 35), 'PAYMENT_FAILED'),
      contact(subject, 3, 'CALL_CENTRE', minutesAfter(online, 70), 'PAYMENT_ENQUIRY', 'S-frontline-agent-1'),
      contact(subject, 4, 'BRANCH', minutesAfter(online, 320), 'PAYMENT_RELEASED', 'S-frontline-agent-1'),
    ],
    journeys: [
      { id: recordId('JRN', subject.number, 1), kind: 'PAYMENT_PROBLEM', events: paymentProblem(online) },
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      riskDecisionEvent(subject, 'payment-held', hold, { outcome: 'Payment held' }),
      riskDecisionEvent(subject, 'payment-released', released, {
        causedBy: [`LE-${subject.number}-payment-held`],
        outcome: 'Payment sent after the customer showed a document in the branch',
      }),
    ],
  };
};

/** Told online, looked into by the call centre, handed over to the branch; there it waits for her to say that all is well. */
function paymentProblem(online: string): readonly WorldJourneyEvent[] {
  const agent = 'S-frontline-agent-1';
  const done = { kind: 'STEP_DONE', handedOverTo: null } as const;
  const [called, came] = [minutesAfter(online, 70), minutesAfter(online, 320)];
  return [
    {
      kind: 'STARTED',
      step: null,
      at: minutesAfter(online, 6),
      channel: 'ONLINE',
      handedOverTo: null,
      handledBy: null,
    },
    { ...done, step: 'PROBLEM_REPORTED', at: minutesAfter(online, 8), channel: 'ONLINE', handledBy: null },
    { ...done, step: 'PAYMENT_IDENTIFIED', at: called, channel: 'CALL_CENTRE', handledBy: agent },
    {
      kind: 'HANDED_OVER',
      step: null,
      at: minutesAfter(called, 5),
      channel: 'CALL_CENTRE',
      handedOverTo: 'BRANCH',
      handledBy: agent,
    },
    { ...done, step: 'IDENTITY_CHECKED', at: came, channel: 'BRANCH', handledBy: agent },
    { ...done, step: 'PAYMENT_SETTLED', at: minutesAfter(online, 341), channel: 'BRANCH', handledBy: agent },
  ];
}
