import { contact } from '../contacts.js';
import { riskDecided } from '../fraud-signals.js';
import { daysAgo, minutesAfter } from '../moment.js';
import { riskDecisionEvent } from '../ordinary-customer.js';
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
