import { type BankSystem, byCustomer, isoDateTime, requireValid } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { attributes, type FraudSignal } from './fraud-signal.js';
import { dispositionAction, fraudSystem, minFraudScore, weightedReasons } from './minfraud-score.js';
import { type Assessment, type RiskEngine, reasonForCustomer } from './risk-decision.js';

const id = z.string().min(1).max(128);
const moment = isoDateTime.nullish().transform((value) => value ?? null);

const entry = z
  .looseObject({
    decision_id: id,
    user_id: id,
    evaluated_at: isoDateTime,
    policy_version: z.string().max(128).nullish(),
    expires_at: moment,
    action: z.enum(['ALLOW', 'MONITOR', 'STEP_UP', 'OUTREACH', 'HOLD', 'BLOCK']).optional(),
    customer_reason: z.string().max(1_000).nullish(),
    score: minFraudScore,
    step_ups: z
      .array(
        z.looseObject({
          id,
          method: z.enum(['OTP', 'PUSH', 'BIOMETRIC', 'CALL_BACK', 'DOCUMENT']),
          result: z.enum(['PENDING', 'PASSED', 'FAILED', 'ABANDONED']),
          at: isoDateTime,
        }),
      )
      .default([]),
  })
  .transform((found, context): Assessment => {
    const action = found.action ?? dispositionAction(found.score);
    if (action === null) {
      context.addIssue({ code: 'custom', path: ['action'], message: 'neither action nor disposition' });
      return z.NEVER;
    }
    return {
      decision: {
        id: found.decision_id,
        decidedAt: found.evaluated_at,
        score: found.score.risk_score,
        action,
        reasons: weightedReasons(found.score),
        reasonForCustomer: reasonForCustomer(action, found.customer_reason ?? null),
        policyVersion: found.policy_version ?? null,
        expiresAt: found.expires_at,
        stepUps: found.step_ups.map(({ id: stepUpId, method, result, at }) => ({
          id: stepUpId,
          method,
          result,
          at,
        })),
      },
      signals: networkSignals(found.decision_id, found.evaluated_at, found.score.ip_address?.risk),
    };
  });

/** minFraud's own observation: how risky the network is that the customer came from. */
function networkSignals(decisionId: string, at: string, risk: string | undefined): FraudSignal[] {
  if (risk === undefined) return [];
  return [
    {
      id: `${decisionId}:ip`,
      kind: 'IP',
      source: 'minfraud',
      observedAt: at,
      confidence: null,
      attributes: attributes({ ipRisk: risk }),
    },
  ];
}

const log = z.looseObject({ decisions: z.array(z.unknown()) });

/** The risk engine's log of decisions, each with the minFraud score behind it. The caller closes the system. */
export function riskEngineSource({ system }: { readonly system: BankSystem }): RiskEngine {
  return {
    async assessments(customerIds, signal) {
      const answer = await system.get('/risk/v1/decisions', {
        query: { user_ids: customerIds.join(',') },
        signal,
      });
      const { decisions } = requireValid(fraudSystem, log, answer, 'decisions');
      const found = byCustomer(fraudSystem, entry, customerIds, decisions, {
        customerOf: (record: { user_id?: unknown }) => record.user_id,
        idOf: (record: { decision_id?: unknown }) => record.decision_id,
      });
      return new Map(
        [...found].map(([customerId, { records, faults }]) => [
          customerId,
          {
            records: records.toSorted(
              ({ decision: one }, { decision: other }) =>
                Date.parse(other.decidedAt) - Date.parse(one.decidedAt) || (one.id < other.id ? -1 : 1),
            ),
            faults,
          },
        ]),
      );
    },
  };
}
