import type { BiometricSession, FingerprintEvent, FraudDecision, MinFraudScore } from './fraud.js';
import { daysAfter } from './moment.js';
import { recordId, recordUuid } from './record-id.js';
import type { Subject } from './subject.js';

/** Version of the engine's policy that holds today. */
export const fraudPolicy = 'fraud-policy@2026.2';

/** A device event at the given moment: the customer's usual device at home, unless told otherwise. */
export function deviceSeen(
  subject: Subject,
  at: string,
  device: Partial<Omit<FingerprintEvent, 'eventId' | 'at'>> = {},
): FingerprintEvent {
  const random = subject.random('device');
  const usual = {
    visitorId: subject.hash('visitor').slice(0, 20),
    confidence: 0.97 + random.int(0, 2) / 100,
    // RFC 5737 and RFC 3849 keep these addresses for documentation.
    ipAddress: `203.0.113.${random.int(1, 254)}`,
    country: 'GB',
    city: random.pick(['London', 'Leeds', 'Bristol', 'Glasgow']),
    browser: random.pick(['Chrome', 'Safari', 'Firefox']),
    os: random.pick(['iOS', 'Android', 'Windows', 'macOS']),
    firstSeenAt: daysAfter(at, -random.int(100, 700)),
  };
  return {
    eventId: `${Date.parse(at)}.f${subject.number}`,
    at,
    ...usual,
    vpn: false,
    proxy: false,
    tampering: false,
    incognito: false,
    bot: 'not_detected',
    velocity: {
      distinctIp: [1, 1, 1],
      distinctLinkedId: [1, 1, 1],
      distinctCountry: [1, 1, 1],
      events: [1, 1, 2],
    },
    ...device,
  };
}

/** A device that nobody has seen with this customer before, behind a VPN, in a hurry. */
export function strangeDevice(subject: Subject, at: string): FingerprintEvent {
  return deviceSeen(subject, at, {
    visitorId: subject.hash('strange-visitor').slice(0, 20),
    confidence: 0.81,
    ipAddress: '198.51.100.77',
    country: 'RO',
    city: 'Bucharest',
    browser: 'Chrome',
    os: 'Windows',
    firstSeenAt: at,
    vpn: true,
    incognito: true,
    velocity: {
      distinctIp: [1, 3, 4],
      distinctLinkedId: [1, 2, 3],
      distinctCountry: [1, 2, 2],
      events: [4, 9, 11],
    },
  });
}

/** A scored session. */
export function behaved(
  subject: Subject,
  ordinal: number,
  observedAt: string,
  score: number,
  deviations: readonly string[] = [],
): BiometricSession {
  return { id: recordId('BIO', subject.number, ordinal), observedAt, score, deviations };
}

/** minFraud's words for its codes. */
export const reasonTexts: Readonly<Record<string, string>> = {
  ANONYMOUS_IP: 'Risk due to IP being an Anonymous IP',
  NEW_DEVICE: 'Riskiness of newness of the device',
  LOW_DEVICE_CONFIDENCE: 'Riskiness of low confidence in the device identification',
  IP_COUNTRY_MISMATCH: 'Distance between IP country and billing country',
  EMAIL_VELOCITY: 'Riskiness of newly-sighted email domain',
  MINFRAUD_NETWORK_ACTIVITY: 'Suspicious activity across the network',
};

/** A decision of the real-time engine with the minFraud answer behind it. */
export function riskDecided(
  subject: Subject,
  ordinal: number,
  plan: {
    at: string;
    action: FraudDecision['action'];
    customerReason: string;
    riskScore: number;
    /** Multipliers and the reason codes behind each. */
    reasons?: readonly (readonly [number, ...string[]])[];
    validDays?: number;
    stepUps?: readonly Omit<FraudDecision['stepUps'][number], 'id'>[];
    ruleLabel?: string;
  },
): FraudDecision {
  const score: MinFraudScore = {
    id: recordUuid('minfraud', subject.number, ordinal),
    riskScore: plan.riskScore,
    ipRisk: plan.riskScore > 20 ? 45.5 : 0.01,
    disposition: {
      action: plan.riskScore >= 60 ? 'manual_review' : 'accept',
      reason: plan.ruleLabel === undefined ? 'default' : 'custom_rule',
      ruleLabel: plan.ruleLabel ?? null,
    },
    reasons: (plan.reasons ?? []).map(([multiplier, ...codes]) => ({
      multiplier,
      reasons: codes.map((code) => ({ code, reason: reasonTexts[code] ?? code })),
    })),
  };
  return {
    decisionId: recordId('FD', subject.number, ordinal),
    evaluatedAt: plan.at,
    policyVersion: fraudPolicy,
    expiresAt: daysAfter(plan.at, plan.validDays ?? 1),
    action: plan.action,
    customerReason: plan.customerReason,
    score,
    stepUps: (plan.stepUps ?? []).map((stepUp, at) => ({
      ...stepUp,
      id: recordId('STEP', subject.number, ordinal, at + 1),
    })),
  };
}
