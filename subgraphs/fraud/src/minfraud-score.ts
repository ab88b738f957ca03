import { requireValid, scoreBetween } from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { RiskReason } from './risk-decision.js';
import type { RiskAction } from './schema.generated.js';

/** The name by which errors call these systems. */
export const fraudSystem = 'fraud';

/** The parts of a minFraud Score answer (version 2.0) that are read. Its warnings are about the bank's own input. */
export const minFraudScore = z.looseObject({
  id: z.string().min(1),
  risk_score: scoreBetween(0.01, 99),
  ip_address: z.looseObject({ risk: scoreBetween(0.01, 99) }).optional(),
  disposition: z
    .looseObject({
      action: z.enum(['accept', 'reject', 'manual_review', 'test']),
      reason: z.string().optional(),
      rule_label: z.string().optional(),
    })
    .optional(),
  risk_score_reasons: z
    .array(
      z.looseObject({
        multiplier: scoreBetween(0, 1e6),
        reasons: z.array(z.looseObject({ code: z.string().regex(/^[A-Z0-9_]{1,64}$/) })),
      }),
    )
    .default([]),
});

/** A score that was read. */
export type MinFraudScore = z.output<typeof minFraudScore>;

const actions: Readonly<Record<string, RiskAction>> = {
  accept: 'ALLOW',
  reject: 'BLOCK',
  // A person decides, so the payment waits.
  manual_review: 'HOLD',
  // A rule on trial says what it would do and does nothing.
  test: 'MONITOR',
};

/**
 * The reasons of a minFraud score: every code, weighted by the multiplier of the group it is in. No reasons, no list.
 *
 * @param body the answer as `parseExactJson` gives it
 * @throws UpstreamInvalid when it is no minFraud score
 */
export function reasonsOfMinFraud(body: unknown): readonly RiskReason[] {
  return weightedReasons(requireValid(fraudSystem, minFraudScore, body, 'minfraud score'));
}

/**
 * What a minFraud disposition advises; null when the score has none (the account has no custom rules).
 *
 * @param body the answer as `parseExactJson` gives it
 * @throws UpstreamInvalid when it is no minFraud score
 */
export function actionOfDisposition(body: unknown): RiskAction | null {
  return dispositionAction(requireValid(fraudSystem, minFraudScore, body, 'minfraud score'));
}

/** As `reasonsOfMinFraud`, of a score already read. */
export function weightedReasons(found: MinFraudScore): readonly RiskReason[] {
  return found.risk_score_reasons.flatMap(({ multiplier, reasons }) =>
    reasons.map(({ code }) => ({ code, weight: multiplier })),
  );
}

/** As `actionOfDisposition`, of a score already read. */
export function dispositionAction(found: MinFraudScore): RiskAction | null {
  return found.disposition === undefined ? null : (actions[found.disposition.action] ?? null);
}
