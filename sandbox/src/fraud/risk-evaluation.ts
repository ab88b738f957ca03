import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BiometricSession, FingerprintEvent, FraudDecision } from '../world/fraud.js';
import { deviceSeen, fraudPolicy, reasonTexts } from '../world/fraud-signals.js';
import { daysAfter } from '../world/moment.js';
import { recordId } from '../world/record-id.js';
import type { Subject } from '../world/subject.js';

/** What a channel tells the risk engine of a sign-in, or of a payment when there is one. */
export const riskQuestion = z.strictObject({
  customer_id: z.string(),
  /** Whether the device was never seen with the customer, and hides where it is. */
  device: z.strictObject({
    new: z.boolean(),
    vpn: z.boolean(),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  /** Likeness to the customer's usual behaviour, 0 to 1, and what was unlike it. */
  behaviour: z.strictObject({ score: z.number().min(0).max(1), deviations: z.array(z.string()) }),
  payment: z.strictObject({ amount: z.number().positive(), new_payee: z.boolean() }).optional(),
});

export type RiskQuestion = z.output<typeof riskQuestion>;

/** What the engine answers, and what it has observed for it. */
export interface RiskEvaluation {
  readonly decision: FraudDecision;
  readonly device: FingerprintEvent;
  readonly session: BiometricSession;
}

const customerReasons: Readonly<Record<FraudDecision['action'], string>> = {
  ALLOW: 'No further check was needed.',
  MONITOR: 'No further check was needed.',
  STEP_UP: 'We ask for one more proof that it is you.',
  OUTREACH: 'We would like to talk to you about a payment.',
  HOLD: 'We are checking a payment. It will be sent or returned within one working day.',
  BLOCK: 'We could not sign you in. Please call us.',
};

const base = 4;

/**
 * Weighs device, behaviour and payment: each fact multiplies the score, and the score decides how much is done. The more there is
 * at stake the more: a doubtful sign-in is proved once more, a doubtful payment is talked about, then held.
 *
 * @param at the moment, ISO 8601; it makes the records' ids, so no two of a customer have the same
 */
export function evaluateRisk(subject: Subject, asked: RiskQuestion, at: string): RiskEvaluation {
  const factors = factorsOf(asked);
  const score = factors.reduce((product, [multiplier]) => product * multiplier, base);
  const riskScore = Math.min(99, Math.round(score * 10) / 10);
  const action = actionFor(riskScore, asked.payment !== undefined);
  const { device, behaviour } = asked;
  const ordinal = Date.parse(at);
  const unknownDevice = {
    visitorId: subject.hash(`device ${at}`).slice(0, 20),
    confidence: 0.81,
    firstSeenAt: at,
  };
  return {
    device: deviceSeen(subject, at, {
      ...(device.new ? unknownDevice : {}),
      ...(device.country === 'GB' ? {} : { country: device.country, city: 'unknown' }),
      // RFC 5737 keeps this address for documentation.
      ...(device.vpn ? { vpn: true, ipAddress: '198.51.100.77' } : {}),
    }),
    session: { id: recordId('BIO', subject.number, ordinal), observedAt: at, ...behaviour },
    decision: {
      decisionId: recordId('FD', subject.number, ordinal),
      evaluatedAt: at,
      policyVersion: fraudPolicy,
      expiresAt: daysAfter(at, 1),
      action,
      customerReason: customerReasons[action],
      score: {
        id: randomUUID(),
        riskScore,
        ipRisk: device.vpn ? 62 : 0.01,
        disposition: {
          action: riskScore >= 60 ? 'manual_review' : 'accept',
          reason: 'default',
          ruleLabel: null,
        },
        reasons: factors.map(([multiplier, code]) => ({
          multiplier,
          reasons: [{ code, reason: reasonTexts[code] ?? code }],
        })),
      },
      stepUps: [],
    },
  };
}

function actionFor(score: number, isPayment: boolean): FraudDecision['action'] {
  if (score < 5) return 'ALLOW';
  if (score < 30) return 'MONITOR';
  if (isPayment) return score < 70 ? 'OUTREACH' : 'HOLD';
  return score < 85 ? 'STEP_UP' : 'BLOCK';
}

function factorsOf({ device, behaviour, payment }: RiskQuestion): readonly (readonly [number, string])[] {
  const facts: readonly (readonly [boolean, number, string])[] = [
    [device.vpn, 3.2, 'ANONYMOUS_IP'],
    [device.new, 1.8, 'NEW_DEVICE'],
    [device.country !== 'GB', 1.4, 'IP_COUNTRY_MISMATCH'],
    [behaviour.score < 0.6, 1.9, 'UNUSUAL_BEHAVIOUR'],
    [payment?.new_payee === true, 1.5, 'NEW_PAYEE'],
    [(payment?.amount ?? 0) > 2_500, 2.2, 'ORDER_AMOUNT'],
    [(payment?.amount ?? 0) > 10_000, 2, 'LARGE_AMOUNT'],
  ];
  return facts.flatMap(([holds, multiplier, code]) => (holds ? [[multiplier, code] as const] : []));
}
