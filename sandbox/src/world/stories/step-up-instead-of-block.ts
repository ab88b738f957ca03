import { contact } from '../contacts.js';
import { decided, eventId, evidence, person } from '../decision-events.js';
import { behaved, deviceSeen, riskDecided, strangeDevice } from '../fraud-signals.js';
import { daysAgo, minutesAfter } from '../moment.js';
import { riskDecisionEvent } from '../ordinary-customer.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/**
 * Workflow 2. A login from a strange device raises an alert; device and biometrics enrich it; the engine
 * asks for a step-up instead of blocking; the agent sees the context; resolved without a lock.
 */
export const stepUpInsteadOfBlock: Story = (seed) => {
  const subject = new Subject(seed, 1002);
  const base = ground(subject, {
    name: { title: 'Mr', firstName: 'Benjamin', lastName: 'Clarke', gender: 'male' },
    birthDate: '1979-11-02',
    sinceDaysAgo: 2_300,
  });
  const loginAt = daysAgo(5, 1_210);
  const strange = strangeDevice(subject, loginAt);
  const session = behaved(subject, 2, minutesAfter(loginAt, 1), 0.41, ['TYPING_RHYTHM', 'POINTER_SPEED']);
  const stepUp = riskDecided(subject, 2, {
    at: minutesAfter(loginAt, 1),
    action: 'STEP_UP',
    customerReason: 'We asked for one more proof that it is you.',
    riskScore: 61.4,
    reasons: [
      [3.2, 'ANONYMOUS_IP'],
      [1.8, 'NEW_DEVICE', 'LOW_DEVICE_CONFIDENCE'],
      [1.4, 'IP_COUNTRY_MISMATCH'],
    ],
    stepUps: [
      { method: 'OTP', result: 'FAILED', at: minutesAfter(loginAt, 2) },
      { method: 'PUSH', result: 'PASSED', at: minutesAfter(loginAt, 14) },
    ],
    ruleLabel: 'strange-device-step-up',
  });
  const allowed = riskDecided(subject, 3, {
    at: minutesAfter(loginAt, 15),
    action: 'ALLOW',
    customerReason: 'Thank you, it was confirmed that it is you.',
    riskScore: 9.8,
    reasons: [[0.4, 'NEW_DEVICE']],
    validDays: 30,
  });
  return {
    ...base,
    fingerprintEvents: [strange, deviceSeen(subject, daysAgo(9, 480))],
    biometricSessions: [session, behaved(subject, 1, daysAgo(9, 480), 0.95)],
    fraudDecisions: [allowed, stepUp, ...base.fraudDecisions.filter((one) => one.evaluatedAt < loginAt)],
    interactions: [
      contact(subject, 1, 'ONLINE', loginAt, 'LOGIN_STEP_UP'),
      contact(subject, 2, 'CALL_CENTRE', minutesAfter(loginAt, 8), 'LOGIN_HELP', 'S-frontline-agent-1'),
      contact(subject, 3, 'ONLINE', minutesAfter(loginAt, 16), 'LOGIN'),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      riskDecisionEvent(subject, 'step-up', stepUp, {
        inputs: [
          evidence(subject, 'fingerprint', strange.eventId, strange.at),
          evidence(subject, 'biometrics', session.id, session.observedAt),
        ],
        outcome: 'Step-up asked for',
        reasonInternal: 'New device behind a VPN; behaviour unlike the customer, but not enough to block.',
      }),
      decided(subject, 'agent-confirmed', {
        occurredAt: minutesAfter(loginAt, 12),
        kind: 'fraud.agent-confirmation',
        decision: 'CONFIRMED',
        actor: person('S-frontline-agent-1', subject.customerId),
        inputs: [evidence(subject, 'fraud', stepUp.decisionId, minutesAfter(loginAt, 12))],
        outcome: 'Customer abroad, confirmed by phone; push sent again',
        causedBy: [eventId(subject, 'step-up')],
        domain: 'fraud',
      }),
      riskDecisionEvent(subject, 'allowed', allowed, {
        causedBy: [eventId(subject, 'step-up'), eventId(subject, 'agent-confirmed')],
        outcome: 'Signed in, nothing was locked',
      }),
    ],
  };
};
